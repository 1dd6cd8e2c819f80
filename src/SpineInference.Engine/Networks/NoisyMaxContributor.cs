using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>One independent contributor of a <see cref="NoisyMax"/>: the parents it reads and what it then proposes.</summary>
/// <remarks>Immutable.</remarks>
public sealed class NoisyMaxContributor
{
    private readonly ImmutableArray<int> _stateCounts;

    internal NoisyMaxContributor(
        ImmutableArray<int> parentPositions, ImmutableArray<int> stateCounts, ImmutableArray<ProbabilityRow?> rowOfConfiguration)
    {
        ParentPositions = parentPositions;
        _stateCounts = stateCounts;
        RowOfConfiguration = rowOfConfiguration;
    }

    /// <summary>Positions, in the distribution's list of parents, of those this contributor reads; empty for the leak.</summary>
    public ImmutableArray<int> ParentPositions { get; }

    /// <summary>The proposal for each configuration of the parents read (last fastest); <see langword="null"/> where the contributor
    /// is silent, that is, proposes the first state with certainty.</summary>
    public ImmutableArray<ProbabilityRow?> RowOfConfiguration { get; }

    /// <summary>The proposal under a configuration of all parents of the distribution.</summary>
    /// <param name="parentStates">One state index for each parent of the distribution.</param>
    /// <returns>The row, or <see langword="null"/> where the contributor is silent.</returns>
    public ProbabilityRow? RowFor(ReadOnlySpan<int> parentStates)
    {
        int configuration = 0;
        for (int i = 0; i < ParentPositions.Length; i++)
        {
            configuration = (configuration * _stateCounts[i]) + parentStates[ParentPositions[i]];
        }

        return RowOfConfiguration[configuration];
    }
}
