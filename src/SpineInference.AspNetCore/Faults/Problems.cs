using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;
using SpineInference.Fhir;

namespace SpineInference.AspNetCore.Faults;

/// <summary>Every problem a request can have.</summary>
internal static class Problems
{
    // A hostile record can hold a fault a byte; the answer need not.
    private const int MostTold = 200;

    private const string SchemaRemedy = "Correct every fault listed; the form is the schema Patient of openapi.json, and GET findings lists and searches the ids.";

    public static Problem FaultyPatient(PatientFormatException fault) =>
        new(StatusCodes.Status400BadRequest, "faulty-patient", "The patient cannot be read", $"{Count(fault.Faults.Length, "fault")} in the body.", SchemaRemedy)
        {
            Faults = [.. fault.Faults.Select(OfBody)],
        };

    public static Problem Contradiction(ContradictoryFindingsException fault) =>
        new(StatusCodes.Status422UnprocessableEntity, "contradictory-findings", "Findings cannot all be true", fault.Message, "Take back or correct one of the statements listed.")
        {
            Faults = [.. fault.Observations.Select(static o => new ProblemFault(PlaceOf(o), $"{o} cannot be true with the others."))],
        };

    public static Problem LegNotNamed(string message) =>
        new(StatusCodes.Status422UnprocessableEntity, "leg-not-named", "It is not said which leg is meant", message, "State each finding of a leg under 'left' or 'right', or give 'complaintSide'.")
        {
            Faults = [new ProblemFault("findings of a leg without a leg", message)],
        };

    public static Problem FaultyQuery(ImmutableArray<ProblemFault> faults) =>
        new(StatusCodes.Status400BadRequest, "faulty-query", "The query cannot be read", $"{Count(faults.Length, "fault")} in the query.", "Correct every parameter listed; openapi.json describes them.")
        {
            Faults = faults,
        };

    public static Problem EmptyBody(string expected) =>
        new(StatusCodes.Status400BadRequest, "empty-body", "The body is empty", $"The body has no bytes; expected {expected}.", $"Send {expected} as the body.")
        {
            Faults = [new ProblemFault("body", $"Got nothing; expected {expected}.")],
        };

    public static Problem TooLong(long limit, string what) =>
        new(StatusCodes.Status413PayloadTooLarge, "too-long", "The body is too long", string.Create(CultureInfo.InvariantCulture, $"Expected {what}, of at most {limit} bytes."), "Send less at a time: many patients go to 'batch', one a line.")
        {
            Faults = [new ProblemFault("body", string.Create(CultureInfo.InvariantCulture, $"Longer than {limit} bytes."))],
        };

    public static Problem OtherMedia(string got, string expected) =>
        new(StatusCodes.Status415UnsupportedMediaType, "other-media-type", "The body is of another media type", $"Got '{got}'; expected {expected}.", $"Say Content-Type: {expected}.")
        {
            Faults = [new ProblemFault("header Content-Type", $"Got '{got}'; expected {expected}.")],
        };

    public static Problem Encoded(string got) =>
        new(StatusCodes.Status415UnsupportedMediaType, "encoded-body", "The body is compressed", $"Got Content-Encoding '{got}'; expected none.", "Send the body as it is, or let the service decompress requests (UseRequestDecompression).")
        {
            Faults = [new ProblemFault("header Content-Encoding", $"Got '{got}'; expected none.")],
        };

    public static Problem OtherMethod(string got, string allow) =>
        new(StatusCodes.Status405MethodNotAllowed, "other-method", "The endpoint has another method", $"Got {got}; expected {allow}.", $"Use {allow}.")
        {
            Faults = [new ProblemFault("method", $"Got {got}; expected {allow}.")],
            Allow = allow,
        };

    public static Problem TooMany(int retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests", "This client has made more requests than its share.", string.Create(CultureInfo.InvariantCulture, $"Try again after {retryAfter} s; many patients at once go to 'batch'."))
        {
            RetryAfter = retryAfter,
        };

    public static Problem BadRequest(int status, string message) =>
        new(status, "bad-request", "The request cannot be read", message, "Check how the request is sent.") { Faults = [new ProblemFault("request", message)] };

    public static Problem NotInNativeBuild() =>
        new(
            StatusCodes.Status501NotImplemented,
            "not-in-native-build",
            "This build reads no health records",
            "The service was compiled ahead of time. The FHIR SDK that reads health records finds out about its types by reflection, which such a build does not have.",
            "Run the service on the .NET runtime, or send the written patient to 'diagnose': it answers the same.");

    public static Problem Unexpected() =>
        new(StatusCodes.Status500InternalServerError, "unexpected", "The service failed", "It is not the request's fault, and nothing was stored.", "Try again; if it happens again, report it with the time, without the patient.");

    /// <summary>A health record that forbids an answer.</summary>
    /// <param name="fault">What forbids it.</param>
    /// <param name="place">From a place in the Bundle that was read to the place in the request.</param>
    public static Problem FaultyRecord(FhirFormatException fault, Func<string, string> place) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            fault.IsNothingUnderstood ? "nothing-understood" : "faulty-record",
            fault.IsNothingUnderstood ? "Nothing in the record was understood" : "The health record cannot be read",
            $"{Count(fault.Faults.Length, "fault")} in the record.",
            "Correct every fault listed, or leave out the resource it is in; nothing was answered, and no red flag was looked for.")
        {
            Faults = [.. fault.Faults.Take(MostTold).Select(f => new ProblemFault(place(f.Field), f.Source.Length == 0 ? f.Message : $"{f.Source}: {f.Message}"))],
            NotUsed = NotUsed(fault.NotUnderstood, place),
        };

    /// <summary>A problem with a record that was read, with what of the record was not understood.</summary>
    public static Problem WithNotUsed(Problem problem, ImmutableArray<NotUnderstood> unused, Func<string, string> place) =>
        problem with { NotUsed = NotUsed(unused, place) };

    /// <summary>A record that was read but gives no reason to answer.</summary>
    public static Problem NoReason(string message) =>
        new(StatusCodes.Status422UnprocessableEntity, "no-reason", "Nothing to assess", message, "State the complaint, or what was found.") { Faults = [new ProblemFault("record", message)] };

    /// <summary>JSON of a request that is not of its form.</summary>
    public static Problem FaultyForm(string what, ImmutableArray<ProblemFault> faults) =>
        new(StatusCodes.Status400BadRequest, "faulty-form", $"{what} cannot be read", $"{Count(faults.Length, "fault")} in the body.", "Correct every fault listed.") { Faults = faults };

    /// <summary>A fault of the body at its line and column.</summary>
    public static ProblemFault OfBody(Fault fault) => new(
        string.Create(CultureInfo.InvariantCulture, $"line {fault.Line}, column {fault.Column}"), fault.Message, fault.Line, fault.Column);

    /// <summary>A number with its noun.</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static ImmutableArray<ProblemFault> NotUsed(ImmutableArray<NotUnderstood> unused, Func<string, string> place) =>
        [.. unused.Take(MostTold).Select(n => new ProblemFault(place(n.Path), $"{n.Reference}: {n.Message}"))];

    private static string PlaceOf(Observation observation) =>
        observation.Leg is { } leg ? $"{leg.Id}.{observation.Finding.Id}" : observation.Finding.Id;
}
