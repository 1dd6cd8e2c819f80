using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Requests;
using SpineInference.Engine.Reasoning;

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
        ImmutableArray<Hypothesis> named = Named(query, parts.Model);
        query.ThrowIfFaulty();
        PatientRecord record = await PatientRequest.ReadAsync(context, parts);
        byte[] report = await parts.LongAsync(
            () =>
            {
                Diagnosis diagnosis = PatientRequest.Diagnose(record.Patient, parts);
                ImmutableArray<Hypothesis> hypotheses = named.IsEmpty ? ExplainedHypotheses.MostProbable(diagnosis) : named;
                ThrowIfImpossible(diagnosis, hypotheses, query);
                FindingsCoherence coherence = diagnosis.Conflict(simulations, seed);
                context.RequestAborted.ThrowIfCancellationRequested();
                return JsonResponse.Bytes(writer => ExplanationJson.WriteReport(writer, diagnosis, record.Id, hypotheses, coherence, numbers, next));
            },
            context.RequestAborted);
        await JsonResponse.WriteAsync(context, report);
    }

    private static ImmutableArray<Hypothesis> Named(QueryReader query, SpineModel model)
    {
        string[] texts = query.Texts("of");
        if (texts.Length > MostAnswers)
        {
            query.Fault("of", $"Given {texts.Length} times; expected at most {MostAnswers}.");
            return [];
        }

        var named = ImmutableArray.CreateBuilder<Hypothesis>();
        foreach (string text in texts)
        {
            try
            {
                named.Add(ExplainedHypotheses.Parse(model.Network, text));
            }
            catch (ArgumentException fault)
            {
                query.Fault("of", PatientRequest.WithoutParameter(fault));
            }
        }

        return named.ToImmutable();
    }

    private static void ThrowIfImpossible(Diagnosis diagnosis, ImmutableArray<Hypothesis> hypotheses, QueryReader query)
    {
        foreach (Hypothesis hypothesis in hypotheses.Where(h => diagnosis.PosteriorOf(h.Variable.Name)[h.States[0]] == 0))
        {
            query.Fault("of", $"{hypothesis} is impossible in this patient: there is nothing to weigh. Ask for another answer.");
        }

        query.ThrowIfFaulty();
    }
}
