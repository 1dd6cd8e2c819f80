using System.Collections.Immutable;

namespace SpineInference;

/// <summary>Findings cannot all be true: two contradict each other, or together they have probability 0.</summary>
public sealed class ContradictoryFindingsException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What contradicts what.</param>
    /// <param name="observations">The statements, of which one must go.</param>
    public ContradictoryFindingsException(string message, ImmutableArray<Observation> observations)
        : base(message)
    {
        Observations = observations;
    }

    /// <summary>The statements that cannot all be true; leaving out any one resolves it.</summary>
    public ImmutableArray<Observation> Observations { get; }
}
