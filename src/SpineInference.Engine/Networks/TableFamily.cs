using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SpineInference.Engine.Networks;

/// <summary>The family of a <see cref="ConditionalTable"/>: one row for each configuration.</summary>
internal sealed class TableFamily(Variable variable, ImmutableArray<Variable> parents, ImmutableArray<int> rowOfConfiguration)
    : Family(variable, parents)
{
    /// <summary>Indices of rows.</summary>
    public ImmutableArray<int> RowOfConfiguration { get; } = rowOfConfiguration;

    public override ConditionalDistribution Over(ImmutableArray<ProbabilityRow> rows) => new ConditionalTable(this, rows);

    public override Family OnRows(ReadOnlySpan<int> rowOf) => new TableFamily(Variable, Parents, Replaced(RowOfConfiguration, rowOf));

    public override bool HasSameRowsAs(Family other) =>
        other is TableFamily table && RowOfConfiguration.AsSpan().SequenceEqual(table.RowOfConfiguration.AsSpan());

    /// <summary>Other indices in the place of these; -1 stays.</summary>
    internal static ImmutableArray<int> Replaced(ImmutableArray<int> indices, ReadOnlySpan<int> rowOf)
    {
        var replaced = new int[indices.Length];
        for (int i = 0; i < replaced.Length; i++)
        {
            replaced[i] = indices[i] < 0 ? -1 : rowOf[indices[i]];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(replaced);
    }
}
