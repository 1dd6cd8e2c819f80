namespace SpineInference;

/// <summary>The direction of a slipped vertebra. <see langword="default"/> is no member.</summary>
public enum SlipDirection
{
    /// <summary>Anterolisthesis.</summary>
    Forwards = 1,

    /// <summary>Retrolisthesis.</summary>
    Backwards,
}
