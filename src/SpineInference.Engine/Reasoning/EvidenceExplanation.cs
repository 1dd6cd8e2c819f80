using System.Collections.Immutable;

namespace SpineInference.Engine.Reasoning;

/// <summary>Why a hypothesis is as probable as it is: from the odds before any finding to those after all of them.</summary>
/// <remarks><see cref="PriorLogOdds"/> + Σ <see cref="FindingWeight.InOrder"/> = <see cref="PosteriorLogOdds"/>. Immutable.</remarks>
public sealed class EvidenceExplanation
{
    internal EvidenceExplanation(
        Hypothesis hypothesis, Hypothesis? rival, double priorLogOdds, double posteriorLogOdds, double prior, double posterior,
        ImmutableArray<FindingWeight> findings)
    {
        Hypothesis = hypothesis;
        Rival = rival;
        PriorLogOdds = priorLogOdds;
        PosteriorLogOdds = posteriorLogOdds;
        PriorProbability = prior;
        PosteriorProbability = posterior;
        Findings = findings;
    }

    /// <summary>What is weighed.</summary>
    public Hypothesis Hypothesis { get; }

    /// <summary>What it is weighed against; <see langword="null"/> for everything else together.</summary>
    public Hypothesis? Rival { get; }

    /// <summary>Natural log-odds given the context alone.</summary>
    public double PriorLogOdds { get; }

    /// <summary>Natural log-odds given context and findings.</summary>
    public double PosteriorLogOdds { get; }

    /// <summary>P(hypothesis | context).</summary>
    public double PriorProbability { get; }

    /// <summary>P(hypothesis | context, findings).</summary>
    public double PosteriorProbability { get; }

    /// <summary>The weight of all findings together.</summary>
    public WeightOfEvidence Total => WeightOfEvidence.Between(PriorLogOdds, PosteriorLogOdds);

    /// <summary>Every finding, in the order in which it was told.</summary>
    public ImmutableArray<FindingWeight> Findings { get; }

    /// <summary>The findings that speak for the hypothesis, told in this order, from the strongest.</summary>
    public ImmutableArray<FindingWeight> For =>
        [.. Findings.Where(static f => f.InOrder.Nats > 0).OrderByDescending(static f => f.InOrder)];

    /// <summary>The findings that speak against the hypothesis, told in this order, from the strongest.</summary>
    public ImmutableArray<FindingWeight> Against =>
        [.. Findings.Where(static f => f.InOrder.Nats < 0).OrderBy(static f => f.InOrder)];
}
