using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.AspNetCore.Faults;
using SpineInference.Engine.Formats;
using SpineInference.Fhir;

namespace SpineInference.AspNetCore.Fhir;

/// <summary>What the FHIR operation is asked: a Bundle as it is, or Parameters that hold one beside what the record does not say.</summary>
/// <param name="Record">The Bundle, in UTF-8.</param>
/// <param name="Root">The place of the Bundle in the body, such as <c>Parameters.parameter[0].resource</c>.</param>
/// <param name="Options">How it is read.</param>
/// <param name="IntervalMass">The share each interval holds, or <see langword="null"/>.</param>
/// <param name="Explains">Whether each prediction has its reasons.</param>
internal sealed record FhirRequest(ReadOnlyMemory<byte> Record, string Root, FhirReadOptions Options, double? IntervalMass, bool Explains)
{
    private static readonly string[] Names = ["record", "setting", "complaint", "complaintSide", "referenceDate", "intervalMass", "explain"];

    /// <summary>Reads the body.</summary>
    /// <exception cref="ProblemException">It is no JSON, or its Parameters are faulty; all faults are listed.</exception>
    public static FhirRequest Read(byte[] body, FhirReadOptions options)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = FhirPatientReader.MaximumDepth });
        }
        catch (JsonException fault)
        {
            throw new ProblemException(Problems.FaultyForm("The record", [
                new ProblemFault($"line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}", $"Not JSON: {fault.Message.Split(" LineNumber:")[0]}", (int?)fault.LineNumber + 1, (int?)fault.BytePositionInLine + 1),
            ]));
        }

        using (document)
        {
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && IsNamed(root, "resourceType", "Parameters")
                ? ReadParameters(root, options)
                : new FhirRequest(body, "Bundle", options, null, false);
        }
    }

    /// <summary>The place in the body of a place in the Bundle.</summary>
    public string PlaceOf(string path) => path.StartsWith("Bundle", StringComparison.Ordinal) ? Root + path["Bundle".Length..] : path;

    private static FhirRequest ReadParameters(JsonElement root, FhirReadOptions options)
    {
        var faults = ImmutableArray.CreateBuilder<ProblemFault>();
        var request = new FhirRequest(ReadOnlyMemory<byte>.Empty, "", options, null, false);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        JsonElement[] parameters = root.TryGetProperty("parameter", out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
        foreach ((int index, JsonElement parameter) in parameters.Index())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"Parameters.parameter[{index}]");
            string name = parameter.ValueKind == JsonValueKind.Object && parameter.TryGetProperty("name", out JsonElement n) && n.ValueKind == JsonValueKind.String ? n.GetString()! : "";
            if (!Names.Contains(name))
            {
                faults.Add(new ProblemFault($"{place}.name", $"There is no parameter '{name}'.{NameSuggestion.For(name, Names)} Expected one of: {string.Join(", ", Names)}."));
            }
            else if (!seen.Add(name))
            {
                faults.Add(new ProblemFault(place, $"The parameter '{name}' is given twice; expected once."));
            }
            else
            {
                request = With(request, name, parameter, place, faults);
            }
        }

        if (!seen.Contains("record"))
        {
            faults.Add(new ProblemFault("Parameters.parameter", "There is no parameter 'record'; expected one with the Bundle as its resource."));
        }

        return faults.Count == 0 ? request : throw new ProblemException(Problems.FaultyForm("The Parameters", faults.ToImmutable()));
    }

    private static FhirRequest With(FhirRequest request, string name, JsonElement parameter, string place, ImmutableArray<ProblemFault>.Builder faults)
    {
        switch (name)
        {
            case "record":
                return parameter.TryGetProperty("resource", out JsonElement resource)
                    ? request with { Record = Encoding.UTF8.GetBytes(resource.GetRawText()), Root = $"{place}.resource" }
                    : Fault("resource", "Got no resource; expected the Bundle.");
            case "setting":
                return Code() switch
                {
                    "primary-care" => request with { Options = request.Options with { Setting = Setting.PrimaryCare } },
                    "spine-clinic" => request with { Options = request.Options with { Setting = Setting.SpineClinic } },
                    var other => Fault("valueCode", $"Got '{other}'; expected 'primary-care' or 'spine-clinic'."),
                };
            case "complaint":
                return Complaints.All.FirstOrDefault(c => c.Id == Code()) is var complaint && complaint != Complaint.Unknown
                    ? request with { Options = request.Options with { Complaint = complaint } }
                    : Fault("valueCode", $"Got '{Code()}'; expected one of: {string.Join(", ", Complaints.All.Select(static c => c.Id))}.");
            case "complaintSide":
                return Sides.TryParse(Code(), out Side side)
                    ? request with { Options = request.Options with { ComplaintSide = side } }
                    : Fault("valueCode", $"Got '{Code()}'; expected one of: {string.Join(", ", Sides.All.Select(static s => s.Id))}.");
            case "referenceDate":
                return DateOnly.TryParseExact(Text("valueDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                    ? request with { Options = request.Options with { ReferenceDate = day } }
                    : Fault("valueDate", $"Got '{Text("valueDate")}'; expected YYYY-MM-DD.");
            case "intervalMass":
                return parameter.TryGetProperty("valueDecimal", out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.GetDouble() is > 0 and < 1
                    ? request with { IntervalMass = number.GetDouble() }
                    : Fault("valueDecimal", "Expected a number between 0 and 1, such as 0.9.");
            default:
                return parameter.TryGetProperty("valueBoolean", out JsonElement flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? request with { Explains = parameter.GetProperty("valueBoolean").GetBoolean() }
                    : Fault("valueBoolean", "Expected true or false.");
        }

        string Code() => Text("valueCode");

        string Text(string element) => parameter.TryGetProperty(element, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

        FhirRequest Fault(string element, string message)
        {
            faults.Add(new ProblemFault($"{place}.{element}", message));
            return request;
        }
    }

    private static bool IsNamed(JsonElement element, string property, string value) =>
        element.TryGetProperty(property, out JsonElement text) && text.ValueKind == JsonValueKind.String && text.ValueEquals(value);
}
