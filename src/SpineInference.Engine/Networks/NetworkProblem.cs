namespace SpineInference.Engine.Networks;

/// <summary>Something that keeps variables and rows from being a network: what it is about, and what is wrong.</summary>
/// <remarks>A reader finds the place in its file by <see cref="Variable"/> or <see cref="Row"/>. Immutable.</remarks>
public sealed class NetworkProblem
{
    internal NetworkProblem(string message, string? variable = null, string? row = null)
    {
        Message = message;
        Variable = variable;
        Row = row;
    }

    /// <summary>What is wrong, what was found and what was expected.</summary>
    public string Message { get; }

    /// <summary>The name of the variable it is about, or <see langword="null"/>.</summary>
    public string? Variable { get; }

    /// <summary>The id of the row it is about, or <see langword="null"/>.</summary>
    public string? Row { get; }

    /// <summary>The message.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Message;
}
