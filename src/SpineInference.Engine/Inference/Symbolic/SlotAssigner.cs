namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Gives every result a slot, which another takes over when its last reader has run.</summary>
/// <param name="graph">The program.</param>
/// <param name="isScalar">Which nodes are the same in every lane, and need no slot.</param>
/// <param name="places">The slot of each node; receives those of results.</param>
/// <param name="firstSlot">The first slot of a result.</param>
/// <param name="recycle">Whether results share slots.</param>
internal sealed class SlotAssigner(ExpressionGraph graph, bool[] isScalar, int[] places, int firstSlot, bool recycle)
{
    private readonly Stack<int> _free = new();
    private readonly int[] _lastUse = new int[graph.NodeCount];

    /// <summary>How many slots there are.</summary>
    public int SlotCount { get; private set; } = firstSlot;

    /// <summary>Assigns the slots of all steps.</summary>
    /// <param name="steps">The steps in the order in which they run.</param>
    /// <param name="wanted">Nodes that are read after the end.</param>
    public void Assign(IReadOnlyList<Step> steps, ReadOnlySpan<int> wanted)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            Read(steps[i], i, release: false);
        }

        foreach (int node in wanted)
        {
            _lastUse[node] = int.MaxValue;
        }

        for (int i = 0; i < steps.Count; i++)
        {
            // All operands are read before the result is written, so it may take the place of one that ends here.
            if (recycle)
            {
                Read(steps[i], i, release: true);
            }

            if (!steps[i].IsAccumulated)
            {
                places[steps[i].Node] = _free.TryPop(out int slot) ? slot : SlotCount++;
            }
        }
    }

    private void Read(Step step, int time, bool release)
    {
        if (step.IsCopy)
        {
            Read(step.Node, time, release);
            return;
        }

        foreach (Term term in graph.TermsOf(step.Node))
        {
            Read(term.X, time, release);
            Read(term.Y, time, release);
        }
    }

    private void Read(int node, int time, bool release)
    {
        if (!release)
        {
            _lastUse[node] = time;
        }
        else if (_lastUse[node] == time && graph.KindOf(node) == NodeKind.Sum && !isScalar[node])
        {
            _lastUse[node] = -1;
            _free.Push(places[node]);
        }
    }
}
