using System.Collections.Frozen;
using System.Collections.Immutable;
using SpineInference.Fhir.Codes;
using static SpineInference.Fhir.Codes.CodeNotes;

namespace SpineInference.Fhir;

/// <summary>Every foreign code the library knows: those it reads findings from, and those it recognises and leaves alone.</summary>
/// <remarks>
/// <para>Only codes that were read in the terminology itself stand here: HPO (release of 27 January 2015, some again in newer files),
/// ICD-10-CM (order file of January 2021), ICD-10 of the World Health Organization (edition of 2019) and ICD-10-GM (systematic list of 2017).
/// SNOMED CT and LOINC are not among them; give such codes by a <see cref="FhirConceptMap"/> or in <see cref="FhirReadOptions.Codes"/>.</para>
/// <para>A code of a classification that leaves something open ("unspecified", "full") has siblings that may hold where it does not: denied, it
/// says nothing. Stateless and safe for concurrent use.</para>
/// </remarks>
public static class FhirCodeTable
{
    private static readonly FrozenDictionary<FhirCode, FhirCodeEntry> ByCode;

    private static readonly (string Category, string Meaning)[] Diabetes =
    [
        ("E08", "diabetes mellitus due to underlying condition"), ("E09", "drug or chemical induced diabetes mellitus"),
        ("E10", "type 1 diabetes mellitus"), ("E11", "type 2 diabetes mellitus"), ("E13", "other specified diabetes mellitus"),
    ];

