using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>How a network is drawn by <see cref="DotWriter"/>.</summary>
public sealed record DotOptions
{
    /// <summary>What stands in a variable's box; its name unless set. A line feed starts a new line.</summary>
    public Func<Variable, string>? Label { get; init; }

    /// <summary>The group a variable belongs to, drawn as a box around its members with the group's name; null for none.</summary>
    public Func<Variable, string?>? Group { get; init; }

    /// <summary>Whether the states are listed below the label.</summary>
    public bool ShowStates { get; init; }

    /// <summary>Whether arrows run from left to right instead of downwards.</summary>
    public bool LeftToRight { get; init; }
}
