using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Measures whether findings belong together under a model.</summary>
/// <remarks>Source: Jensen, Chamberlain, Nordahl, Jensen 1991, <i>Analysis in HUGIN of data conflict</i>. Stateless.</remarks>
public static class ConflictMeasure
{
    /// <summary>Measures the conflict and names the findings involved.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">Findings and context.</param>
    /// <param name="findings">The observed variables to hold against each other; the rest of the evidence is context.
    /// <see langword="null"/> for all of it.</param>
    /// <param name="explanations">Variables of which one rare state may explain a conflict.</param>
    /// <returns>The conflict and those involved.</returns>
    /// <exception cref="ArgumentException">A finding is not observed or named twice, or something belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>2n + 2 queries for n findings.</remarks>
    public static ConflictReport Assess(
        IInferenceEngine engine, Evidence evidence, IReadOnlyList<Variable>? findings = null, params ReadOnlySpan<Variable> explanations)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(evidence);
        Variable[] involved = FindingList.Read(evidence, findings);
        Evidence context = FindingList.Without(evidence, involved);
        Posteriors before = engine.Query(context);
        Posteriors after = engine.Query(evidence);
        double together = after.LogEvidence - before.LogEvidence;
        FewAnswers fromAll = FewAnswers.Open(engine, evidence);
        double[] singles = [.. involved.Select(f => LogProbability(evidence, before, f))];
        var misfits = new ConflictingFinding[involved.Length];
        var pairs = new List<ConflictingPair>();
        for (int i = 0; i < involved.Length; i++)
        {
            double withoutIt = fromAll.LogEvidenceUnder(evidence.Without(involved[i]));
            misfits[i] = new ConflictingFinding(involved[i], singles[i] - (after.LogEvidence - withoutIt));
            Posteriors given = engine.Query(context.ObserveLikelihood(involved[i], evidence.LikelihoodsOf(involved[i])));
            for (int j = i + 1; j < involved.Length; j++)
            {
                double nats = singles[j] - LogProbability(evidence, given, involved[j]);
                if (nats > 0)
                {
                    pairs.Add(new ConflictingPair(involved[i], involved[j], nats));
                }
            }
        }

        return new ConflictReport(
            singles.Sum() - together,
            [.. misfits.OrderByDescending(static m => m.Nats)],
            [.. pairs.OrderByDescending(static p => p.Nats)],
            LargestRise(before, after, explanations));
    }

    // ln Σₛ likelihood(s)·P(s | what was queried).
    private static double LogProbability(Evidence evidence, Posteriors posteriors, Variable finding)
    {
        ReadOnlySpan<double> likelihoods = evidence.LikelihoodsOf(finding);
        ReadOnlySpan<double> probabilities = posteriors[finding];
        double sum = 0;
        for (int s = 0; s < likelihoods.Length; s++)
        {
            sum += likelihoods[s] * probabilities[s];
        }

        return Math.Log(sum);
    }

    private static RareCase? LargestRise(Posteriors before, Posteriors after, ReadOnlySpan<Variable> explanations)
    {
        RareCase? largest = null;
        foreach (Variable variable in explanations)
        {
            for (int s = 0; s < variable.StateCount && variable.StateCount > 1; s++)
            {
                double rise = Math.Log(after[variable][s] / before[variable][s]);
                if (largest is null || rise > largest.RiseNats)
                {
                    largest = new RareCase(new Hypothesis(variable, s), rise);
                }
            }
        }

        return largest;
    }
}