    static FhirCodeTable()
    {
        All =
        [
            Hpo("HP:0003419", "low back pain", CodeUse.PresentOrAbsent, "low-back-pain"),
            Hpo("HP:0000819", "diabetes mellitus", CodeUse.PresentOrAbsent, "diabetes"),
            Hpo("HP:0005978", "type 2 diabetes mellitus", CodeUse.PresentOnly, "diabetes", OtherTypes),
            Hpo("HP:0001513", "obesity", CodeUse.PresentOrAbsent, "obesity"),
            Hpo("HP:0000016", "urinary retention", CodeUse.PresentOrAbsent, "urinary-retention"),
            Hpo("HP:0000020", "urinary incontinence", CodeUse.PresentOrAbsent, "urinary-incontinence"),
            Hpo("HP:0002607", "bowel incontinence", CodeUse.PresentOrAbsent, "bowel-incontinence"),
            Hpo("HP:0002136", "broad-based gait", CodeUse.PresentOrAbsent, "wide-based-gait"),
            Hpo("HP:0002403", "positive Romberg sign", CodeUse.PresentOrAbsent, "romberg-abnormal"),
            Hpo("HP:0002166", "impaired vibration sensation in the lower limbs", CodeUse.PresentOrAbsent, "vibration-deficit"),
            Hpo("HP:0002945", "intervertebral space narrowing", CodeUse.PresentOrAbsent, "disc-space-loss"),
            Hpo("HP:0009027", "foot dorsiflexor weakness (foot drop)", CodeUse.PresentOrAbsent, "foot-drop"),
            Hpo("HP:0007340", "lower limb muscle weakness", CodeUse.PresentOrAbsent, "leg-weakness",
                "for weakness of the foot alone use 'foot-weakness'"),
            Hpo("HP:0009053", "distal lower limb muscle weakness", CodeUse.PresentOrAbsent, "foot-weakness"),
            Hpo("HP:0012514", "lower limb pain", CodeUse.PresentOrAbsent, "leg-pain",
                "for pain of the foot alone use 'foot-pain'"),
            Hpo("HP:0011808", "decreased patellar reflex", CodeUse.PresentOrAbsent, "patellar-reflex=reduced"),
            Hpo("HP:0006844", "absent patellar reflexes", CodeUse.PresentOrAbsent, "patellar-reflex=absent"),
            Hpo("HP:0009072", "decreased Achilles reflex", CodeUse.PresentOrAbsent, "achilles-reflex=reduced"),
            Hpo("HP:0003438", "absent Achilles reflex", CodeUse.PresentOrAbsent, "achilles-reflex=absent"),
            Hpo("HP:0002355", "difficulty walking", CodeUse.TooBroad, null,
                Walking),
            Hpo("HP:0003401", "paresthesia", CodeUse.TooBroad, null, NoPlace),

            Icd("Z72.0", "tobacco use", CodeUse.PresentOnly, "smoking", "dependence has codes of its own"),
            Icd("E66.9", "obesity, unspecified", CodeUse.PresentOnly, "obesity", Unspecified),
            Icd("R33.9", "retention of urine, unspecified", CodeUse.PresentOnly, "urinary-retention", Unspecified),
            Icd("R32", "unspecified urinary incontinence", CodeUse.PresentOnly, "urinary-incontinence", Unspecified),
            Icd("R15.9", "full incontinence of feces", CodeUse.PresentOnly, "bowel-incontinence", Unspecified),
            Icd("M25.78", "osteophyte, vertebrae", CodeUse.PresentOrAbsent, "bone-spurs"),
            Icd("M21.371", "foot drop, right foot", CodeUse.PresentOrAbsent, "right.foot-drop"),
            Icd("M21.372", "foot drop, left foot", CodeUse.PresentOrAbsent, "left.foot-drop"),
            Icd("M21.379", "foot drop, unspecified foot", CodeUse.PresentOnly, "foot-drop", Unspecified),
            Icd("M79.604", "pain in right leg", CodeUse.PresentOrAbsent, "right.leg-pain"),
            Icd("M79.605", "pain in left leg", CodeUse.PresentOrAbsent, "left.leg-pain"),
            Icd("M79.606", "pain in leg, unspecified", CodeUse.PresentOnly, "leg-pain", Unspecified),
            Icd("M79.671", "pain in right foot", CodeUse.PresentOrAbsent, "right.foot-pain"),
            Icd("M79.672", "pain in left foot", CodeUse.PresentOrAbsent, "left.foot-pain"),
            Icd("M79.673", "pain in unspecified foot", CodeUse.PresentOnly, "foot-pain", Unspecified),
            Icd("R20.2", "paresthesia of skin", CodeUse.TooBroad, null, NoPlace),
            Icd("R26.2", "difficulty in walking", CodeUse.TooBroad, null,
                Walking),
            Icd("R29.2", "abnormal reflex", CodeUse.TooBroad, null, NoReflex),
            .. Diabetes.SelectMany(static d => (FhirCodeEntry[])
            [
                Icd($"{d.Category}.9", $"{d.Meaning} without complications", CodeUse.PresentOnly, "diabetes", OtherTypes),
                Icd($"{d.Category}.40", $"{d.Meaning} with diabetic neuropathy, unspecified", CodeUse.PresentWithDiagnosis, "diabetes", OnlyDiabetes),
                Icd($"{d.Category}.42", $"{d.Meaning} with diabetic polyneuropathy", CodeUse.PresentWithDiagnosis, "diabetes", OnlyDiabetes),
            ]),
            Icd("M54.5", "low back pain", CodeUse.PresentOnly, "low-back-pain", Elsewhere),
            Icd("M54.40", "lumbago with sciatica, unspecified side", CodeUse.PresentWithDiagnosis, "low-back-pain", "of it only the back pain is used"),
            Icd("M54.41", "lumbago with sciatica, right side", CodeUse.PresentWithDiagnosis, "low-back-pain", "of it only the back pain is used"),
            Icd("M54.42", "lumbago with sciatica, left side", CodeUse.PresentWithDiagnosis, "low-back-pain", "of it only the back pain is used"),

            .. Diagnoses(Hpo, ("HP:0011868", "sciatica"), ("HP:0004610", "lumbar spinal stenosis"),
                ("HP:0003302", "spondylolisthesis"), ("HP:0003304", "spondylolysis"), ("HP:0005881", "spinal instability"),
                ("HP:0001271", "polyneuropathy"), ("HP:0004417", "intermittent claudication"), ("HP:0004950", "peripheral arterial disease")),
            .. Diagnoses(Icd, ("M54.30", "sciatica, unspecified side"), ("M54.31", "sciatica, right side"), ("M54.32", "sciatica, left side"),
                ("M54.16", "radiculopathy, lumbar region"), ("M54.17", "radiculopathy, lumbosacral region"),
                ("M51.16", "lumbar disc disorder with radiculopathy"), ("M51.26", "lumbar disc displacement"),
                ("M48.061", "lumbar spinal stenosis without neurogenic claudication"),
                ("M48.062", "lumbar spinal stenosis with neurogenic claudication"), ("M99.63", "osseous foraminal stenosis, lumbar"),
                ("M99.73", "foraminal stenosis by connective tissue and disc, lumbar"), ("M47.26", "lumbar spondylosis with radiculopathy"),
                ("M43.16", "spondylolisthesis, lumbar region"), ("M43.06", "spondylolysis, lumbar region"), ("M53.2X6", "lumbar instability"),
                ("G57.30", "lesion of lateral popliteal nerve, unspecified side"), ("G57.31", "lesion of lateral popliteal nerve, right"),
                ("G57.32", "lesion of lateral popliteal nerve, left"), ("G57.00", "lesion of sciatic nerve, unspecified side"),
                ("G57.01", "lesion of sciatic nerve, right"), ("G57.02", "lesion of sciatic nerve, left"),
                ("G57.50", "tarsal tunnel syndrome, unspecified side"), ("G57.51", "tarsal tunnel syndrome, right"),
                ("G62.9", "polyneuropathy, unspecified"), ("I70.213", "atherosclerosis with intermittent claudication, both legs"),
                ("I70.219", "atherosclerosis with intermittent claudication, unspecified leg"), ("I73.9", "peripheral vascular disease"),
                ("M72.2", "plantar fascial fibromatosis")),
            new FhirCodeEntry(new FhirCode(FhirSystems.Icd10Cm, "G83.4"), "cauda equina syndrome", CodeUse.Diagnosis, null,
                Emergency),
            .. WhoCodes.All,
            .. GermanCodes.All,
        ];
        ByCode = All.ToFrozenDictionary(static e => e.Code);
    }

    /// <summary>All entries: HPO, ICD-10-CM, ICD-10 and ICD-10-GM, each with those that are read before those that are not.</summary>
    public static ImmutableArray<FhirCodeEntry> All { get; }

    internal static FhirCodeEntry? Find(FhirCode code) => ByCode.GetValueOrDefault(code);

    private static FhirCodeEntry Hpo(string code, string meaning, CodeUse use, string? finding, string? note = null) =>
        new(new FhirCode(FhirSystems.Hpo, code), meaning, use, finding, note);

    private static FhirCodeEntry Icd(string code, string meaning, CodeUse use, string? finding, string? note = null) =>
        new(new FhirCode(FhirSystems.Icd10Cm, code), meaning, use, finding, note);

    private static IEnumerable<FhirCodeEntry> Diagnoses(
        Func<string, string, CodeUse, string?, string?, FhirCodeEntry> of, params (string Code, string Meaning)[] codes) =>
        codes.Select(c => of(c.Code, c.Meaning, CodeUse.Diagnosis, null, null));
}
