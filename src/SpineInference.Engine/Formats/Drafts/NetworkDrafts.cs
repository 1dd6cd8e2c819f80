using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>A variable as a reader found it.</summary>
internal sealed class VariableDraft(int index, string name, TextPosition position)
{
    // Up to so many states are found by looking at each.
    private const int FewStates = 8;

    private Dictionary<string, int>? _stateIndices;

    public int Index { get; } = index;

    public string Name { get; } = name;

    public TextPosition Position { get; } = position;

    public List<string> States { get; } = [];

    /// <summary>Whether the list of states is incomplete or wrong, and that has been reported.</summary>
    public bool HasFaultyStates
    {
        get => field || IsRefused || States.Count == 0;
        set;
    }

    /// <summary>Whether it is a node of another kind, which has been reported: a decision, a utility, a continuous variable.</summary>
    public bool IsRefused { get; set; }

    public DistributionDraft? Distribution { get; set; }

    public bool TryAddState(string state)
    {
        if (FindState(state) >= 0)
        {
            return false;
        }

        _stateIndices?.Add(state, States.Count);
        States.Add(state);
        return true;
    }

    public bool TryGetState(string state, out int index) => (index = FindState(state)) >= 0;

    /// <summary>The index of a state, or -1: sought from a guess on, since rows mostly stand in order.</summary>
    public int FindState(ReadOnlySpan<char> state, int guess = 0)
    {
        int looks = Math.Min(States.Count, FewStates);
        for (int i = 0; i < looks; i++)
        {
            if (state.SequenceEqual(States[guess]))
            {
                return guess;
            }

            guess = guess + 1 < States.Count ? guess + 1 : 0;
        }

        if (looks == States.Count)
        {
            return -1;
        }

        if (_stateIndices is null)
        {
            _stateIndices = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int s = 0; s < States.Count; s++)
            {
                _stateIndices.Add(States[s], s);
            }
        }

        return _stateIndices.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(state, out int index) ? index : -1;
    }
}

/// <summary>A variable's distribution as a reader found it; the parents' configurations are numbered with the last fastest.</summary>
internal abstract class DistributionDraft(VariableDraft child, ImmutableArray<VariableDraft> parents, TextPosition position)
{
    public VariableDraft Child { get; } = child;

    public ImmutableArray<VariableDraft> Parents { get; } = parents;

    public TextPosition Position { get; } = position;

    public int StateCount => Child.States.Count;

    public int ConfigurationCount { get; } = parents.Aggregate(1, static (count, parent) => count * parent.States.Count);

    /// <summary>Reports what is wrong with the values, once the whole file is read.</summary>
    /// <param name="faults">Receives the faults and warnings.</param>
    /// <param name="rowTolerance">How far from 1 the sum of a row may be.</param>
    public abstract void Check(FaultList faults, double rowTolerance);

    public abstract void Apply(BayesianNetworkBuilder builder, Variable child, Variable[] parents, double effectiveSampleSize);

    /// <summary>The child and a configuration as <c>child | parent=state, parent=state</c>.</summary>
    public string Describe(int configuration)
    {
        var states = new string[Parents.Length];
        for (int i = Parents.Length - 1; i >= 0; i--)
        {
            VariableDraft parent = Parents[i];
            states[i] = $"{parent.Name}={parent.States[configuration % parent.States.Count]}";
            configuration /= parent.States.Count;
        }

        return states.Length == 0 ? Child.Name : $"{Child.Name} | {string.Join(", ", states)}";
    }
}
