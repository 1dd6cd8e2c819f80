using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Why a hypothesis is as probable as it is in one patient, in numbers and in plain sentences.</summary>
/// <remarks>Age, sex, setting, complaint and its side are the context: they make the prior odds. From there the weights of the findings, in the
/// order in which they were stated, add up exactly to the posterior odds. Immutable and safe for concurrent use.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class Explanation
{
    // Below this a finding is not worth a sentence.
    private const double SmallestDecibans = 0.5;

    private readonly string _context;

    internal Explanation(
        string hypothesis, string rival, EvidenceExplanation againstAll, EvidenceExplanation againstRival, ImmutableArray<Reason> reasons, string context)
    {
        Hypothesis = hypothesis;
        Rival = rival;
        AgainstAll = againstAll;
        AgainstRival = againstRival;
        Reasons = reasons;
        _context = context;
    }

    /// <summary>What is explained, in words.</summary>
    public string Hypothesis { get; }

    /// <summary>The most probable alternative, in words.</summary>
    public string Rival { get; }

    /// <summary>The hypothesis against everything else together.</summary>
    public EvidenceExplanation AgainstAll { get; }

    /// <summary>The hypothesis against its strongest rival alone.</summary>
    public EvidenceExplanation AgainstRival { get; }

    /// <summary>Every finding, in the order stated.</summary>
    public ImmutableArray<Reason> Reasons { get; }

    /// <summary>The findings that speak for the hypothesis, from the strongest, by <see cref="Reason.InOrder"/>.</summary>
    public ImmutableArray<Reason> For => [.. Reasons.Where(static r => r.InOrder.Nats > 0).OrderByDescending(static r => r.InOrder)];

    /// <summary>The findings that speak against it, from the strongest.</summary>
    public ImmutableArray<Reason> Against => [.. Reasons.Where(static r => r.InOrder.Nats < 0).OrderBy(static r => r.InOrder)];

    /// <summary>The explanation in plain sentences: the prior, each finding that weighs at least half a deciban from the strongest,
    /// the total, and the comparison with the strongest rival.</summary>
    public ImmutableArray<string> Sentences => [.. Speak()];

    /// <summary>The sentences, one a line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(Environment.NewLine, Sentences);

    private IEnumerable<string> Speak()
    {
        yield return FormattableString.Invariant(
            $"Before any finding, {Hypothesis} has a probability of {AgainstAll.PriorProbability:P0}{_context}.");
        foreach (Reason reason in Reasons
            .Where(static r => Math.Abs(r.InOrder.Decibans) >= SmallestDecibans)
            .OrderByDescending(static r => Math.Abs(r.InOrder.Nats)))
        {
            string verb = reason.InOrder.Nats > 0 ? "speaks for" : "speaks against";
            string more = IsSaidByOthers(reason) ? $"; alone it would weigh {reason.Alone}, but the others say most of it" : "";
            yield return $"{reason.Label} {verb} {Hypothesis} ({reason.InOrder}{more}).";
        }

        yield return FormattableString.Invariant(
            $"Together the findings weigh {AgainstAll.Total}: {Hypothesis} has now a probability of {AgainstAll.PosteriorProbability:P0}.");
        yield return FormattableString.Invariant(
            $"Against its strongest rival, {Rival}, they weigh {AgainstRival.Total}{Separating()}.");
    }

    private static bool IsSaidByOthers(Reason reason) =>
        Math.Sign(reason.Alone.Nats) == Math.Sign(reason.InOrder.Nats)
        && Math.Abs(reason.Alone.Decibans) >= 2
        && Math.Abs(reason.InOrder.Nats) < Math.Abs(reason.Alone.Nats) / 2;

    private string Separating() =>
        Reasons.MaxBy(static r => Math.Abs(r.AgainstRival.Nats)) is { } strongest && Math.Abs(strongest.AgainstRival.Decibans) >= SmallestDecibans
            ? $"; what tells the two apart most is {strongest.Label} ({strongest.AgainstRival})"
            : "";
}
