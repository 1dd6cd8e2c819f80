namespace SpineInference.Tests.Prototypes;

/// <summary>How an answer stands to what is expected.</summary>
internal enum PrototypeVerdict
{
    /// <summary>First answers are accepted and every range holds.</summary>
    Ok,

    /// <summary>A range or a first answer is missed by little.</summary>
    Degree,

    /// <summary>The rest.</summary>
    Wrong,
}
