using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>What is believed of a network's numbers before studies speak: each row as a distribution of its log-odds.</summary>
/// <remarks>
/// <para>A row is softmax(η) over its possible states, with ηⱼ ~ N(ln θⱼ, dⱼ²) about the network's own probabilities, independent but for the
/// <see cref="CommonErrors"/>, each of which adds one normal number to the η it lists. Adding a constant to all η of a row changes nothing.
/// To first order the log-odds of state j have the variance dⱼ² + Σᵢ≠ⱼ (θᵢ/(1 − θⱼ))²·dᵢ²; of a row with two states exactly.</para>
/// <para>Definitions, states of probability 0 and rows with one possible state are known. Immutable.</para>
/// </remarks>
public sealed class LogOddsPrior
{
    private const int ScalingSteps = 200;

    private readonly double[] _deviations;

    private LogOddsPrior(BayesianNetwork network, double[] deviations, ImmutableArray<CommonError> commonErrors, ImmutableHashSet<int> judged)
    {
        Network = network;
        _deviations = deviations;
        CommonErrors = commonErrors;
        Judged = judged;
    }

    /// <summary>The network whose numbers are the medians.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The errors that numbers share.</summary>
    public ImmutableArray<CommonError> CommonErrors { get; }

    /// <summary>The rows that rest on judgement, by index.</summary>
    internal ImmutableHashSet<int> Judged { get; }

    /// <summary>The dⱼ of every parameter, laid out as <see cref="BayesianNetwork.Parameters"/>; 0 where the number is known.</summary>
    internal ReadOnlySpan<double> Deviations => _deviations;

    /// <summary>Reads the prior off the rows' effective sample sizes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="widest">The largest standard deviation of a state's log-odds; positive. 1 makes a 90 % interval of a factor 5 in the odds
    /// either way: a rare state that rests on few imagined patients is not thereby unknown.</param>
    /// <returns>A prior in which state j of a row of size n has log-odds of variance 1/(n·θⱼ) + 1/(n·(1 − θⱼ)), at most widest².</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="widest"/> is not positive and finite.</exception>
    public static LogOddsPrior FromSampleSizes(BayesianNetwork network, double widest = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!(widest > 0) || double.IsInfinity(widest))
        {
            throw new ArgumentOutOfRangeException(nameof(widest), widest, "Expected a positive finite standard deviation.");
        }

        var deviations = new double[network.Parameters.Length];
        foreach (ProbabilityRow row in network.Rows.Where(IsFree))
        {
            double size = row.EffectiveSampleSize;
            SetRow(row, [.. row.Probabilities.Select(p => p > 0 ? Math.Min(widest, Math.Sqrt((1 / (size * p)) + (1 / (size * (1 - p))))) : 0)], deviations);
        }

