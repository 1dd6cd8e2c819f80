namespace SpineInference;

/// <summary>What an <see cref="Activity"/> does to the symptoms. <see langword="default"/> is no member.</summary>
public enum Effect
{
    /// <summary>Relieves them.</summary>
    Better = 1,

    /// <summary>Leaves them as they are.</summary>
    Unchanged,

    /// <summary>Brings them on or worsens them.</summary>
    Worse,
}
