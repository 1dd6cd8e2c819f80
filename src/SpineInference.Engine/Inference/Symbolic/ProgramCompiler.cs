using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>From a specification and an elimination order to a tape.</summary>
internal static class ProgramCompiler
{
    /// <summary>P(evidence) and its derivative by the indicators of every reported variable, in the flat order of their states.</summary>
    public static Tape Posteriors(ProgramSpecification specification, ReadOnlySpan<int> order, double termLimit)
    {
        ExpressionGraph graph = Forward(specification, order, termLimit, out int root);
        return Posteriors(specification, graph, root);
    }

    /// <summary>The same, the forward part being written.</summary>
    /// <param name="specification">What is live.</param>
    /// <param name="graph">Holds the forward part; receives the derivative.</param>
    /// <param name="root">The node of P(evidence).</param>
    public static Tape Posteriors(ProgramSpecification specification, ExpressionGraph graph, int root)
    {
        StateLayout layout = specification.Layout;
        var isReportedState = new bool[layout.Total];
        var isUnit = new bool[layout.Total + TapeLayout.ExtraLeaves];
        var outputs = new List<int>();
        for (int v = 0; v < layout.Counts.Length; v++)
        {
            isReportedState.AsSpan(layout.Offsets[v], layout.Counts[v]).Fill(specification.IsReported[v]);
            isUnit.AsSpan(layout.Offsets[v], layout.Counts[v]).Fill(!specification.CarriesEvidence[v]);
            for (int s = 0; specification.IsReported[v] && s < layout.Counts[v]; s++)
            {
                outputs.Add(graph.Evidence(layout.Offsets[v] + s));
            }
        }

        int[] adjoints = ReverseDifferentiation.Run(
            graph, root, node => graph.KindOf(node) == NodeKind.Evidence && isReportedState[graph.LeafOf(node)]);
        int[] nodes = [.. outputs.Select(o => o < adjoints.Length ? adjoints[o] : ExpressionGraph.Zero), root];
        ExpressionGraph program = Substitution.Run(graph, nodes, isUnit, specification.Leaves);
        return TapeAssembler.Assemble(program, nodes[^1], nodes.AsSpan(0, nodes.Length - 1), LayoutOf(specification), recycle: true);
    }

    /// <summary>P(evidence) and, multiplied by a seed, its derivative by every live parameter, in the order of the leaves.</summary>
    public static Tape Gradient(ProgramSpecification specification, ReadOnlySpan<int> order, double termLimit)
    {
        specification = specification.WithoutReports();
        ExpressionGraph graph = Forward(specification, order, termLimit, out int root);
        int[] leaves = [.. Enumerable.Range(0, specification.Leaves.Count).Select(graph.Parameter)];
        TapeLayout layout = LayoutOf(specification) with { HasParameterLanes = false, HasSeed = true };
        int[] adjoints = ReverseDifferentiation.Run(
            graph, root, node => graph.KindOf(node) == NodeKind.Parameter, graph.Evidence(layout.SeedLeaf));
        int[] nodes = [.. leaves.Select(o => o < adjoints.Length ? adjoints[o] : ExpressionGraph.Zero), root];
        ExpressionGraph program = Substitution.Run(
            graph, nodes, new bool[specification.Layout.Total + TapeLayout.ExtraLeaves], specification.Leaves);
        return TapeAssembler.Assemble(program, nodes[^1], nodes.AsSpan(0, nodes.Length - 1), layout, recycle: true);
    }

    /// <summary>The forward part alone with an indicator on every variable and a slot for every result: run on maxima, it yields the most
    /// probable explanation, and the slots show where each maximum came from.</summary>
    public static Tape Maximum(ProgramSpecification specification, ReadOnlySpan<int> order, double termLimit)
    {
        specification = specification.WithAllEvidence();
        ExpressionGraph graph = Forward(specification, order, termLimit, out int root);
        return TapeAssembler.Assemble(graph, root, [], LayoutOf(specification), recycle: false);
    }

    private static ExpressionGraph Forward(ProgramSpecification specification, ReadOnlySpan<int> order, double termLimit, out int root)
    {
        var graph = new ExpressionGraph();
        var elimination = new SymbolicElimination(
            graph, specification.Factors(graph), specification.Layout.Counts, new TermBudget(termLimit));
        root = elimination.Run(order);
        return graph;
    }

    private static TapeLayout LayoutOf(ProgramSpecification specification)
    {
        StateLayout layout = specification.Layout;
        var evidenceSlots = new int[layout.Total];
        int evidenceCount = 0;
        for (int v = 0; v < layout.Counts.Length; v++)
        {
            for (int s = 0; s < layout.Counts[v]; s++)
            {
                evidenceSlots[layout.Offsets[v] + s] = specification.CarriesEvidence[v] ? evidenceCount++ : -1;
            }
        }

        return new TapeLayout(evidenceSlots, evidenceCount, specification.Leaves.Count, HasParameterLanes: true, HasSeed: false);
    }
}
