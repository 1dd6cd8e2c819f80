namespace SpineInference.Engine.Inference.Execution;

/// <summary>Walks through the steps of a tape without running them.</summary>
internal static class StepWalker
{
    /// <summary>Visits every step.</summary>
    /// <param name="steps">The steps; their runs must cover the code exactly.</param>
    /// <param name="visit">Told whether the result is added to an accumulator, the place of the result in the code, and how many terms with
    /// and without a scalar follow it.</param>
    public static void ForEachStep(StepList steps, Action<bool, int, int, int> visit)
    {
        int place = 0;
        for (int r = 0; r < steps.Runs.Length; r += StepList.RunLength)
        {
            int scalarTerms = steps.Runs[r + 1];
            int slotTerms = steps.Runs[r + 2];
            for (int i = 0; i < steps.Runs[r + 3]; i++)
            {
                visit(steps.Runs[r] != 0, place, scalarTerms, slotTerms);
                place += 1 + (2 * (scalarTerms + slotTerms));
            }
        }
    }

    /// <summary>Visits every operand.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="visit">Told whether the operand is a scalar, and its number.</param>
    public static void ForEachOperand(StepList steps, Action<bool, int> visit) =>
        ForEachStep(steps, (_, place, scalarTerms, slotTerms) =>
        {
            for (int k = 0; k < scalarTerms + slotTerms; k++)
            {
                visit(k < scalarTerms, steps.CodeAt(place + 1 + (2 * k)));
                visit(false, steps.CodeAt(place + 2 + (2 * k)));
            }
        });
}
