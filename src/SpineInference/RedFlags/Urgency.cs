namespace SpineInference;

/// <summary>How fast someone must look at a patient. <see langword="default"/> is <see cref="Routine"/>.</summary>
public enum Urgency
{
    /// <summary>No red flag among the findings.</summary>
    Routine,

    /// <summary>Within days.</summary>
    Urgent,

    /// <summary>At once.</summary>
    Emergency,
}
