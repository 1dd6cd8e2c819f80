using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What one finding weighs for a hypothesis, seen in three ways.</summary>
public sealed class FindingWeight
{
    internal FindingWeight(Variable finding, WeightOfEvidence alone, WeightOfEvidence givenRest, WeightOfEvidence inOrder)
    {
        Finding = finding;
        Alone = alone;
        GivenRest = givenRest;
        InOrder = inOrder;
    }

    /// <summary>The observed variable.</summary>
    public Variable Finding { get; }

    /// <summary>Its weight if it were the only finding: ln P(f | h, context) / P(f | rival, context). Findings that say the same
    /// each count in full, so these do not add up.</summary>
    public WeightOfEvidence Alone { get; }

    /// <summary>Its weight on top of all others: ln P(f | h, rest) / P(f | rival, rest). What another finding already says
    /// counts nothing, so these do not add up either.</summary>
    public WeightOfEvidence GivenRest { get; }

    /// <summary>Its weight on top of the context and the findings before it. By the chain rule these add up exactly to the
    /// total, and they depend on the order.</summary>
    public WeightOfEvidence InOrder { get; }
}
