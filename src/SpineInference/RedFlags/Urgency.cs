namespace SpineInference;

/// <summary>How fast someone must look at a patient; a greater value is faster. <see langword="default"/> is <see cref="Routine"/>.</summary>
/// <remarks>Text ids: <see cref="Urgencies"/>.</remarks>
public enum Urgency
{
    /// <summary>No red flag among the findings.</summary>
    Routine,

    /// <summary>Within days.</summary>
    Urgent,

    /// <summary>Today.</summary>
    SameDay,

    /// <summary>At once.</summary>
    Emergency,
}
