using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What one finding weighs for a hypothesis, seen in three ways.</summary>
/// <param name="Finding">The observed variable.</param>
/// <param name="Alone">Its weight if it were the only finding: ln P(f | h, context) / P(f | rival, context). Findings that say the same
/// each count in full, so these do not add up.</param>
/// <param name="GivenRest">Its weight on top of all others: ln P(f | h, rest) / P(f | rival, rest). What another finding already says
/// counts nothing, so these do not add up either.</param>
/// <param name="InOrder">Its weight on top of the context and the findings before it. By the chain rule these add up exactly to the
/// total, and they depend on the order.</param>
public sealed record FindingWeight(Variable Finding, WeightOfEvidence Alone, WeightOfEvidence GivenRest, WeightOfEvidence InOrder);
