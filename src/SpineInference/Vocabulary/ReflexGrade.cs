namespace SpineInference;

/// <summary>Grade of a tendon reflex. <see langword="default"/> is no member.</summary>
public enum ReflexGrade
{
    /// <summary>As on the sound side, or as expected.</summary>
    Normal = 1,

    /// <summary>Weaker than on the sound side, or only with reinforcement.</summary>
    Reduced,

    /// <summary>Not elicited.</summary>
    Absent,
}
