namespace SpineInference.Engine.Inference;

/// <summary>Told the outcome of one case; the counts are only valid during the call.</summary>
/// <param name="row">The case.</param>
/// <param name="logProbability">log P(evidence), negative infinity where it is impossible (the counts are then 0).</param>
/// <param name="counts">θ·∂log P/∂θ for each parameter of the network.</param>
public delegate void CaseVisitor(int row, double logProbability, ReadOnlySpan<double> counts);
