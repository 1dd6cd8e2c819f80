using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What looking at one variable is expected to tell about the target.</summary>
/// <param name="Finding">The variable to look at.</param>
/// <param name="Bits">Expected gain: I(target; finding | evidence), the expected fall of the target's entropy, in bits; for a finding
/// further down a plan, given those before it.</param>
/// <param name="Cost">What it costs to look, in the caller's unit; positive.</param>
/// <param name="Outcomes">What each result would mean, seen from the present evidence.</param>
public sealed record InformationGain(Variable Finding, double Bits, double Cost, ImmutableArray<OutcomeForecast> Outcomes)
{
    /// <summary>Bits for each unit of cost.</summary>
    public double BitsPerCost => Bits / Cost;
}
