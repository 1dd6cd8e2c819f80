using System.Collections.Immutable;

namespace SpineInference.Engine.Reasoning;

/// <summary>The variance of a quantity by where it comes from, to first order; the parts add up.</summary>
/// <remarks>Immutable.</remarks>
public sealed class VarianceSplit
{
    /// <summary>Makes a split.</summary>
    /// <param name="rows">What each row's own error carries, by the row's index; none negative.</param>
    /// <param name="common">What errors that rows share carry; none negative.</param>
    /// <param name="studies">What the errors of published studies carry; not negative.</param>
    public VarianceSplit(ImmutableArray<double> rows, ImmutableArray<double> common, double studies)
    {
        Rows = rows;
        Common = common;
        Studies = studies;
        Total = rows.Sum() + common.Sum() + studies;
    }

    /// <summary>What each row's own error carries, by the row's index.</summary>
    public ImmutableArray<double> Rows { get; }

    /// <summary>What errors that rows share carry, such as that of one author; in the belief's order.</summary>
    public ImmutableArray<double> Common { get; }

    /// <summary>What the errors of published studies carry: their sampling, and their differences.</summary>
    public double Studies { get; }

    /// <summary>The whole variance.</summary>
    public double Total { get; }
}
