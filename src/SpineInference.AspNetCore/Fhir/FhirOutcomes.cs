using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Faults;
using SpineInference.AspNetCore.Requests;

namespace SpineInference.AspNetCore.Fhir;

/// <summary>Writes a problem as the OperationOutcome that clients of FHIR expect in its place: one issue a fault, with place and remedy.</summary>
internal static class FhirOutcomes
{
    public const string ContentType = "application/fhir+json";

    public static Task WriteAsync(HttpContext context, Problem problem) => JsonResponse.WriteAsync(
        context,
        writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("resourceType", "OperationOutcome");
            writer.WriteStartArray("issue");
            foreach (ProblemFault fault in problem.Faults.IsEmpty ? [new ProblemFault("", problem.Detail)] : problem.Faults)
            {
                Write("error", CodeOf(problem), fault);
            }

            foreach (ProblemFault unused in problem.NotUsed)
            {
                Write("information", "informational", unused);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();

            void Write(string severity, string code, ProblemFault fault)
            {
                writer.WriteStartObject();
                writer.WriteString("severity", severity);
                writer.WriteString("code", code);
                writer.WriteStartObject("details");
                writer.WriteString("text", severity == "error" ? problem.Title : "Not used");
                writer.WriteEndObject();
                bool isExpression = fault.Place.StartsWith("Bundle", StringComparison.Ordinal) || fault.Place.StartsWith("Parameters", StringComparison.Ordinal);
                writer.WriteString(
                    "diagnostics",
                    $"{(isExpression || fault.Place.Length == 0 ? "" : $"{fault.Place}: ")}{fault.Message}{(severity == "error" ? $" {problem.Remedy}" : "")}");
                if (isExpression)
                {
                    writer.WriteStartArray("expression");
                    writer.WriteStringValue(fault.Place);
                    writer.WriteEndArray();
                }

                writer.WriteEndObject();
            }
        },
        ContentType);

    // Codes of the value set issue-type.
    private static string CodeOf(Problem problem) => problem.Status switch
    {
        StatusCodes.Status400BadRequest => "structure",
        StatusCodes.Status405MethodNotAllowed or StatusCodes.Status415UnsupportedMediaType => "not-supported",
        StatusCodes.Status413PayloadTooLarge => "too-long",
        StatusCodes.Status422UnprocessableEntity => "processing",
        StatusCodes.Status429TooManyRequests => "throttled",
        _ => "exception",
    };
}
