using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning.Tests.Synthesis;

/// <summary>What a synthesis must come to, by enumeration and by long sampling: it shares no code with what it checks.</summary>
internal static class SynthesisOracle
{
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Anyone => ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    // By enumeration of the eight joint states.
    public static double Rate(
        BayesianNetwork network,
        ImmutableSortedDictionary<string, ImmutableArray<string>> @event,
        ImmutableSortedDictionary<string, ImmutableArray<string>> given) => Rate(network, network.Parameters.ToArray(), @event, given);

    public static double Rate(
        BayesianNetwork network,
        double[] theta,
        ImmutableSortedDictionary<string, ImmutableArray<string>> @event,
        ImmutableSortedDictionary<string, ImmutableArray<string>> given)
    {
        double joint = 0;
        double condition = 0;
        for (int c = 0; c < 2; c++)
        {
            for (int s = 0; s < 2; s++)
            {
                for (int t = 0; t < 2; t++)
                {
                    double p = theta[c] * theta[2 + (2 * c) + s] * theta[6 + (2 * c) + t];
                    bool Holds(ImmutableSortedDictionary<string, ImmutableArray<string>> states) =>
                        states.All(w => w.Value.Contains(network[w.Key].States[w.Key == "cause" ? c : w.Key == "sign" ? s : t]));
                    condition += Holds(given) ? p : 0;
                    joint += Holds(given) && Holds(@event) ? p : 0;
                }
            }
        }

        return joint / condition;
    }

    // Random-walk Metropolis on the log-odds of the five rows, with rates by enumeration: shares no code with what it checks.
    public static double[][] Metropolis(BayesianNetwork network, LogOddsPrior prior, StudySet studies, int steps, int seed)
    {
        var random = new SeededRandom(seed);
        int rows = network.Rows.Length;
        double[] medians = [.. network.Rows.Select(r => LogOdds(r.Probabilities[1]))];
        double[] deviations = [.. network.Rows.Select(r => prior.LogOddsDeviationOf(r, 1))];
        double[] at = [.. medians];
        double log = Log(at);
        var kept = new List<double[]>();
        for (int step = 0; step < steps; step++)
        {
            double[] proposal = [.. at.Select((x, r) => x + (0.35 * deviations[r] * random.NextNormal()))];
            double next = Log(proposal);
            if (Math.Log(random.NextUniform()) < next - log)
            {
                (at, log) = (proposal, next);
            }

            if (step > steps / 20 && step % 20 == 0)
            {
                kept.Add(Theta(at));
            }
        }

        return [.. kept];

        double[] Theta(double[] logOdds)
        {
            double[] theta = network.Parameters.ToArray();
            for (int r = 0; r < rows; r++)
            {
                theta[network.Rows[r].ParameterOffset + 1] = 1 / (1 + Math.Exp(-logOdds[r]));
                theta[network.Rows[r].ParameterOffset] = 1 - theta[network.Rows[r].ParameterOffset + 1];
            }

            return theta;
        }

        double Log(double[] logOdds)
        {
            double[] theta = Theta(logOdds);
            double sum = 0;
            for (int r = 0; r < rows; r++)
            {
                double z = (logOdds[r] - medians[r]) / deviations[r];
                sum -= z * z / 2;
            }

            foreach (PublishedRate rate in studies.Rates)
            {
                double p = Rate(network, theta, rate.Event, rate.Given);
                double q = rate.Measure == RateMeasure.Proportion ? 0.5 : Rate(network, theta, rate.Event, rate.Against);
                double implied = rate.Measure switch
                {
                    RateMeasure.Proportion => LogOdds(p),
                    RateMeasure.OddsRatio => LogOdds(p) - LogOdds(q),
                    _ => Math.Log(p / q),
                };
                double z = (rate.Estimate - implied) / rate.StandardError;
                sum -= z * z / 2;
            }

            return sum;
        }
    }

    public static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
