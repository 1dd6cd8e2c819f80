using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Asks whether a fitted network could have produced its cohort: replicated cohorts against the real one.</summary>
/// <remarks>Each replicate draws parameters from the rows' Dirichlets, then as many patients with the same cells known, and counts
/// every state. Source: Gelman, Meng &amp; Stern 1996.</remarks>
public static class PosteriorPredictiveCheck
{
    /// <summary>Checks the share of every state of every variable that the cohort knows.</summary>
    /// <param name="network">The fitted network.</param>
    /// <param name="cohort">The cohort; each row is drawn once and counts with its weight.</param>
    /// <param name="replicates">How many cohorts are drawn; at least 1.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>One entry for each variable and state, in the network's order.</returns>
    /// <exception cref="ArgumentException">The cohort does not belong to the network.</exception>
    public static ImmutableArray<PredictiveCheckEntry> Run(BayesianNetwork network, Cohort cohort, int replicates = 200, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        Cohort own = cohort.On(network);
        Variable[] known = [.. own.ObservedVariables.Where(v => own.StateColumn(v.Index) is not null)];
        double[][] observed = [.. known.Select(v => Shares(own, own.StateColumn(v.Index)!, v))];
        double[][] expected = [.. known.Select(static v => new double[v.StateCount])];
        double[][] above = [.. known.Select(static v => new double[v.StateCount])];
        var rates = new double[network.Variables.Length];
        Array.Fill(rates, 1);
        foreach (Variable variable in known)
        {
            rates[variable.Index] = 0;
        }

        for (int r = 0; r < replicates; r++)
        {
            BayesianNetwork drawn = Simulator.DrawParameters(network, seed + (2 * r));
            short[]?[] states = Simulator.DrawStates(drawn, own.Count, new Random(seed + (2 * r) + 1), rates);
            for (int k = 0; k < known.Length; k++)
            {
                double[] shares = Shares(own, states[known[k].Index]!, known[k]);
                for (int s = 0; s < shares.Length; s++)
                {
                    expected[k][s] += shares[s] / replicates;
                    above[k][s] += shares[s] > observed[k][s] ? 1 : shares[s] == observed[k][s] ? 0.5 : 0;
                }
            }
        }

        return [.. known.SelectMany((variable, k) => variable.States.Select((state, s) =>
        {
            double upper = above[k][s] / replicates;
            return new PredictiveCheckEntry(variable.Name, state, observed[k][s], expected[k][s], 2 * Math.Min(upper, 1 - upper));
        }))];
    }

    // Only cells that are known in the cohort count, in replicates too.
    private static double[] Shares(Cohort cohort, short[] states, Variable variable)
    {
        short[] known = cohort.StateColumn(variable.Index)!;
        var shares = new double[variable.StateCount];
        double total = 0;
        for (int row = 0; row < states.Length; row++)
        {
            if (known[row] >= 0)
            {
                shares[states[row]] += cohort.Weights[row];
                total += cohort.Weights[row];
            }
        }

        for (int s = 0; s < shares.Length; s++)
        {
            shares[s] /= total;
        }

        return shares;
    }
}
