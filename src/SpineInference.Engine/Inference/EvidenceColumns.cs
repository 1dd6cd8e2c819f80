using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>The evidence of many cases, one column for each variable.</summary>
/// <remarks>A variable without a column is unknown for everyone. Mutable until it is given to an engine; not to be changed while one
/// reads it. Columns are checked and copied when they are set: what becomes of the caller's array afterwards changes nothing.</remarks>
public sealed class EvidenceColumns
{
    private readonly short[]?[] _states;
    private readonly double[]?[] _likelihoods;

    /// <summary>Starts with everything unknown.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">How many cases there are.</param>
    public EvidenceColumns(BayesianNetwork network, int count)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Network = network;
        Count = count;
        _states = new short[]?[network.Variables.Length];
        _likelihoods = new double[]?[network.Variables.Length];
    }

    /// <summary>The network the evidence is about.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>How many cases there are.</summary>
    public int Count { get; }

    /// <summary>Gathers the evidence of cases given one by one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cases">One piece of evidence on that network for each case.</param>
    /// <returns>The evidence, in the order of the cases.</returns>
    /// <exception cref="ArgumentException">Evidence belongs to another network.</exception>
    public static EvidenceColumns From(BayesianNetwork network, IReadOnlyList<Evidence> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var columns = new EvidenceColumns(network, cases.Count);
        for (int i = 0; i < cases.Count; i++)
        {
            if (!ReferenceEquals(cases[i].Network.Structure, network.Structure))
            {
                throw new ArgumentException($"The evidence of case {i} belongs to another network.", nameof(cases));
            }

            foreach (Variable variable in cases[i].Variables)
            {
                double[]? column = columns._likelihoods[variable.Index];
                if (column is null)
                {
                    column = new double[variable.StateCount * cases.Count];
                    Array.Fill(column, 1);
                    columns._likelihoods[variable.Index] = column;
                }

                ReadOnlySpan<double> likelihoods = cases[i].LikelihoodsOf(variable);
                for (int s = 0; s < likelihoods.Length; s++)
                {
                    column[(s * cases.Count) + i] = likelihoods[s];
                }
            }
        }

        return columns;
    }

    /// <summary>Sets the states in which a variable was observed.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <param name="states">For each case the state's index, or -1 where the variable is unknown.</param>
    /// <exception cref="ArgumentException">The variable is foreign, the length is wrong, or there is no such state.</exception>
    public void SetStates(Variable variable, short[] states)
    {
        Network.ThrowIfForeign(variable);
        ArgumentNullException.ThrowIfNull(states);
        RequireLength(variable, states.Length, Count, nameof(states));
        short[] own = [.. states];
        for (int i = 0; i < own.Length; i++)
        {
            if (own[i] < -1 || own[i] >= variable.StateCount)
            {
                throw new ArgumentException(
                    $"{variable.Name}, case {i}: got state {own[i]}; expected -1 (unknown) or 0 to {variable.StateCount - 1}.", nameof(states));
            }
        }

        _states[variable.Index] = own;
        _likelihoods[variable.Index] = null;
    }

    /// <summary>Sets soft evidence on a variable.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <param name="likelihoods">P(what was seen | state), all cases of the first state, then all of the second, …: finite, not
    /// negative; 1 in every state where the variable is unknown.</param>
    /// <exception cref="ArgumentException">The variable is foreign, the length is wrong, or a likelihood is unfit.</exception>
    public void SetLikelihoods(Variable variable, double[] likelihoods)
    {
        Network.ThrowIfForeign(variable);
        ArgumentNullException.ThrowIfNull(likelihoods);
        RequireLength(variable, likelihoods.Length, Count * variable.StateCount, nameof(likelihoods));
        double[] own = [.. likelihoods];
        for (int i = 0; i < own.Length; i++)
        {
            if (!(own[i] >= 0) || double.IsInfinity(own[i]))
            {
                throw new ArgumentException(
                    $"{variable.Name}, case {i % Count}: got a likelihood of {own[i]}; expected finite numbers, not negative.",
                    nameof(likelihoods));
            }
        }

        _likelihoods[variable.Index] = own;
        _states[variable.Index] = null;
    }

    /// <summary>The states set for a variable, or <see langword="null"/>.</summary>
    internal short[]? StatesOf(int variable) => _states[variable];

    /// <summary>The likelihoods set for a variable, state after state, or <see langword="null"/>.</summary>
    internal double[]? LikelihoodsOf(int variable) => _likelihoods[variable];

    private static void RequireLength(Variable variable, int length, int expected, string parameter)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{variable.Name}: got {length} entries; expected {expected}.", parameter);
        }
    }
}
