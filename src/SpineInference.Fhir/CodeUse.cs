namespace SpineInference.Fhir;

/// <summary>What a foreign code can say to the model.</summary>
public enum CodeUse
{
    /// <summary>It means the finding: stated, the finding is present; denied, it is absent.</summary>
    PresentOrAbsent,

    /// <summary>It means a part of what the finding means: stated, the finding is present; denied, nothing follows.</summary>
    PresentOnly,

    /// <summary>It means a finding together with a diagnosis: stated, the finding is present and the diagnosis is listed; denied, nothing
    /// follows.</summary>
    PresentWithDiagnosis,

    /// <summary>It means more than any one finding: nothing follows, stated or denied.</summary>
    TooBroad,

    /// <summary>It names what the model infers. A coded diagnosis is a claim about the answer, not a finding.</summary>
    Diagnosis,
}
