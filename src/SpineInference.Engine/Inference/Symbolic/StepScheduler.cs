namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Orders steps so that those of one shape stand together.</summary>
/// <param name="graph">The program.</param>
/// <param name="isScalar">Which nodes are the same in every lane.</param>
internal sealed class StepScheduler(ExpressionGraph graph, bool[] isScalar)
{
    // How far ahead of the first waiting step others of its shape are looked for.
    private const int Window = 2048;

    /// <summary>The step that computes a node.</summary>
    public Step StepOf(int node, bool isAccumulated)
    {
        int scalarTerms = 0;
        ReadOnlySpan<Term> terms = graph.TermsOf(node);
        if (!isScalar[node])
        {
            foreach (Term term in terms)
            {
                scalarTerms += isScalar[term.X] || isScalar[term.Y] ? 1 : 0;
            }
        }

        return new Step(node, isAccumulated, IsCopy: false, scalarTerms, terms.Length - scalarTerms);
    }

    /// <summary>Reorders steps within a moving window; operands still come first.</summary>
    /// <param name="steps">The steps, in an order that works; reordered.</param>
    /// <returns>The runs.</returns>
    public int[] Order(List<Step> steps)
    {
        var runs = new List<int>();
        var waiting = new bool[graph.NodeCount];
        foreach (Step step in steps)
        {
            waiting[step.Node] |= !step.IsCopy;
        }

        var taken = new bool[steps.Count];
        var ordered = new List<Step>(steps.Count);
        for (int first = 0; first < steps.Count; first++)
        {
            if (taken[first])
            {
                continue;
            }

            Step shape = steps[first];
            int before = ordered.Count;
            for (int i = first; i < steps.Count && i < first + Window; i++)
            {
                if (!taken[i] && steps[i].HasShapeOf(shape) && IsReady(steps[i], waiting))
                {
                    taken[i] = true;
                    waiting[steps[i].Node] = false;
                    ordered.Add(steps[i]);
                }
            }

            runs.AddRange([shape.IsAccumulated ? 1 : 0, shape.ScalarTerms, shape.SlotTerms, ordered.Count - before]);
        }

        steps.Clear();
        steps.AddRange(ordered);
        return [.. runs];
    }

    private bool IsReady(Step step, bool[] waiting)
    {
        if (step.IsCopy)
        {
            return !waiting[step.Node];
        }

        foreach (Term term in graph.TermsOf(step.Node))
        {
            if (waiting[term.X] || waiting[term.Y])
            {
                return false;
            }
        }

        return true;
    }
}
