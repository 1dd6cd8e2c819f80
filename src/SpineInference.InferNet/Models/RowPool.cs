using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Networks;
using Range = Microsoft.ML.Probabilistic.Models.Range;
using Variable = Microsoft.ML.Probabilistic.Models.Variable;

namespace SpineInference.InferNet.Models;

/// <summary>Probability rows of equal length that several distributions share, as one array of the Infer.NET model.</summary>
internal sealed class RowPool
{
    // Dirichlet counts of what is impossible, and of a definition: its row is then known to about a part in 1e9.
    private const double ImpossibleCount = 1e-10;
    private const double DefinitionCount = 1e9;

    /// <summary>Makes an empty array of rows.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="learned">For each row whether it is random.</param>
    /// <param name="silent">Whether a row that gives the first state with certainty stands after the others.</param>
    /// <param name="zeroFloor">The probability given to what is impossible in a pool without random rows.</param>
    /// <param name="share">Makes the array from the priors, in place of one that belongs to this model alone.</param>
    public RowPool(
        string name,
        ProbabilityRow[] rows,
        bool[] learned,
        bool silent,
        double zeroFloor,
        Func<Range, Dirichlet[], VariableArray<Vector>>? share)
    {
        Rows = rows;
        Row = new Range(rows.Length + (silent ? 1 : 0)).Named($"{name}_row");
        double[] certain = new double[rows[0].Length];
        certain[0] = 1;
        IsLearned = learned.Any(static l => l);
        if (!IsLearned)
        {
            IEnumerable<double[]> tables = rows.Select(static r => r.Probabilities.ToArray()).Concat(silent ? [certain] : []);
            Array = Variable.Observed(tables.Select(t => Floored(t, zeroFloor)).ToArray(), Row).Named(name);
            return;
        }

        Dirichlet[] priors = [.. rows.Select((r, i) => PriorOf(r, learned[i])), .. silent ? [Certain(certain)] : Enumerable.Empty<Dirichlet>()];
        if (share is not null)
        {
            Array = share(Row, priors);
            return;
        }

        Prior = Variable.Observed(priors, Row).Named($"{name}_prior");
        Array = Variable.Array<Vector>(Row).Named(name);
        using (Variable.ForEach(Row))
        {
            Array[Row] = Variable<Vector>.Random(Prior[Row]);
        }
    }

    /// <summary>The rows, in the array's order.</summary>
    public ProbabilityRow[] Rows { get; }

    /// <summary>Whether any row is random.</summary>
    public bool IsLearned { get; }

    /// <summary>Numbers the rows.</summary>
    public Range Row { get; }

    /// <summary>The rows as variables.</summary>
    public VariableArray<Vector> Array { get; }

    /// <summary>The observed priors; nothing where no row is random or the array is shared.</summary>
    public VariableArray<Dirichlet>? Prior { get; }

    /// <summary>The Dirichlet distribution of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="learned">Whether it is random, or only among rows that are.</param>
    public static Dirichlet PriorOf(ProbabilityRow row, bool learned)
    {
        double size = learned && !row.IsDefinition ? row.EffectiveSampleSize : DefinitionCount;
        return new Dirichlet([.. row.Probabilities.Select(p => p == 0 ? ImpossibleCount : p * size)]);
    }

    /// <summary>A row with every entry at least a floor, scaled to sum 1.</summary>
    /// <param name="row">The row.</param>
    /// <param name="floor">The floor.</param>
    public static Vector Floored(ReadOnlySpan<double> row, double floor)
    {
        double[] values = [.. row];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Max(values[i], floor);
        }

        double sum = values.Sum();
        return Vector.FromArray([.. values.Select(x => x / sum)]);
    }

    private static Dirichlet Certain(double[] row) => new([.. row.Select(static p => p == 0 ? ImpossibleCount : DefinitionCount)]);
}
