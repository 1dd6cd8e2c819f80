namespace SpineInference.Anatomy;

/// <summary>Which of the patient's legs a lesion reaches.</summary>
/// <remarks>The default value is no side: every query about it throws <see cref="ArgumentOutOfRangeException"/>.</remarks>
public enum Side
{
    /// <summary>The left leg alone.</summary>
    Left = 1,

    /// <summary>The right leg alone.</summary>
    Right,

    /// <summary>Both legs.</summary>
    Both,
}
