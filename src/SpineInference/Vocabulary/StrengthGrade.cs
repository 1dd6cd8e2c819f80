namespace SpineInference;

/// <summary>Strength of a muscle on manual testing. <see langword="default"/> is no member.</summary>
public enum StrengthGrade
{
    /// <summary>MRC grade 5.</summary>
    Normal = 1,

    /// <summary>MRC grade 4.</summary>
    Weak,

    /// <summary>MRC grade 0 to 3.</summary>
    SeverelyWeak,
}
