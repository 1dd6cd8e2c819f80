namespace SpineInference.Anatomy;

/// <summary>A tendon reflex of the leg.</summary>
/// <remarks>The default value is no reflex: every query about it throws <see cref="ArgumentOutOfRangeException"/>. Roots and muscles:
/// <see cref="Reflexes"/>.</remarks>
public enum Reflex
{
    /// <summary>The knee jerk.</summary>
    Patellar = 1,

    /// <summary>The jerk of semitendinosus and semimembranosus.</summary>
    MedialHamstring,

    /// <summary>The ankle jerk; it fades with age.</summary>
    Achilles,
}
