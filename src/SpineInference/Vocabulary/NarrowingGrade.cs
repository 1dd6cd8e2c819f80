namespace SpineInference;

/// <summary>How narrow the canal looks on an image (Schizas A, B, C, D). <see langword="default"/> is no member.</summary>
public enum NarrowingGrade
{
    /// <summary>Not narrow: fluid around the roots.</summary>
    None = 1,

    /// <summary>Mild: roots fill the sac, fluid between them.</summary>
    Mild,

    /// <summary>Moderate: no fluid, fat behind.</summary>
    Moderate,

    /// <summary>Severe: neither fluid nor fat.</summary>
    Severe,
}
