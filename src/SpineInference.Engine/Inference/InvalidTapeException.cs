namespace SpineInference.Engine.Inference;

/// <summary>A saved tape is damaged, of another version, or made for another network.</summary>
public sealed class InvalidTapeException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong with it, and what to do.</param>
    public InvalidTapeException(string message)
        : base(message)
    {
    }
}
