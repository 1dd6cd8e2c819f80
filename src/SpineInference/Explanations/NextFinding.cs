using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>A finding worth looking for.</summary>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class NextFinding
{
    internal NextFinding(
        string id, Leg? leg, string label, FindingCategory category, double bits, double cost, ImmutableArray<FindingOutcome> outcomes)
    {
        Id = id;
        Leg = leg;
        Label = label;
        Category = category;
        Bits = bits;
        Cost = cost;
        Outcomes = outcomes;
    }

    /// <summary>Its text id, without a leg.</summary>
    public string Id { get; }

    /// <summary>The leg to look at; <see langword="null"/> for a finding of the patient, or of the affected leg where no leg was
    /// named.</summary>
    public Leg? Leg { get; }

    /// <summary>The finding in words.</summary>
    public string Label { get; }

    /// <summary>How it is obtained.</summary>
    public FindingCategory Category { get; }

    /// <summary>Expected information about the question, in bits; within a set, given the findings before it. What presupposes something, such as a pain,
    /// counts for the share of patients of whom that is so.</summary>
    public double Bits { get; }

    /// <summary>What it costs to look, with what has yet to be set up for it; within a set, what those before it needed is ready.</summary>
    public double Cost { get; }

    /// <summary>What each result would mean, seen from what is known now.</summary>
    public ImmutableArray<FindingOutcome> Outcomes { get; }

    /// <summary>The label and the expected information, such as <c>Achilles reflex (left): 0.21 bits</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Label}: {Bits:0.00} bits");
}
