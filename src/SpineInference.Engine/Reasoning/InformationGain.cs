using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>What looking at one variable is expected to tell about the target.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class InformationGain
{
    private readonly Lazy<ImmutableArray<OutcomeForecast>> _outcomes;

    internal InformationGain(Variable finding, double bits, double cost, double share, TargetScenarios scenarios)
    {
        Finding = finding;
        Bits = bits;
        Cost = cost;
        Share = share;
        _outcomes = new(() => scenarios.Forecasts(finding));
    }

    /// <summary>The variable to look at.</summary>
    public Variable Finding { get; }

    /// <summary>Expected gain: I(target; finding | evidence), the expected fall of the target's entropy, in bits; for a finding
    /// further down a plan, given those before it. Where it presupposes something, P(presupposition) I(target; finding | presupposition, evidence): in the
    /// other cases nothing can be looked at.</summary>
    public double Bits { get; }

    /// <summary>What it costs to look, with what has yet to be set up for it, in the caller's unit; positive. Further down a plan, what those before it needed is ready.</summary>
    public double Cost { get; }

    /// <summary>The share of cases in which it can be looked at: the probability of what it presupposes, in (0, 1]; 1 where it presupposes nothing.</summary>
    public double Share { get; }

    /// <summary>What each result would mean, seen from the present evidence; computed when first read. A presupposition is not read into it.</summary>
    public ImmutableArray<OutcomeForecast> Outcomes => _outcomes.Value;

    /// <summary>Bits for each unit of cost.</summary>
    public double BitsPerCost => Bits / Cost;
}
