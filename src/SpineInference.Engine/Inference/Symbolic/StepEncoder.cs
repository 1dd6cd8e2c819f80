using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Writes steps as the numbers of their results and operands.</summary>
/// <param name="graph">The program.</param>
/// <param name="isScalar">Which nodes are the same in every lane.</param>
/// <param name="places">The slot or scalar of each node.</param>
/// <param name="accumulatorOf">The accumulator of each node that has one.</param>
/// <param name="oneSlot">The slot that holds 1.</param>
/// <param name="isNarrow">Whether 16 bits hold every number.</param>
internal sealed class StepEncoder(
    ExpressionGraph graph, bool[] isScalar, int[] places, Dictionary<int, int> accumulatorOf, int oneSlot, bool isNarrow)
{
    /// <summary>Encodes a list of steps.</summary>
    /// <param name="steps">The steps in order.</param>
    /// <param name="runs">Their runs.</param>
    public StepList Encode(List<Step> steps, int[] runs)
    {
        var code = new int[steps.Sum(static s => 1 + (2 * (s.ScalarTerms + s.SlotTerms)))];
        int next = 0;
        foreach (Step step in steps)
        {
            code[next++] = step.IsAccumulated ? accumulatorOf[step.Node] : places[step.Node];
            if (step.IsCopy)
            {
                code[next++] = places[ExpressionGraph.One];
                code[next++] = places[step.Node];
                continue;
            }

            bool allScalar = isScalar[step.Node];
            foreach (Term term in graph.TermsOf(step.Node))
            {
                if (allScalar || isScalar[term.X] || isScalar[term.Y])
                {
                    (code[next], code[next + 1]) = allScalar ? (places[term.X], places[term.Y]) : WithScalar(term);
                    next += 2;
                }
            }

            foreach (Term term in graph.TermsOf(step.Node))
            {
                if (!allScalar && !isScalar[term.X] && !isScalar[term.Y])
                {
                    code[next++] = places[term.X];
                    code[next++] = places[term.Y];
                }
            }
        }

        return isNarrow
            ? new StepList(runs, Array.ConvertAll(code, static number => (ushort)number), [])
            : new StepList(runs, [], code);
    }

    // The scalar first; a product of two scalars is one scalar times the slot of 1.
    private (int Scalar, int Slot) WithScalar(Term term) => (isScalar[term.X], isScalar[term.Y]) switch
    {
        (true, true) => (places[graph.Product(term.X, term.Y)], oneSlot),
        (true, false) => (places[term.X], places[term.Y]),
        _ => (places[term.Y], places[term.X]),
    };
}
