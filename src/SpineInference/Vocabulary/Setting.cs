namespace SpineInference;

/// <summary>Where the patient is seen. <see langword="default"/> is <see cref="Unknown"/>, for which the model's prior holds.</summary>
public enum Setting
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>General or family practice, physiotherapy at first contact.</summary>
    PrimaryCare,

    /// <summary>A clinic to which patients with spinal or leg symptoms are referred.</summary>
    SpineClinic,
}
