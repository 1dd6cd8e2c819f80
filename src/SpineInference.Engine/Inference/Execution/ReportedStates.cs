using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>The states whose posteriors a program computes: where each stands among its outputs, and where its likelihood is.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class ReportedStates
{
    /// <summary>Lists the states of the reported variables, in the network's order.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isReported">For each variable, whether it is reported.</param>
    /// <param name="slotOf">The first likelihood slot of a variable, or -1.</param>
    /// <param name="oneSlot">The slot that holds 1.</param>
    public ReportedStates(BayesianNetwork network, bool[] isReported, Func<int, int> slotOf, int oneSlot)
    {
        Network = network;
        Offsets = new int[isReported.Length];
        FlatOffsets = new int[isReported.Length + 1];
        var flat = new List<int>();
        var slots = new List<int>();
        var counts = new List<int>();
        int offset = 0;
        foreach (Variable variable in network.Variables)
        {
            Offsets[variable.Index] = isReported[variable.Index] ? flat.Count : -1;
            for (int s = 0; isReported[variable.Index] && s < variable.StateCount; s++)
            {
                flat.Add(offset + s);
                slots.Add(slotOf(variable.Index) < 0 ? oneSlot : slotOf(variable.Index) + s);
            }

            if (isReported[variable.Index])
            {
                counts.Add(variable.StateCount);
            }

            offset += variable.StateCount;
            FlatOffsets[variable.Index + 1] = offset;
        }

        FlatPlaces = [.. flat];
        LikelihoodSlots = [.. slots];
        Counts = [.. counts];
        StateCount = offset;
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>For each variable of the network, the first of its outputs, or -1 where it is not reported.</summary>
    public int[] Offsets { get; }

    /// <summary>Where each variable starts in the flat layout of all states; one more entry holds the total.</summary>
    public int[] FlatOffsets { get; }

    /// <summary>For each output its place in the flat layout of all states.</summary>
    public int[] FlatPlaces { get; }

    /// <summary>For each output the slot of its likelihood.</summary>
    public int[] LikelihoodSlots { get; }

    /// <summary>How many states each reported variable has.</summary>
    public int[] Counts { get; }

    /// <summary>How many outputs there are.</summary>
    public int Count => FlatPlaces.Length;

    /// <summary>How many states the network has.</summary>
    public int StateCount { get; }

    /// <summary>The output of a state.</summary>
    /// <exception cref="ArgumentException">The variable is foreign or not reported.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public int OutputOf(Variable variable, int state)
    {
        Network.ThrowIfForeign(variable);
        ArgumentOutOfRangeException.ThrowIfNegative(state);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, variable.StateCount);
        int offset = Offsets[variable.Index];
        return offset >= 0
            ? offset + state
            : throw new ArgumentException(
                $"{variable.Name} is not reported. Add it to {nameof(ExactEngineOptions)}.{nameof(ExactEngineOptions.ReportedVariables)}.", nameof(variable));
    }
}
