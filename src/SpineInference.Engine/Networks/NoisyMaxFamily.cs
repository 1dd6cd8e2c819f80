using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>The family of a <see cref="NoisyMax"/>.</summary>
internal sealed class NoisyMaxFamily(Variable variable, ImmutableArray<Variable> parents, ImmutableArray<NoisyMaxFamily.Contributor> contributors)
    : Family(variable, parents)
{
    /// <summary>A contributor: the parents it reads, how many states each has, and a row for each configuration of them, -1 where it is silent.</summary>
    public sealed record Contributor(ImmutableArray<int> ParentPositions, ImmutableArray<int> StateCounts, ImmutableArray<int> RowOfConfiguration);

    public ImmutableArray<Contributor> Contributors { get; } = contributors;

    public override ConditionalDistribution Over(BayesianNetwork network) => new NoisyMax(this, network.Rows);

    public override Family OnRows(ReadOnlySpan<int> rowOf)
    {
        var replaced = ImmutableArray.CreateBuilder<Contributor>(Contributors.Length);
        foreach (Contributor contributor in Contributors)
        {
            replaced.Add(contributor with { RowOfConfiguration = TableFamily.Replaced(contributor.RowOfConfiguration, rowOf) });
        }

        return new NoisyMaxFamily(Variable, Parents, replaced.MoveToImmutable());
    }

    public override bool HasSameRowsAs(Family other) => other is NoisyMaxFamily { Contributors: var others }
        && others.Length == Contributors.Length
        && Contributors.Zip(others).All(static pair =>
            pair.First.ParentPositions.SequenceEqual(pair.Second.ParentPositions)
            && pair.First.RowOfConfiguration.SequenceEqual(pair.Second.RowOfConfiguration));
}
