using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Every finding of the model, typed: a name that does not exist does not compile.</summary>
/// <remarks>The plain findings are properties (<c>Findings.FootDrop</c>); those that take a region, muscle, reflex, root, nerve or
/// level are methods. Text ids, labels, synonyms and codes stand in docs/findings.md. Stateless and safe for concurrent use.</remarks>
public static partial class Findings
{
    /// <summary>Pain felt in a region of a leg.</summary>
    /// <param name="region">The region.</param>
    public static Finding Pain(Region region) => new($"pain.{region.Id}", isOfLeg: true);

    /// <summary>Altered sensation in a region of a leg: tingling, numbness, "asleep", or reduced on testing.</summary>
    /// <param name="region">The region.</param>
    public static Finding AlteredSensation(Region region) => new($"sensation.{region.Id}", isOfLeg: true);

    /// <summary>Loss of sensation in a region of a leg, found by testing with touch or pinprick; what is told of it is another finding.</summary>
    /// <param name="region">The region, not the saddle: that is <see cref="AlteredSensation"/>, told or tested.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="region"/> is the saddle.</exception>
    public static Finding SensoryLoss(Region region) => region == Region.Saddle
        ? throw new ArgumentOutOfRangeException(nameof(region), region, "The saddle, told or tested, is AlteredSensation(Region.Saddle).")
        : new($"sensory-loss.{region.Id}", isOfLeg: true);

    /// <summary>A leg that is numb or tingles, with no region stated.</summary>
    public static Finding AlteredSensationInLeg => new("sensation.leg", isOfLeg: true);

    /// <summary>A foot that is numb or tingles, with no region stated.</summary>
    public static Finding AlteredSensationInFoot => new("sensation.foot", isOfLeg: true);

    /// <summary>Strength of a muscle on manual testing.</summary>
    /// <param name="muscle">The muscle.</param>
    /// <param name="grade">Its grade.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such grade.</exception>
    public static Finding Strength(Muscle muscle, StrengthGrade grade) => new($"{muscle.Id}-strength", isOfLeg: true, grade.Id);

    /// <summary>Strength of a muscle in grades of the Medical Research Council.</summary>
    /// <param name="muscle">The muscle.</param>
    /// <param name="mrcGrade">5 normal, 4 weak, 0 to 3 severely weak.</param>
    /// <exception cref="ArgumentOutOfRangeException">The grade is outside 0 to 5.</exception>
    public static Finding Strength(Muscle muscle, int mrcGrade) => Strength(muscle, OfMedicalResearchCouncil(mrcGrade));

    /// <summary>A tendon reflex and its grade.</summary>
    /// <param name="reflex">The reflex.</param>
    /// <param name="grade">Its grade.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such grade.</exception>
    public static Finding TendonReflex(Reflex reflex, ReflexGrade grade) => new(reflex.Id, isOfLeg: true, grade.Id);

    /// <summary>What an activity or posture does to the symptoms.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="effect">Its effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such activity or effect.</exception>
    public static Finding EffectOf(PatientActivity activity, Effect effect) => new($"effect-of-{activity.Id}", isOfLeg: false, effect.Id);

    /// <summary>The ankle–brachial index, read as low (below 0.9) or not.</summary>
    /// <param name="index">Ratio of systolic pressures, in (0, 3).</param>
    /// <returns>The finding <c>ankle-brachial-index-low</c>, present or absent.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside (0, 3).</exception>
    /// <remarks>It says no more than that. <see cref="Patient.AnkleBrachialIndex"/> states an index below 0.4 as well, which a red-flag rule
    /// asks for.</remarks>
    public static Finding AnkleBrachialIndex(double index) => index is > 0 and < 3
        ? new Finding("ankle-brachial-index-low", isOfLeg: false, index < 0.9 ? "present" : "absent")
        : throw new ArgumentOutOfRangeException(nameof(index), index, "An ankle–brachial index lies between 0 and 3.");

    /// <summary>What an index says: whether it is low, and whether it is very low.</summary>
    internal static Finding[] OfAnkleBrachialIndex(double index) =>
        [AnkleBrachialIndex(index), new Finding("ankle-brachial-index-very-low", isOfLeg: false, index < 0.4 ? "present" : "absent")];

