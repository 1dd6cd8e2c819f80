namespace SpineInference.Anatomy;

/// <summary>How bad the lesion of a leg is: shared by all signs of that leg.</summary>
/// <remarks>The members are ordered and their values are the indices of the network's states. The default is <see cref="Mild"/>, which
/// is also the state of a leg without a lesion.</remarks>
public enum Severity
{
    /// <summary>Symptoms with little or nothing to find on examination.</summary>
    Mild,

    /// <summary>Signs that an examination finds.</summary>
    Moderate,

    /// <summary>Marked loss of strength or feeling.</summary>
    Severe,
}
