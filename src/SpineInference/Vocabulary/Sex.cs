namespace SpineInference;

/// <summary>Sex of the patient. <see langword="default"/> is <see cref="Unknown"/>, for which the model's prior holds.</summary>
public enum Sex
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Female.</summary>
    Female,
}
