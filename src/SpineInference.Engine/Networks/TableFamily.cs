using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SpineInference.Engine.Networks;

/// <summary>The family of a <see cref="ConditionalTable"/>: one row for each configuration.</summary>
/// <param name="variable">The child.</param>
/// <param name="parents">Its parents.</param>
/// <param name="rowOfConfiguration">Indices of rows.</param>
/// <param name="parameterOffset">Where the first parameter stands, if the rows are those of the configurations in order and nothing else; else -1.</param>
internal sealed class TableFamily(Variable variable, ImmutableArray<Variable> parents, ImmutableArray<int> rowOfConfiguration, int parameterOffset = -1)
    : Family(variable, parents)
{
    /// <summary>Where the table stands among the parameters of a network, or -1 where it does not in one piece.</summary>
    public int ParameterOffset { get; } = parameterOffset;

    /// <summary>Indices of rows.</summary>
    public ImmutableArray<int> RowOfConfiguration { get; } = rowOfConfiguration;

    public override ConditionalDistribution Over(BayesianNetwork network) => new ConditionalTable(this, network);

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
