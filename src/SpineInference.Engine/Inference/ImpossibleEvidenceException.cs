namespace SpineInference.Engine.Inference;

/// <summary>The evidence has probability exactly 0 under the network: no posterior exists.</summary>
public sealed class ImpossibleEvidenceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which evidence is impossible, and what to do.</param>
    public ImpossibleEvidenceException(string message)
        : base(message)
    {
    }
}
