using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>A variable as a reader found it.</summary>
internal sealed class VariableDraft(int index, string name, TextPosition position)
{
    private readonly Dictionary<string, int> _stateIndices = new(StringComparer.Ordinal);

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
        if (!_stateIndices.TryAdd(state, States.Count))
        {
            return false;
        }

        States.Add(state);
        return true;
    }

    public bool TryGetState(string state, out int index) => _stateIndices.TryGetValue(state, out index);
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
