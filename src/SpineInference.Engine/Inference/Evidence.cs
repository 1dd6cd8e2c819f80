using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>What is known of a network's variables: for each, a likelihood for every state.</summary>
/// <remarks>
/// <para>An unknown variable has likelihood 1 in every state. An observed one has 1 in its state and 0 elsewhere. Soft evidence has
/// any finite, non-negative likelihoods, not all 0; only their ratios matter to posteriors, and log P(evidence) is that of the
/// likelihoods as given.</para>
/// <para>Immutable: the methods return a new instance that shares what did not change. Safe for concurrent use.</para>
/// </remarks>
public sealed class Evidence
{
    private readonly double[]?[] _likelihoods;

    private Evidence(BayesianNetwork network, double[]?[] likelihoods)
    {
        Network = network;
        _likelihoods = likelihoods;
    }

    /// <summary>The network the evidence was made for; it serves every network over the same <see cref="BayesianNetwork.Structure"/>.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The variables that are not unknown, in the network's order.</summary>
    public IEnumerable<Variable> Variables
    {
        get
        {
            foreach (Variable variable in Network.Variables)
            {
                if (_likelihoods[variable.Index] is not null)
                {
                    yield return variable;
                }
            }
        }
    }

    /// <summary>No evidence on a network.</summary>
    /// <param name="network">The network.</param>
    public static Evidence None(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Evidence(network, new double[]?[network.Variables.Length]);
    }

    /// <summary>Observes a variable in a state, replacing what was known of it.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <param name="stateIndex">The state's index.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public Evidence Observe(Variable variable, int stateIndex)
    {
        Network.ThrowIfForeign(variable);
        ArgumentOutOfRangeException.ThrowIfNegative(stateIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stateIndex, variable.StateCount);
        var likelihood = new double[variable.StateCount];
        likelihood[stateIndex] = 1;
        return With(variable, likelihood);
    }

    /// <summary>Observes a variable, named by text, in a state, named by text.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <param name="state">The state's name.</param>
    /// <exception cref="ArgumentException">There is no such variable or state.</exception>
    public Evidence Observe(string variable, string state)
    {
        Variable v = Network[variable];
        return Observe(v, v.StateIndex(state));
    }

    /// <summary>Gives soft evidence on a variable, replacing what was known of it.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <param name="likelihoods">P(what was seen | state) for each state, up to a common factor: finite, not negative, not all 0.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network, or the likelihoods are unfit.</exception>
    public Evidence ObserveLikelihood(Variable variable, ReadOnlySpan<double> likelihoods)
    {
        Network.ThrowIfForeign(variable);
        if (likelihoods.Length != variable.StateCount)
        {
            throw new ArgumentException(
                $"{variable.Name}: got {likelihoods.Length} likelihoods; expected {variable.StateCount}, one for each of {string.Join(", ", variable.States)}.",
                nameof(likelihoods));
        }

        double sum = 0;
        foreach (double likelihood in likelihoods)
        {
            if (!(likelihood >= 0) || double.IsInfinity(likelihood))
            {
                throw new ArgumentException(
                    $"{variable.Name}: got a likelihood of {likelihood}; expected finite numbers, not negative.", nameof(likelihoods));
            }

            sum += likelihood;
        }

        return sum > 0
            ? With(variable, likelihoods.ToArray())
            : throw new ArgumentException($"{variable.Name}: all likelihoods are 0; at least one state must be possible.", nameof(likelihoods));
    }

    /// <summary>Forgets what was known of a variable.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public Evidence Without(Variable variable)
    {
        Network.ThrowIfForeign(variable);
        return _likelihoods[variable.Index] is null ? this : With(variable, null);
    }

    /// <summary>The likelihoods of a variable's states; empty where it is unknown.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public ReadOnlySpan<double> LikelihoodsOf(Variable variable)
    {
        Network.ThrowIfForeign(variable);
        return _likelihoods[variable.Index];
    }

    /// <summary>The state in which a variable is observed.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <returns>The state's index, or -1 where the variable is unknown or the evidence leaves more than one state possible.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public int ObservedStateOf(Variable variable)
    {
        ReadOnlySpan<double> likelihoods = LikelihoodsOf(variable);
        int observed = -1;
        for (int s = 0; s < likelihoods.Length; s++)
        {
            if (likelihoods[s] > 0)
            {
                if (observed >= 0)
                {
                    return -1;
                }

                observed = s;
            }
        }

        return observed;
    }

    /// <summary>The evidence as <c>variable=state, …</c>; soft evidence with its likelihoods.</summary>
    public override string ToString() => string.Join(", ", Variables.Select(v => ObservedStateOf(v) is var s && s >= 0
        ? $"{v.Name}={v.States[s]}"
        : $"{v.Name}~({string.Join(" ", _likelihoods[v.Index]!)})"));

    private Evidence With(Variable variable, double[]? likelihood)
    {
        var likelihoods = (double[]?[])_likelihoods.Clone();
        likelihoods[variable.Index] = likelihood;
        return new Evidence(Network, likelihoods);
    }
}
