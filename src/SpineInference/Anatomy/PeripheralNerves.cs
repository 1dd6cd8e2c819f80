using System.Collections.Immutable;

namespace SpineInference.Anatomy;

/// <summary>The nerves of the leg, from the plexus to the toes.</summary>
/// <remarks>
/// <para>Roots, branches and supply are standard anatomy (Gray's Anatomy, 42nd ed., section on the pelvic girdle and lower limb; Aids to the
/// Examination of the Peripheral Nervous System), as evidence R201 to R207 state it for the sciatic nerve, its two divisions, the femoral
/// and obturator nerves, and the skin of the leg and foot. Of the muscles only those of <see cref="Muscle"/> are listed, of the skin only
/// the regions of <see cref="Region"/>.</para>
/// <para>Immutable and safe for concurrent use.</para>
/// </remarks>
public static class PeripheralNerves
{
    /// <summary>Ilioinguinal nerve (L1): the skin of the groin.</summary>
    public static PeripheralNerve Ilioinguinal { get; } = new(
        "ilioinguinal", "Ilioinguinal nerve", [NerveRoot.L1], [], [], [Region.Groin],
        [new("Inguinal canal", "runs around the flank and through the canal to the groin")]);

    /// <summary>Genitofemoral nerve (L1, L2): the skin of the groin below the ligament.</summary>
    public static PeripheralNerve Genitofemoral { get; } = new(
        "genitofemoral", "Genitofemoral nerve", [NerveRoot.L1, NerveRoot.L2], [], [], [Region.Groin],
        [new("Psoas", "runs down on the muscle to the groin")]);

    /// <summary>Lateral femoral cutaneous nerve (L2, L3): the outer thigh, skin alone.</summary>
    public static PeripheralNerve LateralFemoralCutaneous { get; } = new(
        "lateral-femoral-cutaneous", "Lateral femoral cutaneous nerve", [NerveRoot.L2, NerveRoot.L3], [], [], [Region.SideOfThigh],
        [new("Inguinal ligament", "passes by the front of the hip bone, under the ligament, to the side of the thigh")]);

    /// <summary>Femoral nerve (L2 to L4): bends the hip, stretches the knee; the front of the thigh.</summary>
    public static PeripheralNerve Femoral { get; } = new(
        "femoral", "Femoral nerve", [NerveRoot.L2, NerveRoot.L3, NerveRoot.L4], [],
        [Muscle.Iliopsoas, Muscle.Quadriceps], [Region.FrontOfThigh],
        [
            new("Lumbar plexus", "forms within psoas"),
            new("Inguinal ligament", "passes under the ligament, outside the artery, to the front of the thigh"),
        ]);

    /// <summary>Saphenous nerve (L3, L4): the long branch of the femoral nerve to the inner shin, skin alone.</summary>
    public static PeripheralNerve Saphenous { get; } = new(
        "saphenous", "Saphenous nerve", [NerveRoot.L3, NerveRoot.L4], [Femoral], [], [Region.MedialShin, Region.FrontOfShin],
        [new("Adductor canal", "runs down the thigh and past the inner knee to the inner shin and ankle")]);

    /// <summary>Obturator nerve (L2 to L4): the adductors.</summary>
    /// <remarks>Its small patch of skin on the inner thigh is none of the regions told here.</remarks>
    public static PeripheralNerve Obturator { get; } = new(
        "obturator", "Obturator nerve", [NerveRoot.L2, NerveRoot.L3, NerveRoot.L4], [], [Muscle.Adductors], [],
        [new("Obturator foramen", "leaves the pelvis to the inner thigh")]);

    /// <summary>Superior gluteal nerve (L4 to S1): gluteus medius. It branches before the sciatic nerve forms and does not touch the
    /// fibula: a weak gluteus medius beside a foot drop speaks for the root.</summary>
    public static PeripheralNerve SuperiorGluteal { get; } = new(
        "superior-gluteal", "Superior gluteal nerve", [NerveRoot.L4, NerveRoot.L5, NerveRoot.S1], [], [Muscle.GluteusMedius], [],
        [new("Greater sciatic foramen", "leaves the pelvis above piriformis")]);

