namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Rewrites what some outputs need, with indicators that carry no evidence set to 1.</summary>
/// <remarks>A variable that is only reported has an indicator so that the derivative by it can be formed; afterwards the indicator is
/// 1, steps that multiply by it vanish, and so do sums over a whole probability vector, which are 1. Nodes that no output needs are not
/// copied.</remarks>
internal static class Substitution
{
    /// <summary>Copies the outputs to a new graph.</summary>
    /// <param name="graph">The program.</param>
    /// <param name="outputs">The nodes wanted; replaced by their numbers in the new graph.</param>
    /// <param name="isUnit">For each place in the flat layout of states, whether the indicator is 1.</param>
    /// <param name="leaves">The live parameters.</param>
    public static ExpressionGraph Run(ExpressionGraph graph, Span<int> outputs, bool[] isUnit, ParameterLeaves leaves)
    {
        bool[] needed = NeededBy(graph, outputs);
        var copy = new ExpressionGraph();
        var map = new int[graph.NodeCount];
        for (int node = 0; node < map.Length; node++)
        {
            if (!needed[node])
            {
                continue;
            }

            map[node] = graph.KindOf(node) switch
            {
                NodeKind.Constant => copy.Constant(graph.ConstantOf(node)),
                NodeKind.Evidence => isUnit[graph.LeafOf(node)] ? ExpressionGraph.One : copy.Evidence(graph.LeafOf(node)),
                NodeKind.Parameter => copy.Parameter(graph.LeafOf(node)),
                _ => CopySum(graph, node, copy, map, leaves),
            };
        }

        foreach (ref int output in outputs)
        {
            output = map[output];
        }

        return copy;
    }

    /// <summary>Marks the nodes that some outputs need.</summary>
    public static bool[] NeededBy(ExpressionGraph graph, ReadOnlySpan<int> outputs)
    {
        var needed = new bool[graph.NodeCount];
        foreach (int output in outputs)
        {
            needed[output] = true;
        }

        for (int node = needed.Length - 1; node >= 0; node--)
        {
            if (needed[node])
            {
                foreach (Term term in graph.TermsOf(node))
                {
                    needed[term.X] = true;
                    needed[term.Y] = true;
                }
            }
        }

        return needed;
    }

    private static int CopySum(ExpressionGraph graph, int node, ExpressionGraph copy, int[] map, ParameterLeaves leaves)
    {
        copy.Begin();
        foreach (Term term in graph.TermsOf(node))
        {
            copy.Add(map[term.X], map[term.Y]);
        }

        int sum = copy.End();
        return IsWholeProbabilityVector(copy.TermsOf(sum), copy, leaves) ? ExpressionGraph.One : sum;
    }

    private static bool IsWholeProbabilityVector(ReadOnlySpan<Term> terms, ExpressionGraph graph, ParameterLeaves leaves)
    {
        int group = -1;
        foreach (Term term in terms)
        {
            if (term.X != ExpressionGraph.One || graph.KindOf(term.Y) != NodeKind.Parameter)
            {
                return false;
            }

            int own = leaves.GroupOf(graph.LeafOf(term.Y));
            if (group >= 0 && own != group)
            {
                return false;
            }

            group = own;
        }

        return group >= 0 && terms.Length == leaves.GroupSize(group);
    }
}
