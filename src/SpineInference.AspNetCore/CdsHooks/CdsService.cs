using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Faults;
using SpineInference.AspNetCore.Requests;
using SpineInference.Fhir;

namespace SpineInference.AspNetCore.CdsHooks;

/// <summary>One service of CDS Hooks: the resources of a patient in, cards out.</summary>
/// <param name="Id">Its name in the address.</param>
/// <param name="Hook">The hook it is called from.</param>
/// <param name="Description">What it does.</param>
/// <remarks>What keeps it from answering about the record is itself a card: silence would read as "no red flag". Only a call that is not of the
/// form of CDS Hooks is refused.</remarks>
internal sealed record CdsService(string Id, string Hook, string Description)
{
    public async Task HandleAsync(HttpContext context, ServiceParts parts)
    {
        new QueryReader(context.Request).ThrowIfFaulty();
        byte[] body = await RequestBody.ReadAsync(context.Request, parts.Options.MaximumRecordBytes, "one call of CDS Hooks");
        CdsRequest request = CdsRequest.Read(body, Hook);
        byte[] cards = await parts.LongAsync(() => JsonResponse.Bytes(Answer(request, parts)), context.RequestAborted);
        await JsonResponse.WriteAsync(context, cards);
    }

    private Action<Utf8JsonWriter> Answer(CdsRequest request, ServiceParts parts)
    {
        FhirReadOptions options = parts.Options.Records;
        options = options.ReferenceDate is null ? options with { ReferenceDate = DateOnly.FromDateTime(parts.Time.GetUtcNow().UtcDateTime) } : options;
        FhirReading reading;
        try
        {
            reading = FhirPatientReader.ReadJson(request.Record, parts.Model, options);
        }
        catch (FhirFormatException fault)
        {
            // A chart about something else is the usual case when a chart is opened: no card.
            return fault.IsNothingUnderstood ? CdsCards.None : CdsCards.Unreadable(Problems.FaultyRecord(fault, request.PlaceOf));
        }

        try
        {
            Diagnosis diagnosis = PatientRequest.Diagnose(reading.Patient, parts);
            return !FhirRiskAssessment.HasReason(diagnosis) ? CdsCards.None : new CdsCards(diagnosis, reading, request, isAboutOrder: Hook == "order-select").WriteTo;
        }
        catch (ProblemException refusal)
        {
            return CdsCards.Undecided(Problems.WithNotUsed(refusal.Problem, reading.NotUnderstood, request.PlaceOf), reading.Patient);
        }
    }
}