    /// <summary>Inferior gluteal nerve (L5 to S2): gluteus maximus.</summary>
    public static PeripheralNerve InferiorGluteal { get; } = new(
        "inferior-gluteal", "Inferior gluteal nerve", [NerveRoot.L5, NerveRoot.S1, NerveRoot.S2], [], [Muscle.GluteusMaximus], [],
        [new("Greater sciatic foramen", "leaves the pelvis below piriformis")]);

    /// <summary>Posterior femoral cutaneous nerve (S1 to S3): the lower buttock and the back of the thigh, skin alone.</summary>
    public static PeripheralNerve PosteriorFemoralCutaneous { get; } = new(
        "posterior-femoral-cutaneous", "Posterior femoral cutaneous nerve", [NerveRoot.S1, NerveRoot.S2, NerveRoot.S3], [], [],
        [Region.BackOfThigh, Region.Buttock],
        [new("Greater sciatic foramen", "leaves the pelvis below piriformis, beside the sciatic nerve, and runs down under the skin")]);

    /// <summary>Pudendal nerve (S2, S3 and S4): the saddle.</summary>
    public static PeripheralNerve Pudendal { get; } = new(
        "pudendal", "Pudendal nerve", [NerveRoot.S2, NerveRoot.S3], [], [], [Region.Saddle],
        [new("Pudendal canal", "leaves the pelvis below piriformis and turns back in to the pelvic floor")]);

    /// <summary>Sciatic nerve (L4 to S3): the largest nerve of the body. More about it: <see cref="SciaticNerve"/>.</summary>
    public static PeripheralNerve Sciatic { get; } = new(
        "sciatic", "Sciatic nerve", NerveRoots.RangeOf(NerveRoot.L4, NerveRoot.S3), [], [], [],
        [
            new("Lumbosacral plexus", "the branches of L4 and L5 join those of S1, S2 and S3 on the back wall of the pelvis"),
            new("Greater sciatic foramen", "they leave the pelvis together, as a rule below piriformis", LesionSite.Buttock),
            new("Mid-buttock", "here they are one nerve, under gluteus maximus, between the sitting bone and the hip", LesionSite.Buttock),
            new("Back of the thigh", "it runs down the middle, under the hamstrings"),
            new("Upper end of the hollow of the knee", "it divides into the tibial and the common fibular nerve"),
        ]);

    /// <summary>Tibial nerve (L4 to S3): the larger division of the sciatic nerve; hamstrings, calf and sole.</summary>
    public static PeripheralNerve Tibial { get; } = new(
        "tibial", "Tibial nerve", NerveRoots.RangeOf(NerveRoot.L4, NerveRoot.S3), [Sciatic],
        [Muscle.TibialisPosterior, Muscle.Hamstrings, Muscle.Gastrocnemius], [],
        [
            new("Hollow of the knee", "it keeps the line of the trunk down the middle"),
            new("Back of the calf", "it runs under gastrocnemius and soleus"),
            new("Tarsal tunnel", "it passes behind the inner ankle and divides", LesionSite.Ankle),
        ]);

    /// <summary>Common fibular (peroneal) nerve (L4 to S2): the smaller division; lifts the foot and turns the sole outwards.</summary>
    public static PeripheralNerve CommonFibular { get; } = new(
        "common-fibular", "Common fibular nerve", NerveRoots.RangeOf(NerveRoot.L4, NerveRoot.S2), [Sciatic], [], [Region.LateralCalf],
        [
            new("Outer edge of the hollow of the knee", "it follows the tendon of biceps"),
            new("Neck of the fibula", "it winds around the bone, right under the skin, and divides", LesionSite.FibularHead),
        ]);

