using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>The leaves of one combination of noisy-MAX rows: the distribution of the largest of several independent proposals.</summary>
/// <remarks>
/// <para>With Fₖ(s) the sum of row k's entries up to s and G(s) = Πₖ Fₖ(s), the leaf of state s is G(s) − G(s−1); hence
/// ∂f/∂G(s) = g(s) − g(s+1), ∂G(s)/∂Fₖ(s) = Π of the others, and each entry of a row collects what lies at and above it.</para>
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
        Span<double> cumulative = stackalloc double[_rows.Length];
        cumulative.Clear();
        double before = 0;
        for (int s = 0; s < _leaves.Length; s++)
        {
            double product = 1;
            for (int k = 0; k < cumulative.Length; k++)
            {
                cumulative[k] += Entry(parameters, k, s);
                product *= cumulative[k];
            }

            if (_leaves[s] >= 0)
            {
                values[_leaves[s]] = Math.Max(0, product - before);
            }

            before = product;
        }
    }

    /// <summary>Prepares the combination for lanes of parameter vectors.</summary>
    /// <param name="placeOfParameter">Where each parameter is staged; receives those of the live rows.</param>
    public StagedCombination Stage(Dictionary<int, int> placeOfParameter)
    {
        var places = new int[]?[_rows.Length];
        for (int k = 0; k < _rows.Length; k++)
        {
            if (_isLive[k])
            {
                places[k] = [.. Enumerable.Range(_rows[k].ParameterOffset, _leaves.Length).Select(PlaceOf)];
            }
        }

        return new StagedCombination(_leaves, places, [.. _rows.Select((r, k) => _isLive[k] ? null : r.Probabilities.ToArray())]);

        int PlaceOf(int parameter)
        {
            placeOfParameter.TryAdd(parameter, placeOfParameter.Count);
            return placeOfParameter[parameter];
        }
    }

    /// <summary>Adds the derivative by the leaves to that by the parameters.</summary>
    public void CarryBack(ReadOnlySpan<double> parameters, ReadOnlySpan<double> leafGradient, Span<double> parameterGradient)
    {
        int states = _leaves.Length;
        var cumulative = new double[_rows.Length, states];
        for (int k = 0; k < _rows.Length; k++)
        {
            double sum = 0;
            for (int s = 0; s < states; s++)
            {
                cumulative[k, s] = sum += Entry(parameters, k, s);
            }
        }

        for (int k = 0; k < _rows.Length; k++)
        {
            if (!_isLive[k])
            {
                continue;
            }

            double suffix = 0;
            for (int s = states - 1; s >= 0; s--)
            {
                double others = 1;
                for (int j = 0; j < _rows.Length; j++)
                {
                    others *= j == k ? 1 : cumulative[j, s];
                }

                suffix += others * (Gradient(leafGradient, s) - Gradient(leafGradient, s + 1));
                parameterGradient[_rows[k].ParameterOffset + s] += suffix;
            }
        }
    }

    private double Entry(ReadOnlySpan<double> parameters, int row, int state) =>
        _isLive[row] ? parameters[_rows[row].ParameterOffset + state] : _rows[row].Probabilities[state];

    private double Gradient(ReadOnlySpan<double> leafGradient, int state) =>
        state < _leaves.Length && _leaves[state] >= 0 ? leafGradient[_leaves[state]] : 0;
}
