using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>A finding worth looking for.</summary>
/// <param name="Id">Its text id, without a leg.</param>
/// <param name="Leg">The leg to look at; <see langword="null"/> for a finding of the patient, or of the affected leg where no leg was
/// named.</param>
/// <param name="Label">The finding in words.</param>
/// <param name="Category">How it is obtained.</param>
/// <param name="Bits">Expected information about the question, in bits; within a set, given the findings before it.</param>
/// <param name="Cost">What it costs to look.</param>
/// <param name="Outcomes">What each result would mean, seen from what is known now.</param>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record NextFinding(
    string Id, Leg? Leg, string Label, FindingCategory Category, double Bits, double Cost, ImmutableArray<FindingOutcome> Outcomes)
{
    /// <summary>The label and the expected information, such as <c>Achilles reflex (left): 0.21 bits</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Label}: {Bits:0.00} bits");
}