    /// <summary>Superficial fibular nerve (L4 to S1): fibularis; the lower outer calf and most of the top of the foot.</summary>
    public static PeripheralNerve SuperficialFibular { get; } = new(
        "superficial-fibular", "Superficial fibular nerve", NerveRoots.RangeOf(NerveRoot.L4, NerveRoot.S1), [CommonFibular],
        [Muscle.Fibularis], [Region.FrontOfShin, Region.LateralCalf, Region.TopOfFoot, Region.BigToe],
        [new("Outer calf", "it runs between the fibular muscles and comes under the skin above the ankle"), new("Top of the foot", "it spreads out to the toes", LesionSite.Foot)]);

    /// <summary>Deep fibular nerve (L4 to S1): tibialis anterior and extensor hallucis; the skin between the first two toes.</summary>
    public static PeripheralNerve DeepFibular { get; } = new(
        "deep-fibular", "Deep fibular nerve", NerveRoots.RangeOf(NerveRoot.L4, NerveRoot.S1), [CommonFibular],
        [Muscle.TibialisAnterior, Muscle.ExtensorHallucis], [Region.BigToe],
        [new("Front of the shin", "it runs deep among the lifters of the foot"), new("First web space", "it ends between the first two toes", LesionSite.Foot)]);

    /// <summary>Sural nerve (S1, S2): a branch of the tibial nerve joined by one of the common fibular; the back of the calf and the outer
    /// edge of the foot, skin alone.</summary>
    public static PeripheralNerve Sural { get; } = new(
        "sural", "Sural nerve", [NerveRoot.S1, NerveRoot.S2], [Tibial, CommonFibular], [], [Region.BackOfCalf, Region.LateralFoot],
        [new("Back of the calf", "its two parts join"), new("Outer ankle", "it passes behind the ankle to the outer edge of the foot")]);

    /// <summary>Medial calcaneal nerve (S1, S2): the heel, skin alone.</summary>
    public static PeripheralNerve MedialCalcaneal { get; } = new(
        "medial-calcaneal", "Medial calcaneal nerve", [NerveRoot.S1, NerveRoot.S2], [Tibial], [], [Region.Heel],
        [new("Inner heel", "it leaves the tibial nerve at the tarsal tunnel", LesionSite.Foot)]);

    /// <summary>Medial plantar nerve (L4 to S2): the inner sole; its skin from the upper roots, its muscles from the sacral ones.</summary>
    public static PeripheralNerve MedialPlantar { get; } = new(
        "medial-plantar", "Medial plantar nerve", NerveRoots.RangeOf(NerveRoot.L4, NerveRoot.S2), [Tibial], [Muscle.FootIntrinsics],
        [Region.BigToe, Region.Sole],
        [new("Inner sole", "it runs forwards to the big toe and its neighbours", LesionSite.Foot)]);

    /// <summary>Lateral plantar nerve (S1 to S3): the outer sole and most of its small muscles.</summary>
    public static PeripheralNerve LateralPlantar { get; } = new(
        "lateral-plantar", "Lateral plantar nerve", NerveRoots.RangeOf(NerveRoot.S1, NerveRoot.S3), [Tibial], [Muscle.FootIntrinsics],
        [Region.Sole],
        [new("Outer sole", "it crosses the sole to the small toes", LesionSite.Foot)]);

    /// <summary>All nerves; each stands after those it branches from.</summary>
    public static ImmutableArray<PeripheralNerve> All { get; } =
    [
        Ilioinguinal, Genitofemoral, LateralFemoralCutaneous, Femoral, Saphenous, Obturator, SuperiorGluteal, InferiorGluteal,
        PosteriorFemoralCutaneous, Pudendal, Sciatic, Tibial, CommonFibular, SuperficialFibular, DeepFibular, Sural, MedialCalcaneal,
        MedialPlantar, LateralPlantar,
    ];

    /// <summary>Finds a nerve by its text id, such as <c>common-fibular</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <returns>The nerve.</returns>
    /// <exception cref="ArgumentException">There is no such nerve; the message lists them.</exception>
    public static PeripheralNerve Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return All.FirstOrDefault(nerve => nerve.Id == id)
            ?? throw new ArgumentException($"Unknown nerve '{id}'. Use one of: {string.Join(", ", All.Select(static nerve => nerve.Id))}.", nameof(id));
    }
}
