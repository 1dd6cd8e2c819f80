namespace SpineInference.Engine.Inference.Tables;

/// <summary>One step on tables: result = Σ left·right over the variables that the result does not run over.</summary>
/// <param name="Left">The table x.</param>
/// <param name="Right">The table y.</param>
/// <param name="Result">The table that is written.</param>
/// <param name="Axes">All variables of the three tables, the slowest loop first.</param>
/// <param name="ForgetsLeft">Whether nothing after this step reads x.</param>
/// <param name="ForgetsRight">Whether nothing after this step reads y.</param>
internal sealed record TableStep(int Left, int Right, int Result, TableAxis[] Axes, bool ForgetsLeft = false, bool ForgetsRight = false)
{
    /// <summary>How many products it computes where nothing is observed.</summary>
    public double Length => Axes.Aggregate(1.0, static (n, a) => n * a.Count);
}

/// <summary>One loop of a step.</summary>
/// <param name="Variable">The variable it runs over.</param>
/// <param name="Count">Its states.</param>
/// <param name="Left">How far x moves.</param>
/// <param name="Right">How far y moves.</param>
/// <param name="Result">How far the result moves; 0 where it is summed.</param>
internal readonly record struct TableAxis(int Variable, int Count, long Left, long Right, long Result);
