using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>Makes the rows of a network from numbers that are not trusted, and keeps what is wrong with them.</summary>
/// <param name="networkName">The name of the network, for the exception.</param>
internal sealed class RowChecks(string networkName)
{
    /// <summary>A row whose sum is off 1 by no more is left as it stands.</summary>
    public const double ExactRowSum = 1e-14;

    private readonly ImmutableArray<ProbabilityRow>.Builder _rows = ImmutableArray.CreateBuilder<ProbabilityRow>();
    private readonly List<NetworkProblem> _problems = [];

    /// <summary>Adds the numbers of the next row.</summary>
    public void Add(RowLayout layout, ImmutableArray<double> probabilities, double effectiveSampleSize) =>
        _rows.Add(new ProbabilityRow(layout, Check(layout.Id, probabilities, effectiveSampleSize, _problems), effectiveSampleSize));

    /// <summary>The rows.</summary>
    /// <exception cref="InvalidNetworkException">One of them is no probability vector with a positive sample size.</exception>
    public ImmutableArray<ProbabilityRow> ToRows() =>
        _problems.Count == 0 ? _rows.ToImmutable() : throw new InvalidNetworkException(networkName, [.. _problems]);

    /// <summary>Whether a row is a probability vector that stays as it stands, to the last bit.</summary>
    public static bool IsExact(ReadOnlySpan<double> probabilities)
    {
        double sum = 0;
        bool valid = true;
        foreach (double probability in probabilities)
        {
            sum += probability;
            valid &= probability is >= 0 and <= 1;
        }

        return valid && Math.Abs(sum - 1) <= ExactRowSum;
    }

    /// <summary>Checks that a row is a probability vector with a positive sample size.</summary>
    /// <returns>The row, divided by its sum where that is off by less than <see cref="BayesianNetworkBuilder.RowSumTolerance"/>.</returns>
    public static ImmutableArray<double> Check(
        string id, ImmutableArray<double> probabilities, double effectiveSampleSize, List<NetworkProblem> problems)
    {
        if (!(effectiveSampleSize > 0))
        {
            problems.Add(new NetworkProblem($"{id}: the effective sample size is {effectiveSampleSize}; expected a positive number.", row: id));
        }

        double sum = 0;
        bool valid = true;
        foreach (double probability in probabilities)
        {
            sum += probability;
            valid &= probability is >= 0 and <= 1;
        }

        if (!valid || !(Math.Abs(sum - 1) <= BayesianNetworkBuilder.RowSumTolerance))
        {
            problems.Add(new NetworkProblem(
                $"{id}: got {string.Join(", ", probabilities)} with sum {sum:R}; expected entries in [0, 1] with sum 1 ± {BayesianNetworkBuilder.RowSumTolerance}.",
                row: id));
            return probabilities;
        }

        return Math.Abs(sum - 1) > ExactRowSum ? [.. probabilities.Select(p => p / sum)] : probabilities;
    }
}
