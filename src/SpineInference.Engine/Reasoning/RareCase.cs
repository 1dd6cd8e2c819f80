namespace SpineInference.Engine.Reasoning;

/// <summary>A state that the findings have made more probable, and that may explain why they seem not to fit.</summary>
/// <param name="Hypothesis">The state.</param>
/// <param name="RiseNats">ln P(state | findings, context) / P(state | context).</param>
public sealed record RareCase(Hypothesis Hypothesis, double RiseNats);
