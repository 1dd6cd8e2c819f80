using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How badly two findings fit each other, with no regard to the rest.</summary>
/// <param name="First">An observed variable.</param>
/// <param name="Second">Another.</param>
/// <param name="Nats">ln P(first | context)·P(second | context) / P(first, second | context): positive where one makes the other less
/// expected.</param>
public sealed record ConflictingPair(Variable First, Variable Second, double Nats)
{
    /// <summary>The same in decibans.</summary>
    public double Decibans => new WeightOfEvidence(Nats).Decibans;
}
