using System.Collections.Immutable;

namespace SpineInference.Engine.Reasoning;

/// <summary>What to look at next, in order, and what that is expected to tell.</summary>
public sealed class InformationPlan
{
    internal InformationPlan(double entropyBits, ImmutableArray<InformationGain> findings, InformationStop stop)
    {
        EntropyBits = entropyBits;
        Findings = findings;
        Stop = stop;
    }

    /// <summary>Entropy of the target now, in bits; the sum over the target variables where they are asked separately.</summary>
    public double EntropyBits { get; }

    /// <summary>The findings, each with its gain given those before it.</summary>
    public ImmutableArray<InformationGain> Findings { get; }

    /// <summary>Why the plan ends.</summary>
    public InformationStop Stop { get; }

    /// <summary>The gain of all findings together: I(target; findings | evidence), in bits.</summary>
    public double TotalBits => Findings.Sum(static f => f.Bits);
}
