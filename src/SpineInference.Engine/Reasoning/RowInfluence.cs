using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How much of a posterior's uncertainty comes from one row of parameters.</summary>
/// <param name="Row">The row.</param>
/// <param name="StandardDeviation">The standard deviation the posterior would have if this row alone were uncertain, to first
/// order.</param>
/// <param name="Share">Its part of the variance of all rows together, in [0, 1].</param>
public sealed record RowInfluence(ProbabilityRow Row, double StandardDeviation, double Share);
