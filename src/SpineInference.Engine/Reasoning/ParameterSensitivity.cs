using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How fast a posterior moves with one parameter.</summary>
/// <param name="Row">The row.</param>
/// <param name="State">The entry of the row, by the index of its state.</param>
/// <param name="Probability">Its present value.</param>
/// <param name="Derivative">∂P(hypothesis | evidence)/∂entry, where the other entries of the row give way in proportion.</param>
public sealed record ParameterSensitivity(ProbabilityRow Row, int State, double Probability, double Derivative);
