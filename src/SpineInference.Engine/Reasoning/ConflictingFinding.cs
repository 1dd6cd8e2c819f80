using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How badly one finding fits the others.</summary>
/// <param name="Finding">The observed variable.</param>
/// <param name="Nats">ln P(f | context) / P(f | the other findings, context): positive where the others make it less expected than it was
/// without them.</param>
public sealed record ConflictingFinding(Variable Finding, double Nats)
{
    /// <summary>The same in decibans.</summary>
    public double Decibans => new WeightOfEvidence(Nats).Decibans;
}
