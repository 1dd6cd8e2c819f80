using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>A discrete random variable of a network: a name and its ordered, mutually exclusive states.</summary>
/// <remarks>Immutable and safe for concurrent use. Belongs to one <see cref="NetworkStructure"/>, and so to every network over it,
/// in which <see cref="Index"/> is its place; equality is by reference.</remarks>
public sealed class Variable
{
    private readonly StateList _states;

    internal Variable(int index, string name, ImmutableArray<string> states)
        : this(index, name, new StateList(states))
    {
    }

    internal Variable(int index, string name, StateList states)
    {
        Index = index;
        Name = name;
        _states = states;
    }

    /// <summary>Position in the structure's list of variables, from 0.</summary>
    public int Index { get; }

    /// <summary>The name, unique in its network (ordinal comparison).</summary>
    public string Name { get; }

    /// <summary>Names of the states in order; at least one, distinct under ordinal comparison.</summary>
    public ImmutableArray<string> States => _states.Names;

    /// <summary>How many states there are.</summary>
    public int StateCount => States.Length;

    /// <summary>Finds the position of a state by its name, in O(1).</summary>
    /// <param name="state">The state's name (ordinal comparison).</param>
    /// <returns>The position, from 0.</returns>
    /// <exception cref="ArgumentException">The variable has no such state; the message lists those it has.</exception>
    public int GetStateIndex(string state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return _states.TryGetIndex(state, out int index)
            ? index
            : throw new ArgumentException(
                $"Variable '{Name}' has no state '{state}'. Its states: {string.Join(", ", States)}.", nameof(state));
    }

    /// <summary>Finds the position of a state by its name, in O(1), without throwing.</summary>
    /// <param name="state">The state's name (ordinal comparison).</param>
    /// <param name="index">The position from 0, or -1.</param>
    /// <returns>Whether the variable has the state.</returns>
    public bool TryGetStateIndex(string state, out int index)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_states.TryGetIndex(state, out index))
        {
            return true;
        }

        index = -1;
        return false;
    }

    /// <summary>Whether another variable has the same name and the same states in the same order.</summary>
    /// <param name="other">A variable, perhaps of another structure.</param>
    /// <returns>Whether it has.</returns>
    public bool HasSameStatesAs(Variable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Name == other.Name && (ReferenceEquals(_states, other._states) || States.AsSpan().SequenceEqual(other.States.AsSpan()));
    }

    /// <summary>The name and the states, as <c>name {a, b, c}</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} {{{string.Join(", ", States)}}}";
}
