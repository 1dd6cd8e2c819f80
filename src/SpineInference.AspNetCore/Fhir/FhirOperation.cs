using System.Text;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Faults;
using SpineInference.AspNetCore.Requests;
using SpineInference.Fhir;

namespace SpineInference.AspNetCore.Fhir;

/// <summary>The FHIR operation: a Bundle in, a RiskAssessment out; what of the record was not used stands in its notes.</summary>
internal static class FhirOperation
{
    /// <summary>The name, as FHIR writes those of operations.</summary>
    public const string Name = "$nerve-root-risk";

    private const int MostListed = 50;

    public static async System.Threading.Tasks.Task HandleAsync(HttpContext context, ServiceParts parts)
    {
        new QueryReader(context.Request).ThrowIfFaulty();
        byte[] body = await RequestBody.ReadAsync(context.Request, parts.Options.MaximumRecordBytes, "one patient's record");
        FhirRequest request = FhirRequest.Read(body, parts.Options.Records);
        string assessment = await parts.LongAsync(() => FhirJson.Write(Assess(request, parts)), context.RequestAborted);
        await JsonResponse.WriteAsync(context, Encoding.UTF8.GetBytes(assessment), FhirOutcomes.ContentType);
    }

    private static RiskAssessment Assess(FhirRequest request, ServiceParts parts)
    {
        FhirReading reading;
        try
        {
            reading = FhirPatientReader.ReadJson(request.Record.Span, parts.Model, request.Options);
        }
        catch (FhirFormatException fault)
        {
            throw new ProblemException(Problems.FaultyRecord(fault, request.PlaceOf));
        }

        try
        {
            return Assess(reading, request, parts);
        }
        catch (ProblemException refusal)
        {
            // Whatever keeps the record from an answer: what of it was not understood is told.
            throw new ProblemException(Problems.WithNotUsed(refusal.Problem, reading.NotUnderstood, request.PlaceOf));
        }
    }

    private static RiskAssessment Assess(FhirReading reading, FhirRequest request, ServiceParts parts)
    {
        // A reference that begins with '#' would mean a resource inside the assessment.
        if (reading.Subject.StartsWith('#'))
        {
            throw new ProblemException(Problems.FaultyForm("The record", [new ProblemFault(request.PlaceOf("Bundle.entry"), "The Patient has neither an id nor a fullUrl, so nothing can refer to it. Give it one.")]));
        }

        Diagnosis diagnosis = PatientRequest.Diagnose(reading.Patient, parts);
        try
        {
            RiskAssessment assessment = FhirRiskAssessment.From(diagnosis, new FhirRiskAssessmentOptions
            {
                Subject = reading.Subject,
                Occurrence = parts.Time.GetUtcNow(),
                Basis = [.. reading.Understood.Select(static m => m.Reference).Where(static r => !r.StartsWith('#'))],
                IntervalMass = request.IntervalMass,
                Explain = request.Explains,
            });
            assessment.Note.AddRange(NotUsed(reading).Select(static text => new Annotation { Text = text }));
            return assessment;
        }
        catch (ArgumentException fault)
        {
            throw new ProblemException(Problems.NoReason(PatientRequest.WithoutParameter(fault)));
        }
    }

    private static IEnumerable<string> NotUsed(FhirReading reading) =>
        reading.NotUnderstood.Take(MostListed).Select(static n => $"Not used: {n}")
            .Concat(reading.NotUnderstood.Length > MostListed ? [$"Not used: {reading.NotUnderstood.Length - MostListed} parts more."] : []);
}
