namespace SpineInference;

/// <summary>What the patient comes for. <see langword="default"/> is <see cref="Unknown"/>, for which the model's prior holds.</summary>
public enum Complaint
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>Symptoms of a leg, with or without the foot.</summary>
    Leg,

    /// <summary>Symptoms confined to the foot and ankle.</summary>
    FootOnly,

    /// <summary>Low back pain alone.</summary>
    BackOnly,

    /// <summary>Weakness first: a foot that drops, a knee that gives way, with pain no more than beside it.</summary>
    Weakness,
}
