using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What a posterior becomes when one parameter moves through its plausible range: one bar of a tornado diagram.</summary>
/// <param name="Row">The row.</param>
/// <param name="State">The entry of the row, by the index of its state.</param>
/// <param name="Range">The plausible range of the entry, and how plausible.</param>
/// <param name="AtLower">The posterior at the lower end of the range; exact.</param>
/// <param name="AtUpper">The posterior at its upper end; exact.</param>
public sealed record TornadoBar(ProbabilityRow Row, int State, CredibleInterval Range, double AtLower, double AtUpper)
{
    /// <summary>How far the posterior swings.</summary>
    public double Swing => Math.Abs(AtUpper - AtLower);
}
