using System.Collections.Immutable;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Web;

/// <summary>Computes what takes longer than an answer: reasons, next questions, intervals. It runs in a worker of the browser, so that the page
/// stays quick.</summary>
/// <remarks>The worker and the page speak in text: the written patient there, a result of <see cref="AnalysisJson"/> back.</remarks>
internal static partial class Analyst
{
    private const int NextCount = 5;
    private const double Mass = 0.9;

    // Fewer than the library's own: a browser takes some ten times as long, and a phone has less memory.
    private const int Draws = 400;

    private static ModelUncertainty? uncertainty;

    /// <summary>Computes one analysis.</summary>
    /// <param name="kind">An <see cref="AnalysisKind"/> by name.</param>
    /// <param name="patient">The written patient.</param>
    /// <param name="about">For reasons, the hypothesis: variable and state with a blank between them.</param>
    /// <returns>The result as JSON.</returns>
    [JSExport]
    [SupportedOSPlatform("browser")]
    internal static string Compute(string kind, string patient, string about) =>
        Compute(Enum.Parse<AnalysisKind>(kind), PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(patient), "the page").Patient.Diagnose(), about);

    /// <summary>Computes one analysis of a diagnosis.</summary>
    internal static string Compute(AnalysisKind kind, Diagnosis diagnosis, string about) => kind switch
    {
        AnalysisKind.Reasons => JsonSerializer.Serialize(Reasons(diagnosis, about), AnalysisJson.Default.ReasonsResult),
        AnalysisKind.Next => JsonSerializer.Serialize(Next(diagnosis), AnalysisJson.Default.NextResult),
        AnalysisKind.Without => JsonSerializer.Serialize(Without(diagnosis), AnalysisJson.Default.ImmutableArrayWithoutResult),
        AnalysisKind.Decision => JsonSerializer.Serialize(Decision(diagnosis), AnalysisJson.Default.DecisionResult),
        AnalysisKind.Intervals => JsonSerializer.Serialize(Intervals(diagnosis), AnalysisJson.Default.IntervalsResult),
        _ => JsonSerializer.Serialize(Coherence(diagnosis), AnalysisJson.Default.CoherenceResult),
    };

    private static ReasonsResult Reasons(Diagnosis diagnosis, string about)
    {
        string[] hypothesis = about.Split(' ', 2);
        Explanation explanation = diagnosis.Explain(Hypothesis.Of(diagnosis.Patient.Model.Network, hypothesis[0], hypothesis[1]));
        EvidenceExplanation all = explanation.AgainstAll;
        return new ReasonsResult(
            explanation.Hypothesis, explanation.Rival, all.PriorProbability, all.PosteriorProbability, all.PriorLogOdds, all.PosteriorLogOdds,
            [.. explanation.Reasons.Select(static r => new ReasonResult(r.Label, r.InOrder.Nats, r.Alone.Nats))], explanation.Sentences);
    }

    private static NextResult Next(Diagnosis diagnosis)
    {
        NextFindings next = diagnosis.ProposeFindings(NextCount);
        return new NextResult(next.EntropyBits, [.. next.Findings.Select(static f => new NextFindingResult(
            f.Id, f.Leg?.ToString(), f.Label, f.Bits,
            [.. f.Outcomes.Select(static o => new NextOutcomeResult(o.State, o.Probability, Of(o.RootLevel!), Of(o.Cause!)))]))]);

        static IdProbability Of<T>(Distribution<T> distribution)
            where T : struct, Enum => new(distribution.MostProbable.Id, distribution.MostProbable.Probability);
    }

    private static ImmutableArray<WithoutResult> Without(Diagnosis diagnosis) => [.. diagnosis.WithoutEach().Select(static w => new WithoutResult(
        w.Finding.Id, w.LargestChange, w.ChangesTheAnswer,
        new IdProbability(w.After.RootLevel.MostProbable.Id, w.After.RootLevel.MostProbable.Probability),
        new IdProbability(w.After.Cause.MostProbable.Id, w.After.Cause.MostProbable.Probability)))];

    private static DecisionResult Decision(Diagnosis diagnosis)
    {
        Decision decision = diagnosis.Decide();
        return new DecisionResult(decision.Root.IsDecided, decision.Cause.IsDecided, decision.Root.ToString(), decision.Cause.ToString(), decision.Threshold);
    }

    private static IntervalsResult Intervals(Diagnosis diagnosis)
    {
        uncertainty ??= ModelUncertainty.Create(diagnosis.Patient.Model, Draws);
        DiagnosisIntervals intervals = diagnosis.ComputeIntervals(uncertainty);
        BayesianNetwork network = diagnosis.Patient.Model.Network;
        return new IntervalsResult(
            intervals.DrawCount,
            intervals.EffectiveDrawCount,
            QuestionView.Shown.ToImmutableDictionary(static q => q.Id, q => Of(network[q.Id])));

        ImmutableArray<IntervalResult> Of(Variable variable)
        {
            UncertainProbability[] states = [.. Enumerable.Range(0, variable.StateCount).Select(s => intervals[new Hypothesis(variable, s)])];
            var firsts = new double[states.Length];
            for (int draw = 0; draw < intervals.DrawCount; draw++)
            {
                // Under a draw that makes the findings impossible nothing comes first.
                if (!double.IsNaN(states[0].Draws[draw]))
                {
                    firsts[IndexOfMost(states, draw)] += states[0].Weights.IsEmpty ? 1 : states[0].Weights[draw];
                }
            }

            double all = firsts.Sum();
            return [.. states.Select((s, i) =>
            {
                CredibleInterval interval = s.ComputeCentralInterval(Mass);
                return new IntervalResult(variable.States[i], interval.Lower, interval.Upper, firsts[i] / all);
            })];
        }
    }

    private static int IndexOfMost(UncertainProbability[] states, int draw)
    {
        int most = 0;
        for (int s = 1; s < states.Length; s++)
        {
            most = states[s].Draws[draw] > states[most].Draws[draw] ? s : most;
        }

        return most;
    }

    private static CoherenceResult Coherence(Diagnosis diagnosis)
    {
        FindingsCoherence coherence = diagnosis.CheckCoherence();
        return new CoherenceResult(coherence.IsInConflict, coherence.IsUnusual, coherence.Sentences);
    }
}