        return new(network, deviations, [], []);
    }

    /// <summary>Gives every state of a row the same standard deviation of its log-odds.</summary>
    /// <param name="row">A row of the network that is no definition and has at least two possible states.</param>
    /// <param name="standardDeviation">Positive and finite.</param>
    /// <returns>The prior with that.</returns>
    /// <exception cref="ArgumentException">The row is foreign or known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not positive and finite.</exception>
    public LogOddsPrior WithDeviation(ProbabilityRow row, double standardDeviation)
    {
        if (!(standardDeviation > 0) || double.IsInfinity(standardDeviation))
        {
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "Expected a positive finite standard deviation.");
        }

        Check(row);
        return With(row, [.. row.Probabilities.Select(p => p > 0 ? standardDeviation : 0)]);
    }

    /// <summary>Adds an error that entries of many rows share.</summary>
    /// <param name="name">What it is the error of.</param>
    /// <param name="standardDeviation">Its standard deviation on the scale of log-odds; positive and finite.</param>
    /// <param name="entries">The entries it shifts: rows of the network and the index of a state in each.</param>
    /// <param name="isJudgement">Whether it is an error of judgement; otherwise it is one of a published source.</param>
    /// <returns>The prior with that.</returns>
    /// <exception cref="ArgumentException">An entry is foreign or known, or there is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not positive and finite.</exception>
    public LogOddsPrior WithCommonError(string name, double standardDeviation, IEnumerable<(ProbabilityRow Row, int State)> entries, bool isJudgement = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(entries);
        if (!(standardDeviation > 0) || double.IsInfinity(standardDeviation))
        {
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "Expected a positive finite standard deviation.");
        }

        var parameters = new SortedSet<int>();
        foreach ((ProbabilityRow row, int state) in entries)
        {
            Check(row);
            if ((uint)state >= (uint)row.Length || row.Probabilities[state] == 0)
            {
                throw new ArgumentException($"Common error '{name}': state {state} of row '{row.Id}' does not exist or is impossible.", nameof(entries));
            }

            parameters.Add(row.ParameterOffset + state);
        }

        return parameters.Count > 0
            ? new(Network, _deviations, CommonErrors.Add(new CommonError(name, standardDeviation, [.. parameters], isJudgement)), Judged)
            : throw new ArgumentException($"Common error '{name}' shifts no entry.", nameof(entries));
    }

    /// <summary>Says which rows rest on judgement: what they leave uncertain no study answers for.</summary>
    /// <param name="rows">Rows of the network.</param>
    /// <returns>The prior with that.</returns>
    /// <exception cref="ArgumentException">A row is foreign or known.</exception>
    public LogOddsPrior WithJudgement(IEnumerable<ProbabilityRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ProbabilityRow[] all = [.. rows];
        foreach (ProbabilityRow row in all)
        {
            Check(row);
        }

        return new(Network, _deviations, CommonErrors, Judged.Union(all.Select(static r => r.Index)));
    }

    /// <summary>Takes rows as known: nothing moves them.</summary>
    /// <param name="rows">Rows of the network that are no definitions, have at least two possible states and no common error so far.</param>
    /// <returns>The prior with that.</returns>
    /// <exception cref="ArgumentException">A row is foreign or known already, or a common error shifts it.</exception>
    public LogOddsPrior WithKnown(IEnumerable<ProbabilityRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] deviations = [.. _deviations];
        foreach (ProbabilityRow row in rows)
        {
            Check(row);
            if (CommonErrors.FirstOrDefault(e => e.Parameters.Any(j => j >= row.ParameterOffset && j < row.ParameterOffset + row.Length)) is { } error)
            {
                throw new ArgumentException($"Row '{row.Id}': common error '{error.Name}' shifts it. Take it as known before that.", nameof(rows));
            }

            Array.Clear(deviations, row.ParameterOffset, row.Length);
        }

        return new(Network, deviations, CommonErrors, Judged);
    }

    /// <summary>Gives each possible state of some rows a standard deviation of its log-odds.</summary>
    /// <param name="rows">Rows of the network that are no definitions and have at least two possible states, and for each one positive finite
    /// number a state; those of impossible states are not read.</param>
    /// <returns>The prior with that.</returns>
    /// <exception cref="ArgumentException">A row is foreign or known, or a deviation is out of range.</exception>
    public LogOddsPrior WithDeviations(IEnumerable<(ProbabilityRow Row, double[] StandardDeviations)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] deviations = [.. _deviations];
        foreach ((ProbabilityRow row, double[] wanted) in rows)
        {
            Check(row);
            if (wanted.Length != row.Length || wanted.Where((d, s) => row.Probabilities[s] > 0 && !(d > 0 && double.IsFinite(d))).Any())
            {
                throw new ArgumentException($"Row '{row.Id}': expected {row.Length} positive finite standard deviations.", nameof(rows));
            }

            SetRow(row, [.. wanted.Select((d, s) => row.Probabilities[s] > 0 ? d : 0)], deviations);
        }

        return new(Network, deviations, CommonErrors, Judged);
    }

    /// <summary>The standard deviation of the log-odds of a state, to first order, common errors included.</summary>
    /// <param name="row">A row of the network.</param>
    /// <param name="state">The index of a state.</param>
    /// <returns>0 for a row that is known, or a state that is impossible.</returns>
    /// <exception cref="ArgumentException">The row is foreign, or there is no such state.</exception>
    public double LogOddsDeviationOf(ProbabilityRow row, int state)
    {
        CheckOwn(row);
        if ((uint)state >= (uint)row.Length)
        {
            throw new ArgumentException($"Row '{row.Id}' has no state {state}; it has {row.Length}.", nameof(state));
        }

        double p = row.Probabilities[state];
        if (!IsFree(row) || p == 0)
        {
            return 0;
        }

        double variance = 0;
        for (int i = 0; i < row.Length; i++)
        {
            double d = Gradient(row, state, i) * _deviations[row.ParameterOffset + i];
            variance += d * d;
        }

        foreach (CommonError error in CommonErrors)
        {
            double slope = error.Parameters
                .Where(j => j >= row.ParameterOffset && j < row.ParameterOffset + row.Length)
                .Sum(j => Gradient(row, state, j - row.ParameterOffset));
            variance += slope * slope * error.StandardDeviation * error.StandardDeviation;
        }

        return Math.Sqrt(variance);
    }

    internal static bool IsFree(ProbabilityRow row) => !row.IsDefinition && row.Probabilities.Count(static p => p > 0) > 1;

    // ∂ logit θⱼ / ∂ηᵢ.
    private static double Gradient(ProbabilityRow row, int state, int other) =>
        other == state ? 1 : -row.Probabilities[other] / (1 - row.Probabilities[state]);

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    private LogOddsPrior With(ProbabilityRow row, double[] logOddsDeviations)
    {
        double[] deviations = [.. _deviations];
        SetRow(row, logOddsDeviations, deviations);
        return new(Network, deviations, CommonErrors, Judged);
    }

    // Finds the dⱼ whose log-odds have the deviations asked for, as nearly as non-negative variances allow: a damped fixed point.
    private static void SetRow(ProbabilityRow row, double[] logOddsDeviations, double[] destination)
    {
        double[] variances = [.. logOddsDeviations.Select(static d => d * d / 2)];
        for (int step = 0; step < ScalingSteps; step++)
        {
            for (int j = 0; j < variances.Length; j++)
            {
                double others = 0;
                for (int i = 0; i < variances.Length; i++)
                {
                    double g = i == j || row.Probabilities[j] == 0 ? 0 : Gradient(row, j, i);
                    others += g * g * variances[i];
                }

                double wanted = logOddsDeviations[j] * logOddsDeviations[j];
                variances[j] += 0.5 * (Math.Max(wanted / 20, wanted - others) - variances[j]);
            }
        }

        for (int j = 0; j < variances.Length; j++)
        {
            destination[row.ParameterOffset + j] = row.Probabilities[j] > 0 ? Math.Sqrt(variances[j]) : 0;
        }
    }

    private void CheckOwn(ProbabilityRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if ((uint)row.Index >= (uint)Network.Rows.Length || !ReferenceEquals(Network.Rows[row.Index], row))
        {
            throw new ArgumentException($"Row '{row.Id}' belongs to another network than '{Network.Name}'.", nameof(row));
        }
    }

    private void Check(ProbabilityRow row)
    {
        CheckOwn(row);
        if (!IsFree(row))
        {
            throw new ArgumentException($"Row '{row.Id}' is known: it is a definition, or has one possible state.", nameof(row));
        }
    }
}
