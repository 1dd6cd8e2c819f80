using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How badly two findings fit each other, with no regard to the rest.</summary>
public sealed class ConflictingPair
{
    internal ConflictingPair(Variable first, Variable second, double nats)
    {
        First = first;
        Second = second;
        Nats = nats;
    }

    /// <summary>An observed variable.</summary>
    public Variable First { get; }

    /// <summary>Another.</summary>
    public Variable Second { get; }

    /// <summary>ln P(first | context)·P(second | context) / P(first, second | context): positive where one makes the other less
    /// expected.</summary>
    public double Nats { get; }

    /// <summary>The same in decibans.</summary>
    public double Decibans => new WeightOfEvidence(Nats).Decibans;
}
