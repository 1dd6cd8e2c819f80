namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>An elimination order would write a longer program than is allowed. Never leaves the planner.</summary>
internal sealed class TermBudgetExceededException(double terms) : Exception($"The program would have at least {terms:G4} terms.")
{
    /// <summary>How many terms were needed when the attempt ended.</summary>
    public double Terms { get; } = terms;
}
