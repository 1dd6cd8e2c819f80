using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How badly one finding fits the others.</summary>
public sealed class ConflictingFinding
{
    internal ConflictingFinding(Variable finding, double nats)
    {
        Finding = finding;
        Nats = nats;
    }

    /// <summary>The observed variable.</summary>
    public Variable Finding { get; }

    /// <summary>ln P(f | context) / P(f | the other findings, context): positive where the others make it less expected than it was
    /// without them.</summary>
    public double Nats { get; }

    /// <summary>The same in decibans.</summary>
    public double Decibans => new WeightOfEvidence(Nats).Decibans;
}
