using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Requests;

namespace SpineInference.AspNetCore.Endpoints;

/// <summary><c>POST explain</c>: a patient in, the reasons for the answer out.</summary>
internal static class ExplainEndpoint
{
    private const int MostSimulations = 10_000;
    private const int MostNumbers = 100;
    private const int MostAnswers = 20;

    public static async Task HandleAsync(HttpContext context, ServiceParts parts)
    {
        var query = new QueryReader(context.Request, "of", "next", "numbers", "simulations", "seed");
        int next = query.Whole("next", 5, 0, DiagnoseEndpoint.MostNext);
        int numbers = query.Whole("numbers", 5, 1, MostNumbers);
        int simulations = query.Whole("simulations", 500, 1, MostSimulations);
        int seed = query.Whole("seed", 1, 0, int.MaxValue);
        ImmutableArray<Answer> named = Named(query);
        query.ThrowIfFaulty();
        PatientRecord record = await PatientRequest.ReadAsync(context, parts);
        byte[] report = await parts.LongAsync(
            () =>
            {
                Diagnosis diagnosis = PatientRequest.Diagnose(record.Patient, parts);
                ImmutableArray<Answer> answers = named.IsEmpty ? diagnosis.PrincipalAnswers : named;
                ThrowIfImpossible(diagnosis, answers, query);
                FindingsCoherence coherence = diagnosis.CheckCoherence(simulations, seed);
                context.RequestAborted.ThrowIfCancellationRequested();
                return JsonResponse.Bytes(writer => ExplanationJson.WriteReport(writer, diagnosis, record.Id, answers, coherence, numbers, next));
            },
            context.RequestAborted);
        await JsonResponse.WriteAsync(context, report);
    }

    private static ImmutableArray<Answer> Named(QueryReader query)
    {
        string[] texts = query.Texts("of");
        if (texts.Length > MostAnswers)
        {
            query.Fault("of", $"Given {texts.Length} times; expected at most {MostAnswers}.");
            return [];
        }

        var named = ImmutableArray.CreateBuilder<Answer>();
        foreach (string text in texts)
        {
            try
            {
                named.Add(Questions.Parse(text));
            }
            catch (ArgumentException fault)
            {
                query.Fault("of", PatientRequest.WithoutParameter(fault));
            }
        }

        return named.ToImmutable();
    }

    private static void ThrowIfImpossible(Diagnosis diagnosis, ImmutableArray<Answer> answers, QueryReader query)
    {
        foreach (Answer answer in answers.Where(a => diagnosis.Ask(a.Question)[a] == 0))
        {
            query.Fault("of", $"{answer.Question.Id} = {answer.Id} is impossible in this patient: there is nothing to weigh. Ask for another answer.");
        }

        query.ThrowIfFaulty();
    }
}
