using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>What a model said of one variable, row by row, and what was true.</summary>
/// <remarks>Immutable. Probabilities are row-major: row after row, one number for each class.</remarks>
public sealed class Predictions
{
    private readonly double[] _probabilities;
    private readonly int[] _truth;
    private readonly double[] _weights;
    private readonly int[] _rows;

    /// <summary>Joins predictions with the truth.</summary>
    /// <param name="classes">The names of the classes, in the order of the probabilities; at least two.</param>
    /// <param name="probabilities">Rows × classes, row-major; each row sums to 1 ± 1e-6.</param>
    /// <param name="truth">The index of the true class for each row.</param>
    /// <param name="weights">A positive weight for each row, or empty for 1 each.</param>
    /// <param name="rows">The row of the cohort, from 0, that each prediction is of; empty where they are those of the cohort, in order.</param>
    /// <exception cref="ArgumentException">A length is wrong, there are no rows, a class does not exist, or a row is no probability vector.</exception>
    public Predictions(
        ImmutableArray<string> classes,
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<int> truth,
        ReadOnlySpan<double> weights = default,
        ReadOnlySpan<int> rows = default)
    {
        int n = classes.Length;
        if (n < 2 || truth.IsEmpty || probabilities.Length != truth.Length * n || (!weights.IsEmpty && weights.Length != truth.Length)
            || (!rows.IsEmpty && rows.Length != truth.Length))
        {
            throw new ArgumentException(
                $"Got {n} classes, {truth.Length} rows, {probabilities.Length} probabilities, {weights.Length} weights and {rows.Length} row numbers; expected at least two classes, at least one row, rows × classes probabilities, and a weight and a number for each row or none.",
                nameof(probabilities));
        }

        for (int i = 0; i < truth.Length; i++)
        {
            double sum = 0;
            bool valid = (uint)truth[i] < (uint)n && (weights.IsEmpty || (weights[i] > 0 && double.IsFinite(weights[i])));
            foreach (double probability in probabilities.Slice(i * n, n))
            {
                sum += probability;
                valid &= probability >= 0;
            }

            if (!valid || !(Math.Abs(sum - 1) <= 1e-6))
            {
                throw new ArgumentException(
                    $"Row {i}: got class {truth[i]} and probabilities with sum {sum:R}; expected a class from 0 to {n - 1}, probabilities with sum 1 and a positive weight.",
                    nameof(probabilities));
            }
        }

        Classes = classes;
        _probabilities = probabilities.ToArray();
        _truth = truth.ToArray();
        _weights = weights.IsEmpty ? [.. Enumerable.Repeat(1.0, truth.Length)] : weights.ToArray();
        _rows = rows.IsEmpty ? [.. Enumerable.Range(0, truth.Length)] : rows.ToArray();
    }

    /// <summary>The names of the classes.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _truth.Length;

    /// <summary>The index of the true class of each row.</summary>
    public ReadOnlySpan<int> Truth => _truth;

    /// <summary>The weight of each row.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The row of the cohort, from 0, that each prediction is of; a row stands more than once where it was predicted repeatedly.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The rows of the cohort, from 0 and each once, whose true class was given the probability 0: the model calls impossible what
    /// happened.</summary>
    public ImmutableArray<int> ImpossibleTruths =>
        [.. Enumerable.Range(0, Count).Where(i => this[i][_truth[i]] == 0).Select(i => _rows[i]).Distinct().Order()];

    /// <summary>The probabilities of the classes in a row.</summary>
    /// <param name="row">The row, from 0.</param>
    public ReadOnlySpan<double> this[int row] => _probabilities.AsSpan(row * Classes.Length, Classes.Length);

    /// <summary>Many predictions, one after the other.</summary>
    /// <param name="parts">At least one, all with the same classes.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ArgumentException">There is none, or classes differ.</exception>
    public static Predictions Concat(IReadOnlyList<Predictions> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0 || parts.Any(p => !p.Classes.SequenceEqual(parts[0].Classes)))
        {
            throw new ArgumentException("Expected at least one set of predictions, all with the same classes.", nameof(parts));
        }

        return new Predictions(
            parts[0].Classes,
            parts.SelectMany(static p => p._probabilities).ToArray(),
            parts.SelectMany(static p => p._truth).ToArray(),
            parts.SelectMany(static p => p._weights).ToArray(),
            parts.SelectMany(static p => p._rows).ToArray());
    }

    /// <summary>The most probable class of a row; the first among equals.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The index of the class.</returns>
    public int Decide(int row)
    {
        ReadOnlySpan<double> own = this[row];
        int best = 0;
        for (int c = 1; c < own.Length; c++)
        {
            best = own[c] > own[best] ? c : best;
        }

        return best;
    }
}