    /// <summary>What a grade of the Medical Research Council is here.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The grade is outside 0 to 5.</exception>
    internal static StrengthGrade OfMedicalResearchCouncil(int mrcGrade) => mrcGrade switch
    {
        5 => StrengthGrade.Normal,
        4 => StrengthGrade.Weak,
        >= 0 and <= 3 => StrengthGrade.SeverelyWeak,
        _ => throw new ArgumentOutOfRangeException(nameof(mrcGrade), mrcGrade, "A grade of the Medical Research Council lies between 0 and 5."),
    };

    /// <summary>Needle electromyography shows denervation in the pattern of a root (L2 to S3).</summary>
    /// <param name="root">The root.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="root"/> is L1, which the model does not examine.</exception>
    public static Finding NeedleEmg(NerveRoot root) => root == NerveRoot.L1
        ? throw new ArgumentOutOfRangeException(nameof(root), root, "Needle EMG is modelled for the roots L2 to S3.")
        : new Finding($"emg.{root.Id.ToLowerInvariant()}", isOfLeg: true);

    /// <summary>Needle electromyography shows denervation of one muscle.</summary>
    /// <param name="muscle">The muscle: hip adductors, quadriceps, tibialis anterior, fibularis, tibialis posterior, gluteus medius, gluteus maximus or gastrocnemius.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model has no needle of <paramref name="muscle"/>.</exception>
    /// <remarks>The muscles of one root do not count twice, nor beside <see cref="NeedleEmg(NerveRoot)"/>.</remarks>
    public static Finding NeedleEmg(Muscle muscle) => muscle is Muscle.Iliopsoas or Muscle.ExtensorHallucis or Muscle.Hamstrings or Muscle.FootIntrinsics || !Enum.IsDefined(muscle)
        ? throw new ArgumentOutOfRangeException(nameof(muscle), muscle, "Needle EMG is modelled for eight muscles: see docs/findings.md, emg-muscle.")
        : new Finding($"emg-muscle.{muscle.Id}", isOfLeg: true);

    /// <summary>Imaging shows a root of this leg pressed upon (L2 to S1).</summary>
    /// <param name="root">The root.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="root"/> is L1, S2 or S3, of which the model has no image.</exception>
    public static Finding RootCompressionSeenOf(NerveRoot root) => root is NerveRoot.L1 or NerveRoot.S2 or NerveRoot.S3
        ? throw new ArgumentOutOfRangeException(nameof(root), root, "Images are modelled for the roots L2 to S1.")
        : new Finding($"root-seen.{root.Id.ToLowerInvariant()}", isOfLeg: true);

    /// <summary>How narrow the canal is at a level on the image.</summary>
    /// <param name="level">The level.</param>
    /// <param name="grade">The grade.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such grade.</exception>
    public static Finding StenosisGradeSeen(DiscLevel level, NarrowingGrade grade) => new($"stenosis-grade.{level.Slug}", isOfLeg: false, grade switch
    {
        NarrowingGrade.None => "none",
        NarrowingGrade.Mild => "mild",
        NarrowingGrade.Moderate => "moderate",
        NarrowingGrade.Severe => "severe",
        _ => throw new ArgumentOutOfRangeException(nameof(grade), grade, "Not a grade of narrowing."),
    });

    /// <summary>Imaging shows a prolapsed disc at a level.</summary>
    /// <param name="level">The level.</param>
    public static Finding ProlapseSeen(DiscLevel level) => new($"mri-prolapse.{level.Slug}", isOfLeg: false);

    /// <summary>Imaging shows narrowing of the canal at a level.</summary>
    /// <param name="level">The level.</param>
    public static Finding StenosisSeen(DiscLevel level) => new($"mri-stenosis.{level.Slug}", isOfLeg: false);

    /// <summary>Imaging shows a slipped vertebra at a level.</summary>
    /// <param name="level">The level.</param>
    public static Finding SlipSeen(DiscLevel level) => new($"slip-seen.{level.Slug}", isOfLeg: false);
}
