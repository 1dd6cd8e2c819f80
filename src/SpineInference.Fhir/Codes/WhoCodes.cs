using static SpineInference.Fhir.Codes.CodeNotes;

namespace SpineInference.Fhir.Codes;

/// <summary>ICD-10 of the World Health Organization, as read in its edition of 2019.</summary>
internal static class WhoCodes
{
    /// <summary>All entries.</summary>
    public static IEnumerable<FhirCodeEntry> All =>
    [
        .. DiabetesCategories.All.SelectMany(static d => (FhirCodeEntry[])
        [
            Of(d.Category, d.Meaning, CodeUse.PresentOnly, "diabetes", OtherTypes),
            Of($"{d.Category}.4", $"{d.Meaning} with neurological complications", CodeUse.PresentWithDiagnosis, "diabetes", OnlyDiabetes),
            Of($"{d.Category}.9", $"{d.Meaning} without complications", CodeUse.PresentOnly, "diabetes", OtherTypes),
        ]),
        Of("Z72.0", "tobacco use", CodeUse.PresentOnly, "smoking", "dependence has codes of its own"),
        Of("E66.9", "obesity, unspecified", CodeUse.PresentOnly, "obesity", Unspecified),
        Of("R33", "retention of urine", CodeUse.PresentOnly, "urinary-retention", Elsewhere),
        Of("R32", "unspecified urinary incontinence", CodeUse.PresentOnly, "urinary-incontinence", Elsewhere),
        Of("R15", "faecal incontinence", CodeUse.PresentOnly, "bowel-incontinence", Elsewhere),
        Of("M54.5", "low back pain", CodeUse.PresentOnly, "low-back-pain", Elsewhere),
        Of("M54.4", "lumbago with sciatica", CodeUse.PresentWithDiagnosis, "low-back-pain", "of it only the back pain is used"),
        Of("M21.3", "wrist or foot drop (acquired)", CodeUse.TooBroad, null, "it may be the wrist"),
        Of("M79.6", "pain in limb", CodeUse.TooBroad, null, "it may be an arm"),
        Of("M25.7", "osteophyte", CodeUse.TooBroad, null, "it does not say of which joint"),
        Of("R20.2", "paraesthesia of skin", CodeUse.TooBroad, null, NoPlace),
        Of("R26.2", "difficulty in walking, not elsewhere classified", CodeUse.TooBroad, null, Walking),
        Of("R29.2", "abnormal reflex", CodeUse.TooBroad, null, NoReflex),
        .. Diagnoses(("M54.1", "radiculopathy"), ("M54.3", "sciatica"), ("M51.1", "lumbar and other disc disorders with radiculopathy"),
            ("M51.2", "other specified disc displacement"), ("M48.0", "spinal stenosis"), ("M43.0", "spondylolysis"), ("M43.1", "spondylolisthesis"),
            ("M47.2", "other spondylosis with radiculopathy"), ("M53.2", "spinal instabilities"),
            ("M99.6", "osseous and subluxation stenosis of intervertebral foramina"),
            ("M99.7", "connective tissue and disc stenosis of intervertebral foramina"),
            ("G55.1", "nerve root and plexus compressions in disc disorders"), ("G57.0", "lesion of sciatic nerve"),
            ("G57.3", "lesion of lateral popliteal nerve"), ("G57.4", "lesion of medial popliteal nerve"), ("G57.5", "tarsal tunnel syndrome"),
            ("G62.9", "polyneuropathy, unspecified"), ("G63.2", "diabetic polyneuropathy"), ("I70.2", "atherosclerosis of arteries of extremities"),
            ("I73.9", "peripheral vascular disease, unspecified"), ("M72.2", "plantar fascial fibromatosis")),
        Of("G83.4", "cauda equina syndrome", CodeUse.Diagnosis, null, Emergency),
    ];

    private static FhirCodeEntry Of(string code, string meaning, CodeUse use, string? finding, string? note = null) =>
        new(new FhirCode(FhirSystems.Icd10, code), meaning, use, finding, note);

    private static IEnumerable<FhirCodeEntry> Diagnoses(params (string Code, string Meaning)[] codes) =>
        codes.Select(static c => Of(c.Code, c.Meaning, CodeUse.Diagnosis, null));
}
