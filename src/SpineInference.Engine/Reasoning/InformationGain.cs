using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What looking at one variable is expected to tell about the target.</summary>
public sealed class InformationGain
{
    internal InformationGain(Variable finding, double bits, double cost, ImmutableArray<OutcomeForecast> outcomes)
    {
        Finding = finding;
        Bits = bits;
        Cost = cost;
        Outcomes = outcomes;
    }

    /// <summary>The variable to look at.</summary>
    public Variable Finding { get; }

    /// <summary>Expected gain: I(target; finding | evidence), the expected fall of the target's entropy, in bits; for a finding
    /// further down a plan, given those before it.</summary>
    public double Bits { get; }

    /// <summary>What it costs to look, in the caller's unit; positive.</summary>
    public double Cost { get; }

    /// <summary>What each result would mean, seen from the present evidence.</summary>
    public ImmutableArray<OutcomeForecast> Outcomes { get; }

    /// <summary>Bits for each unit of cost.</summary>
    public double BitsPerCost => Bits / Cost;
}
