namespace SpineInference;

/// <summary>The mechanism of a slipped vertebra. <see langword="default"/> is no member.</summary>
public enum SlipMechanism
{
    /// <summary>Degenerative: worn facet joints and disc.</summary>
    Arthritis = 1,

    /// <summary>An unstable segment with abnormal motion.</summary>
    Instability,

    /// <summary>A fracture (lysis) of the pars interarticularis.</summary>
    Fracture,
}
