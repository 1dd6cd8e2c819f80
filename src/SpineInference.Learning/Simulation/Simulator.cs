using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Draws patients from a model.</summary>
public static class Simulator
{
    private const int BlockLength = 8192;

    // A drawn entry may be below every double, and must not thereby become impossible.
    private const double SmallestLog = -230;

    /// <summary>Draws a cohort: each patient's variables in topological order, then what is left empty, completely at random.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">How many patients.</param>
    /// <param name="seed">Seed; the same seed gives the same cohort everywhere.</param>
    /// <param name="options">What is shown; everything if null.</param>
    /// <returns>The cohort, one row for each patient.</returns>
    /// <remarks>O(count × variables).</remarks>
    /// <exception cref="ArgumentException">A name is unknown or a rate outside [0, 1].</exception>
    public static Cohort Draw(BayesianNetwork network, int count, int seed, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Draw(network, count, new Random(seed), MissingRates(network, options ?? new SimulationOptions()));
    }

    /// <summary>Draws the patients of <see cref="Draw(BayesianNetwork, int, int, SimulationOptions?)"/> block by block, so that memory does
    /// not grow with their number.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">How many patients.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="options">What is shown; everything if null.</param>
    /// <returns>Cohorts of at most 8,192 patients, each drawn when it is asked for.</returns>
    /// <exception cref="ArgumentException">A name is unknown or a rate outside [0, 1].</exception>
    public static IEnumerable<Cohort> DrawBlocks(BayesianNetwork network, int count, int seed, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        double[] rates = MissingRates(network, options ?? new SimulationOptions());
        return Blocks();

        IEnumerable<Cohort> Blocks()
        {
            var random = new Random(seed);
            for (int left = count; left > 0; left -= BlockLength)
            {
                yield return Draw(network, Math.Min(left, BlockLength), random, rates);
            }
        }
    }

    private static Cohort Draw(BayesianNetwork network, int count, Random random, double[] rates)
    {
        var weights = new double[count];
        Array.Fill(weights, 1);
        return new Cohort(network, DrawStates(network, count, random, rates), new double[]?[network.Variables.Length], weights, [], []);
    }

    /// <summary>Draws parameters from the Dirichlet of each row that is no definition.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>The network with the parameters drawn.</returns>
    public static BayesianNetwork DrawParameters(BayesianNetwork network, int seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        var random = new Random(seed);
        double[] parameters = network.Parameters.ToArray();
        foreach (ProbabilityRow row in network.Rows.Where(static r => !r.IsDefinition))
        {
            Span<double> own = parameters.AsSpan(row.ParameterOffset, row.Length);
            double largest = double.NegativeInfinity;
            for (int s = 0; s < own.Length; s++)
            {
                double shape = row.EffectiveSampleSize * row.Probabilities[s];
                own[s] = shape > 0 ? GammaDraws.SampleLog(random, shape) : double.NegativeInfinity;
                largest = Math.Max(largest, own[s]);
            }

            double sum = 0;
            for (int s = 0; s < own.Length; s++)
            {
                own[s] = row.Probabilities[s] > 0 ? Math.Exp(Math.Max(SmallestLog, own[s] - largest)) : 0;
                sum += own[s];
            }

            for (int s = 0; s < own.Length; s++)
            {
                own[s] /= sum;
            }
        }

        return network.WithParameters(parameters);
    }

    /// <summary>Draws states; a rate of 1 hides a variable altogether.</summary>
    internal static short[]?[] DrawStates(BayesianNetwork network, int count, Random random, double[] rates)
    {
        int variables = network.Variables.Length;
        var states = new short[]?[variables];
        for (int v = 0; v < variables; v++)
        {
            if (rates[v] < 1)
            {
                // A column must be able to hold the last of the states.
                CohortBuilder.ToEntry(network.Variables[v], 0);
                states[v] = new short[count];
            }
        }

        var drawn = new int[variables];
        for (int row = 0; row < count; row++)
        {
            foreach (Variable variable in network.TopologicalOrder)
            {
                ConditionalDistribution distribution = network.Distributions[variable.Index];
                int configuration = 0;
                foreach (Variable parent in distribution.Parents)
                {
                    configuration = (configuration * parent.StateCount) + drawn[parent.Index];
                }

                drawn[variable.Index] = Pick(
                    distribution.Table.Slice(configuration * variable.StateCount, variable.StateCount), random.NextDouble());
            }

            for (int v = 0; v < variables; v++)
            {
                if (states[v] is { } column)
                {
                    column[row] = rates[v] > 0 && random.NextDouble() < rates[v] ? Cohort.Unknown : (short)drawn[v];
                }
            }
        }

        return states;
    }

    private static int Pick(ReadOnlySpan<double> probabilities, double uniform)
    {
        int last = 0;
        for (int s = 0; s < probabilities.Length; s++)
        {
            if (probabilities[s] <= 0)
            {
                continue;
            }

            last = s;
            uniform -= probabilities[s];
            if (uniform < 0)
            {
                return s;
            }
        }

        return last;
    }

    private static double[] MissingRates(BayesianNetwork network, SimulationOptions options)
    {
        var rates = new double[network.Variables.Length];
        Array.Fill(rates, options.MissingRate);
        foreach ((string name, double rate) in options.MissingRates)
        {
            rates[network[name].Index] = rate;
        }

        foreach (double rate in rates)
        {
            if (!(rate >= 0 && rate <= 1))
            {
                throw new ArgumentException($"Got a missing rate of {rate}; expected one from 0 to 1.", nameof(options));
            }
        }

        if (options.Shown is { } shown)
        {
            var isShown = new bool[rates.Length];
            foreach (string name in shown)
            {
                isShown[network[name].Index] = true;
            }

            for (int v = 0; v < rates.Length; v++)
            {
                rates[v] = isShown[v] ? rates[v] : 1;
            }
        }

        return rates;
    }
}
