using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Engine.Networks;
using Range = Microsoft.ML.Probabilistic.Models.Range;
using Variable = Microsoft.ML.Probabilistic.Models.Variable;

namespace SpineInference.InferNet.Models;

/// <summary>Probability rows of equal length that several distributions share, as one array of the Infer.NET model.</summary>
internal sealed class RowPool
{
    // The Dirichlet count of a definition among random rows: its row is then known to about a part in 1e9.
    private const double DefinitionCount = 1e9;

    /// <summary>Makes an empty array of rows.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="learned">For each row whether it is random.</param>
    /// <param name="silent">Whether a row that gives the first state with certainty stands after the others.</param>
    /// <param name="options">Say how impossible states enter.</param>
    /// <param name="share">Makes the array from the priors, in place of one that belongs to this model alone.</param>
    public RowPool(
        string name,
        ProbabilityRow[] rows,
        bool[] learned,
        bool silent,
        InferNetModelOptions options,
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
            Array = Variable.Observed(tables.Select(t => Floored(t, options.ZeroFloor)).ToArray(), Row).Named(name);
            return;
        }

        Dirichlet[] priors = [.. rows.Select((r, i) => PriorOf(r, learned[i], options.ImpossibleCount)), .. silent ? [Certain(certain, options.ImpossibleCount)] : Enumerable.Empty<Dirichlet>()];
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
    /// <param name="impossibleCount">The count of an impossible state.</param>
    public static Dirichlet PriorOf(ProbabilityRow row, bool learned, double impossibleCount)
    {
        double size = learned && !row.IsDefinition ? row.EffectiveSampleSize : DefinitionCount;
        return new Dirichlet([.. row.Probabilities.Select(p => p == 0 ? impossibleCount : p * size)]);
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

    private static Dirichlet Certain(double[] row, double impossibleCount) => new([.. row.Select(p => p == 0 ? impossibleCount : DefinitionCount)]);
}
