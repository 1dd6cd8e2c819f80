using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Requests;

namespace SpineInference.AspNetCore.Endpoints;

/// <summary><c>POST diagnose</c>: a patient in, an answer out.</summary>
internal static class DiagnoseEndpoint
{
    /// <summary>The most next findings one may ask for.</summary>
    public const int MostNext = 50;

    public static async Task HandleAsync(HttpContext context, ServiceParts parts)
    {
        AnswerOptions options = Options(context.Request);
        PatientRecord record = await PatientRequest.ReadAsync(context, parts);
        if (options is { IntervalMass: null, Explains: false, NextCount: 0 })
        {
            Diagnosis diagnosis = PatientRequest.Diagnose(record.Patient, parts);
            await JsonResponse.WriteAsync(context, writer => DiagnosisJson.Write(writer, diagnosis, record.Id));
            return;
        }

        byte[] answer = await parts.LongAsync(
            () =>
            {
                Diagnosis diagnosis = PatientRequest.Diagnose(record.Patient, parts);
                return JsonResponse.Bytes(writer => AnswerJson.Write(writer, diagnosis, record.Id, options));
            },
            context.RequestAborted);
        await JsonResponse.WriteAsync(context, answer);
    }

    /// <summary>What an answer is to hold, by the query.</summary>
    public static AnswerOptions Options(HttpRequest request)
    {
        if (!request.QueryString.HasValue)
        {
            return new AnswerOptions();
        }

        var query = new QueryReader(request, "interval", "explain", "next");
        var options = new AnswerOptions { IntervalMass = query.Share("interval"), Explains = query.Flag("explain"), NextCount = query.Whole("next", 0, 0, MostNext) };
        query.ThrowIfFaulty();
        return options;
    }
}
