using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>What is known of a network's variables: for each, a likelihood for every state.</summary>
/// <remarks>
/// <para>An unknown variable has likelihood 1 in every state. An observed one has 1 in its state and 0 elsewhere. Soft evidence has
/// any finite, non-negative likelihoods, not all 0; only their ratios matter to posteriors, and log P(evidence) is that of the
/// likelihoods as given.</para>
/// <para>Immutable: the methods return a new instance that shares what did not change, in time and memory linear in the number of variables known. Safe for concurrent use.</para>
/// </remarks>
/// <example><code>
/// Evidence seen = Evidence.None(network)
///     .Observe("xray", "yes")
///     .ObserveLikelihood(network["dysp"], [3, 1]);
/// </code></example>
public sealed class Evidence
{
    // Of the variables that are not unknown alone, by index, the lowest first: a patient tells of few of them, and each statement makes a copy.
    private readonly int[] _indices;
    private readonly double[][] _likelihoods;

    private Evidence(BayesianNetwork network, int[] indices, double[][] likelihoods)
    {
        Network = network;
        _indices = indices;
        _likelihoods = likelihoods;
    }

    /// <summary>The network the evidence was made for; it serves every network over the same <see cref="BayesianNetwork.Structure"/>.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The variables that are not unknown, in the network's order.</summary>
    public IEnumerable<Variable> Variables
    {
        get
        {
            foreach (int index in _indices)
            {
                yield return Network.Variables[index];
            }
        }
    }

    /// <summary>No evidence on a network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The empty evidence.</returns>
    public static Evidence None(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Evidence(network, [], []);
    }

    /// <summary>Observes a variable in a state, replacing what was known of it.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <param name="stateIndex">The state's index.</param>
    /// <returns>The evidence with that.</returns>
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
    /// <returns>The evidence with that.</returns>
    /// <exception cref="ArgumentException">There is no such variable or state.</exception>
    public Evidence Observe(string variable, string state)
    {
        Variable v = Network[variable];
        return Observe(v, v.GetStateIndex(state));
    }

    /// <summary>Gives soft evidence on a variable, replacing what was known of it.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <param name="likelihoods">P(what was seen | state) for each state, up to a common factor: finite, not negative, not all 0.</param>
    /// <returns>The evidence with that.</returns>
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
    /// <returns>The evidence without it.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public Evidence Without(Variable variable)
    {
        Network.ThrowIfForeign(variable);
        int place = Array.BinarySearch(_indices, variable.Index);
        return place < 0
            ? this
            : new Evidence(Network, WithoutPlace(_indices, place), WithoutPlace(_likelihoods, place));
    }

    /// <summary>The likelihoods of a variable's states; empty where it is unknown.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <returns>The likelihoods, one for each state, or nothing.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public ReadOnlySpan<double> LikelihoodsOf(Variable variable)
    {
        Network.ThrowIfForeign(variable);
        int place = Array.BinarySearch(_indices, variable.Index);
        return place < 0 ? default : _likelihoods[place];
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
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(", ", Variables.Select(v => ObservedStateOf(v) is var s && s >= 0
        ? $"{v.Name}={v.States[s]}"
        : $"{v.Name}~({string.Join(" ", LikelihoodsOf(v).ToArray())})"));

    private Evidence With(Variable variable, double[] likelihood)
    {
        int place = Array.BinarySearch(_indices, variable.Index);
        if (place >= 0)
        {
            var replaced = (double[][])_likelihoods.Clone();
            replaced[place] = likelihood;
            return new Evidence(Network, _indices, replaced);
        }

        place = ~place;
        var indices = new int[_indices.Length + 1];
        var likelihoods = new double[indices.Length][];
        _indices.AsSpan(0, place).CopyTo(indices);
        _indices.AsSpan(place).CopyTo(indices.AsSpan(place + 1));
        _likelihoods.AsSpan(0, place).CopyTo(likelihoods);
        _likelihoods.AsSpan(place).CopyTo(likelihoods.AsSpan(place + 1));
        indices[place] = variable.Index;
        likelihoods[place] = likelihood;
        return new Evidence(Network, indices, likelihoods);
    }

    private static T[] WithoutPlace<T>(T[] items, int place)
    {
        var rest = new T[items.Length - 1];
        items.AsSpan(0, place).CopyTo(rest);
        items.AsSpan(place + 1).CopyTo(rest.AsSpan(place));
        return rest;
    }
}
