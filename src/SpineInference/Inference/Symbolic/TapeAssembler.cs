using SpineInference.Inference.Execution;

namespace SpineInference.Inference.Symbolic;

/// <summary>Turns a graph into a tape: order, runs of equal arity, slots by liveness.</summary>
internal static class TapeAssembler
{
    // How far ahead of the first waiting step others of its arity are looked for.
    private const int Window = 2048;

    /// <summary>Assembles the program of some outputs.</summary>
    /// <param name="graph">The program; sums that no output needs are left out.</param>
    /// <param name="root">The node of the polynomial.</param>
    /// <param name="outputs">The nodes wanted.</param>
    /// <param name="evidenceSlots">The slot of each place in the flat layout of states, or -1.</param>
    /// <param name="evidenceCount">How many slots hold likelihoods.</param>
    /// <param name="parameterCount">How many slots hold parameters.</param>
    /// <param name="recycle">Whether results share slots; if not, each keeps its own.</param>
    public static Tape Assemble(
        ExpressionGraph graph, int root, ReadOnlySpan<int> outputs, int[] evidenceSlots, int evidenceCount, int parameterCount, bool recycle)
    {
        int[] wanted = [.. outputs, root];
        bool[] needed = Substitution.NeededBy(graph, wanted);
        var slots = new int[graph.NodeCount];
        var constants = new List<double>();
        var steps = new List<int>();
        int terms = 0;
        for (int node = 0; node < slots.Length; node++)
        {
            slots[node] = -1;
            switch (graph.KindOf(node))
            {
                case NodeKind.Constant when needed[node] || node <= ExpressionGraph.One:
                    slots[node] = evidenceCount + parameterCount + constants.Count;
                    constants.Add(graph.ConstantOf(node));
                    break;
                case NodeKind.Evidence:
                    slots[node] = evidenceSlots[graph.LeafOf(node)];
                    break;
                case NodeKind.Parameter:
                    slots[node] = evidenceCount + graph.LeafOf(node);
                    break;
                case NodeKind.Sum when needed[node]:
                    steps.Add(node);
                    terms += graph.TermsOf(node).Length;
                    break;
            }
        }

        int[] runs = OrderByArity(graph, steps);
        int slotCount = AssignSlots(graph, steps, slots, evidenceCount + parameterCount + constants.Count, wanted, recycle);
        var code = new int[steps.Count + (2 * terms)];
        int next = 0;
        foreach (int node in steps)
        {
            code[next++] = slots[node];
            foreach (Term term in graph.TermsOf(node))
            {
                code[next++] = slots[term.X];
                code[next++] = slots[term.Y];
            }
        }

        bool narrow = slotCount <= ushort.MaxValue + 1;
        return new Tape
        {
            EvidenceCount = evidenceCount,
            ParameterCount = parameterCount,
            Constants = [.. constants],
            SlotCount = slotCount,
            Runs = runs,
            NarrowCode = narrow ? Array.ConvertAll(code, static c => (ushort)c) : [],
            WideCode = narrow ? [] : code,
            Root = slots[root],
            Outputs = [.. outputs.ToArray().Select(o => slots[o])],
            TermCount = terms,
        };
    }

    // Reorders the steps within a moving window so that equal arities stand together; operands still come first.
    private static int[] OrderByArity(ExpressionGraph graph, List<int> steps)
    {
        var runs = new List<int>();
        var waiting = new bool[graph.NodeCount];
        foreach (int node in steps)
        {
            waiting[node] = true;
        }

        var ordered = new List<int>(steps.Count);
        int first = 0;
        while (first < steps.Count)
        {
            if (!waiting[steps[first]])
            {
                first++;
                continue;
            }

            int arity = graph.TermsOf(steps[first]).Length;
            int before = ordered.Count;
            for (int i = first; i < steps.Count && i < first + Window; i++)
            {
                int node = steps[i];
                if (waiting[node] && graph.TermsOf(node).Length == arity && IsReady(graph, node, waiting))
                {
                    waiting[node] = false;
                    ordered.Add(node);
                }
            }

            runs.Add(arity);
            runs.Add(ordered.Count - before);
        }

        steps.Clear();
        steps.AddRange(ordered);
        return [.. runs];
    }

    private static bool IsReady(ExpressionGraph graph, int node, bool[] waiting)
    {
        foreach (Term term in graph.TermsOf(node))
        {
            if (waiting[term.X] || waiting[term.Y])
            {
                return false;
            }
        }

        return true;
    }

    private static int AssignSlots(ExpressionGraph graph, List<int> steps, int[] slots, int firstSlot, int[] wanted, bool recycle)
    {
        // The last step that reads each node; a wanted node is read after the end.
        var lastUse = new int[graph.NodeCount];
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Term term in graph.TermsOf(steps[i]))
            {
                lastUse[term.X] = i;
                lastUse[term.Y] = i;
            }
        }

        foreach (int node in wanted)
        {
            lastUse[node] = int.MaxValue;
        }

        var free = new Stack<int>();
        int slotCount = firstSlot;
        for (int i = 0; i < steps.Count; i++)
        {
            // All operands are read before the result is written, so it may take the place of one that ends here.
            if (recycle)
            {
                foreach (Term term in graph.TermsOf(steps[i]))
                {
                    Release(term.X, i);
                    Release(term.Y, i);
                }
            }

            slots[steps[i]] = free.TryPop(out int slot) ? slot : slotCount++;
        }

        return slotCount;

        void Release(int node, int step)
        {
            if (lastUse[node] == step && graph.KindOf(node) == NodeKind.Sum)
            {
                lastUse[node] = -1;
                free.Push(slots[node]);
            }
        }
    }
}
