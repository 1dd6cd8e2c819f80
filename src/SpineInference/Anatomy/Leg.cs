namespace SpineInference.Anatomy;

/// <summary>One of the patient's legs, named from the patient's point of view.</summary>
/// <remarks>The default value is neither leg: every query about it throws <see cref="ArgumentOutOfRangeException"/>, so that a forgotten
/// side is never taken for a side.</remarks>
public enum Leg
{
    /// <summary>The left leg.</summary>
    Left = 1,

    /// <summary>The right leg.</summary>
    Right,
}
