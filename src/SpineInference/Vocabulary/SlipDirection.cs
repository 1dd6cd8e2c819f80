namespace SpineInference;

/// <summary>The direction of a slipped vertebra. <see langword="default"/> is <see cref="None"/>.</summary>
public enum SlipDirection
{
    /// <summary>No slip is the cause.</summary>
    None,

    /// <summary>Anterolisthesis.</summary>
    Forwards,

    /// <summary>Retrolisthesis.</summary>
    Backwards,
}
