using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Requests;

namespace SpineInference.AspNetCore.Endpoints;

/// <summary><c>POST next</c>: a patient in, what to ask or examine next out.</summary>
internal static class NextEndpoint
{
    /// <summary>A service asks for many patients.</summary>
    public static readonly NextFindingsOptions ForMany = new() { IsForMany = true };

    public static async Task HandleAsync(HttpContext context, ServiceParts parts)
    {
        var query = new QueryReader(context.Request, "count");
        int count = query.Whole("count", 5, 1, DiagnoseEndpoint.MostNext);
        query.ThrowIfFaulty();
        PatientRecord record = await PatientRequest.ReadAsync(context, parts);
        byte[] next = await parts.LongAsync(
            () =>
            {
                NextFindings found = PatientRequest.Diagnose(record.Patient, parts).ProposeFindings(count, ForMany);
                return JsonResponse.Bytes(writer => AnswerJson.WriteNext(writer, found));
            },
            context.RequestAborted);
        await JsonResponse.WriteAsync(context, next);
    }
}
