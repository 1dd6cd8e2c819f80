using System.Collections.Immutable;

namespace SpineInference.Engine.Reasoning;

/// <summary>What to look at next, in order, and what that is expected to tell.</summary>
/// <param name="EntropyBits">Entropy of the target now, in bits; the sum over the target variables where they are asked separately.</param>
/// <param name="Findings">The findings, each with its gain given those before it.</param>
/// <param name="Stop">Why the plan ends.</param>
public sealed record InformationPlan(double EntropyBits, ImmutableArray<InformationGain> Findings, InformationStop Stop)
{
    /// <summary>The gain of all findings together: I(target; findings | evidence), in bits.</summary>
    public double TotalBits => Findings.Sum(static f => f.Bits);
}
