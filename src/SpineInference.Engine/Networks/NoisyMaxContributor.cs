using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Networks;

/// <summary>One independent contributor of a <see cref="NoisyMax"/>: the parents it reads and what it then proposes.</summary>
/// <remarks>Immutable.</remarks>
public sealed class NoisyMaxContributor
{
    private readonly NoisyMaxFamily.Contributor _family;
    private readonly ImmutableArray<ProbabilityRow> _all;
    private ImmutableArray<ProbabilityRow?> _ofConfiguration;

    internal NoisyMaxContributor(NoisyMaxFamily.Contributor family, ImmutableArray<ProbabilityRow> rows)
    {
        _family = family;
        _all = rows;
    }

    /// <summary>Positions, in the distribution's list of parents, of those this contributor reads; empty for the leak.</summary>
    public ImmutableArray<int> ParentPositions => _family.ParentPositions;

    /// <summary>The proposal for each configuration of the parents read (last fastest); <see langword="null"/> where the contributor
    /// is silent, that is, proposes the first state with certainty.</summary>
    public ImmutableArray<ProbabilityRow?> RowOfConfiguration => _ofConfiguration.IsDefault
        ? _ofConfiguration = [.. _family.RowOfConfiguration.Select(r => r < 0 ? null : _all[r])]
        : _ofConfiguration;

    /// <summary>The proposal under a configuration of all parents of the distribution.</summary>
    /// <param name="parentStates">One state index for each parent of the distribution.</param>
    /// <returns>The row, or <see langword="null"/> where the contributor is silent.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ProbabilityRow? RowFor(ReadOnlySpan<int> parentStates)
    {
        ImmutableArray<int> positions = _family.ParentPositions;
        int configuration = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            configuration = (configuration * _family.StateCounts[i]) + parentStates[positions[i]];
        }

        int row = _family.RowOfConfiguration[configuration];
        return row < 0 ? null : _all[row];
    }
}
