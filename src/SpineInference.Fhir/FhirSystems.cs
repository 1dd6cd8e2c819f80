namespace SpineInference.Fhir;

/// <summary>The code systems and extensions that health records are read and written with, by their URIs.</summary>
/// <remarks>The library's own begin with <c>urn:spineinference:</c>: names, not addresses, so that no domain is claimed. They are for
/// good. Stateless and safe for concurrent use.</remarks>
public static class FhirSystems
{
    /// <summary>The library's findings: each text id is a code; the grammar is that of <see cref="FhirCodeSystems.CreateFindings"/>.</summary>
    public const string Finding = "urn:spineinference:finding";

    /// <summary>The states of findings, such as <c>present</c> or <c>reduced</c>, and those of complaint, its side and setting.</summary>
    public const string State = "urn:spineinference:state";

    /// <summary>The legs: <c>left</c> and <c>right</c>.</summary>
    public const string Leg = "urn:spineinference:leg";

    /// <summary>The causes, by text id.</summary>
    public const string Cause = "urn:spineinference:cause";

    /// <summary>The principal root: <c>L1</c> to <c>S3</c>, or <c>none</c>.</summary>
    public const string RootLevel = "urn:spineinference:root-level";

    /// <summary>The model that answered: its code is the hash of structure and parameters, its version that of the library.</summary>
    public const string Model = "urn:spineinference:model";

    /// <summary>Extension of an Observation without a value: how many times likelier what was seen is where the finding is present
    /// (decimal, positive).</summary>
    public const string LikelihoodRatio = "urn:spineinference:likelihood-ratio";

    /// <summary>Extension of a prediction: the credible interval of its probability, with the parts <c>lower</c> and <c>upper</c>
    /// (percent), <c>mass</c> (share, in (0, 1)) and <c>draws</c> (how many draws of the parameters it rests on).</summary>
    public const string CredibleInterval = "urn:spineinference:credible-interval";

    /// <summary>The Human Phenotype Ontology.</summary>
    public const string Hpo = "http://human-phenotype-ontology.org";

    /// <summary>The United States' clinical modification of ICD-10.</summary>
    public const string Icd10Cm = "http://hl7.org/fhir/sid/icd-10-cm";

    /// <summary>ICD-10 of the World Health Organization.</summary>
    public const string Icd10 = "http://hl7.org/fhir/sid/icd-10";

    /// <summary>The German modification of ICD-10.</summary>
    public const string Icd10Gm = "http://fhir.de/CodeSystem/bfarm/icd-10-gm";

    /// <summary>The Questionnaire of the findings; the version follows a bar.</summary>
    public const string Questionnaire = "urn:spineinference:questionnaire";

    internal const string ClinicalStatus = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    internal const string VerificationStatus = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    internal const string Interpretation = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
}
