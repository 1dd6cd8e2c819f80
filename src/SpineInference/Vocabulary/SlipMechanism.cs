namespace SpineInference;

/// <summary>The mechanism of a slipped vertebra. <see langword="default"/> is <see cref="None"/>.</summary>
public enum SlipMechanism
{
    /// <summary>No slip is the cause.</summary>
    None,

    /// <summary>Degenerative: worn facet joints and disc.</summary>
    Arthritis,

    /// <summary>An unstable segment with abnormal motion.</summary>
    Instability,

    /// <summary>A fracture (lysis) of the pars interarticularis.</summary>
    Fracture,
}
