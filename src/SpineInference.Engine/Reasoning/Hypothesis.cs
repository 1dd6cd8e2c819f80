using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>A statement about one variable: that it is in one of some states.</summary>
/// <remarks>Two are the same where they name the same variable and the same states. Immutable and safe for concurrent use.</remarks>
public sealed class Hypothesis : IEquatable<Hypothesis>
{
    private readonly bool[] _contains;

    /// <summary>States that a variable is in one of some states.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="states">Indices of the states; at least one, and not all.</param>
    /// <exception cref="ArgumentException">No state is named, or every one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public Hypothesis(Variable variable, params ReadOnlySpan<int> states)
    {
        ArgumentNullException.ThrowIfNull(variable);
        Variable = variable;
        _contains = new bool[variable.StateCount];
        foreach (int state in states)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(state, nameof(states));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, variable.StateCount, nameof(states));
            _contains[state] = true;
        }

        States = [.. Enumerable.Range(0, _contains.Length).Where(s => _contains[s])];
        if (States.IsEmpty || States.Length == variable.StateCount)
        {
            throw new ArgumentException(
                $"Got {States.Length} of the {variable.StateCount} states of '{variable.Name}'; expected at least one, and not all: otherwise there is nothing to weigh.",
                nameof(states));
        }
    }

    /// <summary>The variable.</summary>
    public Variable Variable { get; }

    /// <summary>Indices of the states in which the statement is true, ascending.</summary>
    public ImmutableArray<int> States { get; }

    /// <summary>States that a variable, named by text, is in one of some states, named by text.</summary>
    /// <param name="network">The network.</param>
    /// <param name="variable">The variable's name.</param>
    /// <param name="states">The states' names.</param>
    /// <returns>The hypothesis.</returns>
    /// <exception cref="ArgumentException">There is no such variable or state, or no state is named, or every one.</exception>
    public static Hypothesis Of(BayesianNetwork network, string variable, params ReadOnlySpan<string> states)
    {
        ArgumentNullException.ThrowIfNull(network);
        Variable v = network[variable];
        var indices = new int[states.Length];
        for (int i = 0; i < states.Length; i++)
        {
            indices[i] = v.GetStateIndex(states[i]);
        }

        return new Hypothesis(v, indices);
    }

    /// <summary>Whether the statement is true in a state.</summary>
    /// <param name="state">The state's index.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(int state) => _contains[state];

    /// <summary>The probability of the statement.</summary>
    /// <param name="posteriors">An answer of the network the variable belongs to.</param>
    /// <returns>The probability, in [0, 1].</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public double ProbabilityIn(Posteriors posteriors)
    {
        ArgumentNullException.ThrowIfNull(posteriors);
        return Sum(posteriors[Variable], inside: true);
    }

    /// <summary>The most probable single state in which the statement is false, as a statement of its own.</summary>
    /// <param name="posteriors">An answer of the network the variable belongs to.</param>
    /// <returns>The rival.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public Hypothesis FindStrongestRival(Posteriors posteriors)
    {
        ArgumentNullException.ThrowIfNull(posteriors);
        ReadOnlySpan<double> probabilities = posteriors[Variable];
        int rival = -1;
        for (int s = 0; s < probabilities.Length; s++)
        {
            if (!_contains[s] && (rival < 0 || probabilities[s] > probabilities[rival]))
            {
                rival = s;
            }
        }

        return new Hypothesis(Variable, rival);
    }

    /// <inheritdoc/>
    public bool Equals(Hypothesis? other) => other is not null && ReferenceEquals(Variable, other.Variable) && States.AsSpan().SequenceEqual(other.States.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Hypothesis);

    /// <inheritdoc/>
    public override int GetHashCode() => States.Aggregate(Variable.GetHashCode(), HashCode.Combine);

    /// <summary>The variable and the states, as <c>cause = a or b</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Variable.Name} = {string.Join(" or ", States.Select(s => Variable.States[s]))}";

    /// <summary>ln P(this)/P(rival), or ln P(this)/P(not this) where there is no rival; sums are taken over each side, so that
    /// probabilities near 1 lose nothing.</summary>
    internal double LogOddsIn(Posteriors posteriors, Hypothesis? rival)
    {
        ReadOnlySpan<double> probabilities = posteriors[Variable];
        double against = rival?.ProbabilityIn(posteriors) ?? Sum(probabilities, inside: false);
        return Math.Log(Sum(probabilities, inside: true)) - Math.Log(against);
    }

    /// <summary>Evidence that the statement is true, on top of what is known.</summary>
    internal Evidence AddTo(Evidence evidence)
    {
        ReadOnlySpan<double> known = evidence.LikelihoodsOf(Variable);
        var likelihoods = new double[Variable.StateCount];
        foreach (int s in States)
        {
            likelihoods[s] = known.IsEmpty ? 1 : known[s];
        }

        return evidence.ObserveLikelihood(Variable, likelihoods);
    }

    private double Sum(ReadOnlySpan<double> probabilities, bool inside)
    {
        double sum = 0;
        for (int s = 0; s < probabilities.Length; s++)
        {
            sum += _contains[s] == inside ? probabilities[s] : 0;
        }

        // Each is rounded by itself, and so the sum of several may come out above 1.
        return Math.Min(1, sum);
    }
}
