using System.Collections.Immutable;

namespace SpineInference.Engine.Reasoning;

/// <summary>Whether the findings belong together under the model.</summary>
/// <remarks>Immutable.</remarks>
public sealed class ConflictReport
{
    internal ConflictReport(
        double nats, ImmutableArray<ConflictingFinding> findings, ImmutableArray<ConflictingPair> pairs, RareCase? rareCase)
    {
        Nats = nats;
        Findings = findings;
        Pairs = pairs;
        RareCase = rareCase;
    }

    /// <summary>ln Πᵢ P(fᵢ | context) / P(all f | context). Findings of one cause support each other and make it negative; positive means
    /// that they are less probable together than if they had nothing to do with each other.</summary>
    public double Nats { get; }

    /// <summary>The same in decibans.</summary>
    public double Decibans => new WeightOfEvidence(Nats).Decibans;

    /// <summary>Whether the findings are in conflict: <see cref="Nats"/> is above 0.</summary>
    public bool IsConflict => Nats > 0;

    /// <summary>Every finding with its misfit to the others, the worst first.</summary>
    public ImmutableArray<ConflictingFinding> Findings { get; }

    /// <summary>The pairs of findings that contradict each other, the worst first.</summary>
    public ImmutableArray<ConflictingPair> Pairs { get; }

    /// <summary>The state whose probability rose most, of the variables offered as explanations; <see langword="null"/> where none was
    /// offered.</summary>
    public RareCase? RareCase { get; }

    /// <summary>Whether a conflict may be no conflict but a rare case: one state's probability rose by at least as much.</summary>
    public bool IsExplainedByRareCase => IsConflict && RareCase is { } rare && rare.RiseNats >= Nats;
}
