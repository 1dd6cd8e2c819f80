using System.Runtime.CompilerServices;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Walks through the configurations of a noisy-MAX distribution, with the rows that contribute to each.</summary>
/// <remarks>The parents' states turn like the wheels of a counter, the last one fastest. The same arrays serve all configurations.</remarks>
internal sealed class ContributorRows
{
    private readonly NoisyMaxContributor[] _contributors;
    private readonly int[] _parentStates;
    private readonly int[] _stateCounts;
    private readonly ProbabilityRow[] _rows;
    private readonly int[] _indices;
    private int _count;

    /// <summary>Begins before the first configuration.</summary>
    public ContributorRows(NoisyMax distribution)
    {
        _contributors = [.. distribution.Contributors];
        _stateCounts = [.. distribution.Parents.Select(static p => p.StateCount)];
        _parentStates = new int[_stateCounts.Length];
        _rows = new ProbabilityRow[_contributors.Length];
        _indices = new int[_contributors.Length];
        if (_parentStates.Length > 0)
        {
            _parentStates[^1] = -1;
        }
    }

    /// <summary>The rows, contributor by contributor.</summary>
    public ReadOnlySpan<ProbabilityRow> Rows => _rows.AsSpan(0, _count);

    /// <summary>Their indices, ascending.</summary>
    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, _count);

    /// <summary>Goes to the next configuration.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Move()
    {
        for (int i = _stateCounts.Length - 1; i >= 0; i--)
        {
            if (++_parentStates[i] < _stateCounts[i])
            {
                break;
            }

            _parentStates[i] = 0;
        }

        _count = 0;
        foreach (NoisyMaxContributor contributor in _contributors)
        {
            if (contributor.RowFor(_parentStates) is { } row)
            {
                _rows[_count] = row;
                int place = _count++;
                for (; place > 0 && _indices[place - 1] > row.Index; place--)
                {
                    _indices[place] = _indices[place - 1];
                }

                _indices[place] = row.Index;
            }
        }
    }
}
