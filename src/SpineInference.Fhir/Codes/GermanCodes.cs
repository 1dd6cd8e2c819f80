using static SpineInference.Fhir.Codes.CodeNotes;

namespace SpineInference.Fhir.Codes;

/// <summary>ICD-10-GM, the German modification, as read in its systematic list of 2017; the meanings are translated here.</summary>
/// <remarks>Its fifth places are its own: <c>Z72.0</c> is any addictive substance, <c>M25.78</c> any place of the trunk or head.</remarks>
internal static class GermanCodes
{
    // The fifth place of E10 to E14 tells whether the sugar is out of control.
    private static readonly (string Place, string Meaning)[] Control = [("", ""), ("0", ", not said to be out of control"), ("1", ", out of control")];

    /// <summary>All entries.</summary>
    public static IEnumerable<FhirCodeEntry> All =>
    [
        .. DiabetesCategories.All.SelectMany(static d => Control.SelectMany(c => (FhirCodeEntry[])
        [
            Of($"{d.Category}.4{c.Place}", $"{d.Meaning} with neurological complications{c.Meaning}", CodeUse.PresentWithDiagnosis, "diabetes", OnlyDiabetes),
            Of($"{d.Category}.9{c.Place}", $"{d.Meaning} without complications{c.Meaning}", CodeUse.PresentOnly, "diabetes", OtherTypes),
        ])),
        Of("E66.00", "obesity by excess of calories, grade I", CodeUse.PresentOnly, "obesity", Elsewhere),
        Of("E66.01", "obesity by excess of calories, grade II", CodeUse.PresentOnly, "obesity", Elsewhere),
        Of("E66.02", "obesity by excess of calories, grade III", CodeUse.PresentOnly, "obesity", Elsewhere),
        Of("E66.09", "obesity by excess of calories, grade not specified", CodeUse.PresentOnly, "obesity", Elsewhere),
        Of("E66.90", "obesity, unspecified, grade I", CodeUse.PresentOnly, "obesity", Elsewhere),
        Of("E66.91", "obesity, unspecified, grade II", CodeUse.PresentOnly, "obesity", Elsewhere),
        Of("E66.92", "obesity, unspecified, grade III", CodeUse.PresentOnly, "obesity", Elsewhere),
        Of("E66.99", "obesity, unspecified, grade not specified", CodeUse.PresentOnly, "obesity", Elsewhere),
        Of("R33", "retention of urine", CodeUse.PresentOnly, "urinary-retention", Elsewhere),
        Of("R32", "unspecified urinary incontinence", CodeUse.PresentOnly, "urinary-incontinence", Elsewhere),
        Of("R15", "faecal incontinence", CodeUse.PresentOnly, "bowel-incontinence", Elsewhere),
        Of("M54.5", "low back pain", CodeUse.PresentOnly, "low-back-pain", Elsewhere),
        Of("M54.4", "lumbago with sciatica", CodeUse.PresentWithDiagnosis, "low-back-pain", "of it only the back pain is used"),
        Of("M21.37", "foot drop (acquired): ankle and foot", CodeUse.PresentOnly, "foot-drop", "several places have a code of their own"),
        Of("M79.66", "pain in limb: lower leg", CodeUse.PresentOnly, "leg-pain", "it may be the thigh where it is not the lower leg"),
        Of("Z72.0", "use of alcohol, tobacco, medicines or drugs", CodeUse.TooBroad, null, "it does not say that it is tobacco"),
        Of("M21.3", "wrist or foot drop (acquired)", CodeUse.TooBroad, null, "it may be the wrist"),
        Of("M79.6", "pain in limb", CodeUse.TooBroad, null, "it may be an arm"),
        Of("M79.65", "pain in limb: pelvic region and thigh", CodeUse.TooBroad, null, "it may be the hip"),
        Of("M79.67", "pain in limb: ankle and foot", CodeUse.TooBroad, null, "it may be the ankle"),
        Of("M25.78", "osteophyte: neck, head, ribs, trunk, spine", CodeUse.TooBroad, null, "it does not say that it is the spine"),
        Of("R20.2", "paraesthesia of skin", CodeUse.TooBroad, null, NoPlace),
        Of("R26.2", "difficulty in walking, not elsewhere classified", CodeUse.TooBroad, null, Walking),
        Of("R29.2", "abnormal reflexes", CodeUse.TooBroad, null, NoReflex),
        .. Diagnoses(("M54.16", "radiculopathy, lumbar region"), ("M54.17", "radiculopathy, lumbosacral region"), ("M54.3", "sciatica"),
            ("M51.1", "lumbar and other disc disorders with radiculopathy"), ("M51.2", "other specified disc displacement"),
            ("M48.06", "spinal stenosis, lumbar region"), ("M48.07", "spinal stenosis, lumbosacral region"),
            ("M43.06", "spondylolysis, lumbar region"), ("M43.07", "spondylolysis, lumbosacral region"),
            ("M43.16", "spondylolisthesis, lumbar region"), ("M43.17", "spondylolisthesis, lumbosacral region"),
            ("M47.26", "other spondylosis with radiculopathy, lumbar region"), ("M47.27", "other spondylosis with radiculopathy, lumbosacral region"),
            ("M53.26", "spinal instability, lumbar region"), ("M53.27", "spinal instability, lumbosacral region"),
            ("M99.63", "osseous stenosis of intervertebral foramina, lumbar"),
            ("M99.73", "stenosis of intervertebral foramina by connective tissue or disc, lumbar"),
            ("G55.1", "nerve root and plexus compressions in disc disorders"), ("G57.0", "lesion of sciatic nerve"),
            ("G57.3", "lesion of common fibular nerve"), ("G57.4", "lesion of tibial nerve"), ("G57.5", "tarsal tunnel syndrome"),
            ("G62.9", "polyneuropathy, unspecified"), ("G63.2", "diabetic polyneuropathy"),
            ("I70.20", "atherosclerosis of arteries of pelvis and leg, without symptoms"),
            ("I70.21", "atherosclerosis of arteries of pelvis and leg, walking 200 m or more"),
            ("I70.22", "atherosclerosis of arteries of pelvis and leg, walking less than 200 m"),
            ("I70.23", "atherosclerosis of arteries of pelvis and leg, with pain at rest"),
            ("I73.9", "peripheral vascular disease, unspecified"), ("M72.2", "plantar fascial fibromatosis")),
        Of("G83.40", "complete cauda equina syndrome", CodeUse.Diagnosis, null, Emergency),
        Of("G83.41", "incomplete cauda equina syndrome", CodeUse.Diagnosis, null, Emergency),
        Of("G83.49", "cauda equina syndrome, unspecified", CodeUse.Diagnosis, null, Emergency),
    ];

    private static FhirCodeEntry Of(string code, string meaning, CodeUse use, string? finding, string? note = null) =>
        new(new FhirCode(FhirSystems.Icd10Gm, code), meaning, use, finding, note);

    private static IEnumerable<FhirCodeEntry> Diagnoses(params (string Code, string Meaning)[] codes) =>
        codes.Select(static c => Of(c.Code, c.Meaning, CodeUse.Diagnosis, null));
}
