using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Holds the probability of findings against that of simulated ones: does the model know cases like this at all?</summary>
/// <remarks>Conflict compares findings with each other; this compares them with the model. Stateless.</remarks>
public static class SurpriseMeasure
{
    private const double Tie = 1e-9;

    /// <summary>Simulates cases in which the same variables were looked at, and says how many were at most as probable.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">Findings and context. Put a hypothesis into the context to ask whether it explains the findings.</param>
    /// <param name="findings">The observed variables that are findings; the rest of the evidence is context, the same in every simulated
    /// case. <see langword="null"/> for all of it.</param>
    /// <param name="simulations">How many cases; at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same cases on every machine.</param>
    /// <returns>How surprising the evidence is.</returns>
    /// <exception cref="ArgumentException">A finding is not observed or named twice, or something belongs to another network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="simulations"/> is below 1.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>
    /// <para>P(f₁ … fₙ | context) = Πᵢ P(fᵢ | f₁ … fᵢ₋₁, context): each finding is drawn from its posterior given the context and those
    /// drawn before it, so the cases are exact draws, and their probabilities come with them. Cases that agree so far share a query.</para>
    /// <para>A finding seen as soft evidence is simulated as seen or not seen, with its likelihood divided by the largest.</para>
    /// </remarks>
    public static SurpriseReport Assess(
        IInferenceEngine engine, Evidence evidence, IReadOnlyList<Variable>? findings = null, int simulations = 500, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(simulations, 1);
        Variable[] looked = FindingList.Read(evidence, findings);
        Evidence context = FindingList.Without(evidence, looked);
        Evidence observed = looked.Aggregate(evidence, static (e, f) => e.ObserveLikelihood(f, Normalised(e.LikelihoodsOf(f))));
        double logObserved = engine.Query(observed).LogEvidence - engine.Query(context).LogEvidence;
        double[] logs = Simulate(engine, context, observed, looked, simulations, new SeededRandom(seed));
        double below = 0;
        foreach (double log in logs)
        {
            below += Math.Abs(log - logObserved) <= Tie ? 0.5 : log < logObserved ? 1 : 0;
        }

        return new SurpriseReport(logObserved, logs.Average(), below / simulations, simulations);
    }

    // ln P of each simulated case.
    private static double[] Simulate(
        IInferenceEngine engine, Evidence context, Evidence pattern, Variable[] looked, int simulations, SeededRandom random)
    {
        List<(Evidence Evidence, double Log, int Count)> groups = [(context, 0, simulations)];
        foreach (Variable finding in looked)
        {
            double[][] results = ResultsOf(finding, pattern);
            IReadOnlyList<Posteriors> answers = QueryList.Run(engine, [.. groups.Select(static g => g.Evidence)]);
            var next = new List<(Evidence, double, int)>();
            for (int g = 0; g < groups.Count; g++)
            {
                (Evidence evidence, double log, int count) = groups[g];
                double[] probabilities = [.. results.Select(r => Expectation(r, answers[g][finding]))];
                var counts = new int[results.Length];
                for (int i = 0; i < count; i++)
                {
                    counts[random.NextState(probabilities)]++;
                }

                for (int r = 0; r < results.Length; r++)
                {
                    if (counts[r] > 0)
                    {
                        next.Add((evidence.ObserveLikelihood(finding, results[r]), log + Math.Log(probabilities[r]), counts[r]));
                    }
                }
            }

            groups = next;
        }

        return [.. groups.SelectMany(static g => Enumerable.Repeat(g.Log, g.Count))];
    }

    // What looking can show, as likelihoods that add up to 1 in every state: the states of a variable seen plainly, or seen and not seen.
    private static double[][] ResultsOf(Variable finding, Evidence pattern)
    {
        if (pattern.ObservedStateOf(finding) >= 0)
        {
            return [.. Enumerable.Range(0, finding.StateCount)
                .Select(s => Enumerable.Range(0, finding.StateCount).Select(t => s == t ? 1.0 : 0.0).ToArray())];
        }

        double[] seen = pattern.LikelihoodsOf(finding).ToArray();
        return [seen, [.. seen.Select(static l => 1 - l)]];
    }

    private static double Expectation(double[] likelihoods, ReadOnlySpan<double> probabilities)
    {
        double sum = 0;
        for (int s = 0; s < likelihoods.Length; s++)
        {
            sum += likelihoods[s] * probabilities[s];
        }

        return sum;
    }

    private static double[] Normalised(ReadOnlySpan<double> likelihoods)
    {
        double largest = 0;
        foreach (double likelihood in likelihoods)
        {
            largest = Math.Max(largest, likelihood);
        }

        double[] normalised = likelihoods.ToArray();
        foreach (ref double likelihood in normalised.AsSpan())
        {
            likelihood /= largest;
        }

        return normalised;
    }
}
