namespace SpineInference;

/// <summary>How a finding was stated. <see langword="default"/> is <see cref="Present"/>.</summary>
public enum ObservationKind
{
    /// <summary>It is there.</summary>
    Present,

    /// <summary>It is not there.</summary>
    Absent,

    /// <summary>Something speaks for or against it by a stated likelihood ratio.</summary>
    Uncertain,
}
