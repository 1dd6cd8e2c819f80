using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>The leaves of one combination of noisy-MAX rows: the distribution of the largest of several independent proposals.</summary>
/// <remarks>
/// <para>Computed by <see cref="MaximumOfProposals"/>, and so without a difference that could cancel.</para>
/// <para>The rows determine the leaves whichever table and configuration they stand in, so one instance serves all. Immutable.</para>
/// </remarks>
internal sealed class CombinationLeaves
{
    private readonly ProbabilityRow[] _rows;
    private readonly bool[] _isLive;
    private readonly int[] _leaves;

    /// <summary>Describes a combination.</summary>
    /// <param name="rows">The rows that propose; at least one.</param>
    /// <param name="isLive">Whether each is live; a frozen one keeps its own probabilities.</param>
    /// <param name="leaves">The leaf of each state, or -1 where the state is impossible.</param>
    public CombinationLeaves(ProbabilityRow[] rows, bool[] isLive, int[] leaves)
    {
        _rows = rows;
        _isLive = isLive;
        _leaves = leaves;
    }

    /// <summary>Whether one of the leaves is marked.</summary>
    public bool HasAny(bool[] marked) => Array.Exists(_leaves, leaf => leaf >= 0 && marked[leaf]);

    /// <summary>Computes the leaves.</summary>
    public void Fill(ReadOnlySpan<double> parameters, Span<double> values)
    {
        Span<double> maximum = stackalloc double[_leaves.Length];
        Span<double> below = stackalloc double[_leaves.Length];
        Combine(parameters, except: -1, maximum, below);
        for (int s = 0; s < _leaves.Length; s++)
        {
            if (_leaves[s] >= 0)
            {
                values[_leaves[s]] = maximum[s];
            }
        }
    }

    /// <summary>Prepares the combination for lanes of parameter vectors.</summary>
    /// <param name="placeOfParameter">Where each parameter is staged; receives those of the live rows.</param>
    public StagedCombination Stage(Dictionary<int, int> placeOfParameter)
    {
        var places = new int[]?[_rows.Length];
        var frozen = new double[]?[_rows.Length];
        for (int k = 0; k < _rows.Length; k++)
        {
            if (!_isLive[k])
            {
                frozen[k] = _rows[k].Probabilities.AsSpan().ToArray();
                continue;
            }

            int[] own = new int[_leaves.Length];
            for (int s = 0; s < own.Length; s++)
            {
                int parameter = _rows[k].ParameterOffset + s;
                if (!placeOfParameter.TryGetValue(parameter, out own[s]))
                {
                    own[s] = placeOfParameter.Count;
                    placeOfParameter.Add(parameter, own[s]);
                }
            }

            places[k] = own;
        }

        return new StagedCombination(_leaves, places, frozen);
    }

    /// <summary>Adds the derivative by the leaves to that by the parameters.</summary>
    public void CarryBack(ReadOnlySpan<double> parameters, ReadOnlySpan<double> leafGradient, Span<double> parameterGradient)
    {
        Span<double> maximum = stackalloc double[_leaves.Length];
        Span<double> below = stackalloc double[_leaves.Length];
        Span<double> gradient = stackalloc double[_leaves.Length];
        for (int s = 0; s < gradient.Length; s++)
        {
            gradient[s] = _leaves[s] >= 0 ? leafGradient[_leaves[s]] : 0;
        }

        for (int k = 0; k < _rows.Length; k++)
        {
            if (_isLive[k])
            {
                Combine(parameters, except: k, maximum, below);
                MaximumOfProposals.CarryBack(gradient, maximum, below, parameterGradient.Slice(_rows[k].ParameterOffset, _leaves.Length));
            }
        }
    }

    private void Combine(ReadOnlySpan<double> parameters, int except, Span<double> maximum, Span<double> below)
    {
        MaximumOfProposals.Start(maximum, below);
        for (int k = 0; k < _rows.Length; k++)
        {
            if (k != except)
            {
                MaximumOfProposals.Add(
                    _isLive[k] ? parameters.Slice(_rows[k].ParameterOffset, _leaves.Length) : _rows[k].Probabilities.AsSpan(), maximum, below);
            }
        }
    }
}
