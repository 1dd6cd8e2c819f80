using SpineInference.Inference;
using SpineInference.Networks;

namespace SpineInference.Reasoning;

/// <summary>Holds the probability of findings against that of simulated ones: does the model know cases like this at all?</summary>
/// <remarks>Conflict compares findings with each other; this compares them with the model. Stateless.</remarks>
public static class SurpriseMeasure
{
    private const double Tie = 1e-9;

    /// <summary>Simulates cases in which the same variables were looked at, and says how many were at most as probable.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">Findings and context.</param>
    /// <param name="findings">The observed variables that are findings; the rest of the evidence is context, the same in every simulated
    /// case. <see langword="null"/> for all of it.</param>
    /// <param name="simulations">How many cases; at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same cases on every machine.</param>
    /// <exception cref="ArgumentException">A finding is not observed or named twice, or something belongs to another network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="simulations"/> is below 1.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>Cases are drawn from the network forwards and weighted by the likelihood of the context; where the context has no
    /// parents, all weights are equal. A finding seen as soft evidence is simulated as seen or not seen with its likelihood divided by
    /// the largest.</remarks>
    public static SurpriseReport Assess(
        IInferenceEngine engine, Evidence evidence, IReadOnlyList<Variable>? findings = null, int simulations = 500, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(simulations, 1);
        Variable[] looked = FindingList.Read(evidence, findings);
        Evidence context = FindingList.Without(evidence, looked);
        double logContext = engine.Query(context).LogEvidence;
        Evidence observed = looked.Aggregate(evidence, static (e, f) => e.ObserveLikelihood(f, Normalised(e.LikelihoodsOf(f))));
        double logObserved = engine.Query(observed).LogEvidence - logContext;
        var sampler = new CaseSampler(context, looked, new SeededRandom(seed));
        var cases = new Evidence[simulations];
        var weights = new double[simulations];
        for (int i = 0; i < simulations; i++)
        {
            cases[i] = sampler.Next(observed, out weights[i]);
        }

        double[] logs = LogEvidence(engine, cases, weights);
        double total = weights.Sum();
        double below = 0;
        double mean = 0;
        for (int i = 0; i < simulations; i++)
        {
            double log = logs[i] - logContext;
            double share = weights[i] / total;
            mean += weights[i] > 0 ? share * log : 0;
            below += Math.Abs(log - logObserved) <= Tie ? share / 2 : log < logObserved ? share : 0;
        }

        return new SurpriseReport(logObserved, mean, below, simulations);
    }

    private static double[] LogEvidence(IInferenceEngine engine, Evidence[] cases, double[] weights)
    {
        var logs = new double[cases.Length];
        if (engine is ExactEngine exact)
        {
            exact.QueryBatch(EvidenceColumns.From(engine.Network, cases), new double[(long)exact.ReportedStateCount * cases.Length], logs);
            return logs;
        }

        for (int i = 0; i < cases.Length; i++)
        {
            logs[i] = weights[i] > 0 ? engine.Query(cases[i]).LogEvidence : double.NegativeInfinity;
        }

        return logs;
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
