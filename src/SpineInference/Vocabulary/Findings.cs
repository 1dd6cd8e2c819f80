using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>Every finding of the model, typed: a name that does not exist does not compile, nor does a finding of the patient stated of a leg.</summary>
/// <remarks>The plain findings are properties (<c>Findings.FootDrop</c>); those that take a region, muscle, reflex, root, nerve or
/// level are methods. Text ids, labels, synonyms and codes stand in docs/findings.md. Stateless and safe for concurrent use.</remarks>
/// <example><code>
/// Patient patient = SpineModel.Default.Patient(age: 54)
///     .Present(Leg.Left, Findings.FootDrop, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
///     .Absent(Findings.BothLegs);
/// </code></example>
public static partial class Findings
{
    /// <summary>Pain felt in a region of a leg. A finding of a leg; text id <c>pain.</c> and the region.</summary>
    /// <param name="region">The region.</param>
    /// <returns>The finding.</returns>
    public static LegFinding Pain(Region region) => PainOf(region);

    /// <summary>Altered sensation in a region of a leg: tingling, numbness, "asleep", or reduced on testing. A finding of a leg; text id
    /// <c>sensation.</c> and the region.</summary>
    /// <param name="region">The region.</param>
    /// <returns>The finding.</returns>
    public static LegFinding AlteredSensation(Region region) => SensationOf(region);

    /// <summary>Loss of sensation in a region of a leg, found by testing with touch or pinprick; what is told of it is another finding. A finding
    /// of a leg; text id <c>sensory-loss.</c> and the region.</summary>
    /// <param name="region">The region, not the saddle: that is <see cref="AlteredSensation"/>, told or tested.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="region"/> is the saddle.</exception>
    public static LegFinding SensoryLoss(Region region) => region == Region.Saddle
        ? throw new ArgumentOutOfRangeException(nameof(region), region, "The saddle, told or tested, is AlteredSensation(Region.Saddle).")
        : SensoryLossOf(region);

    /// <summary>Strength of a muscle on manual testing. A finding of a leg; text id that of the muscle and <c>-strength</c>.</summary>
    /// <param name="muscle">The muscle.</param>
    /// <param name="grade">Its grade.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such grade.</exception>
    public static LegFinding Strength(Muscle muscle, StrengthGrade grade) => StrengthOf(muscle, grade);

    /// <summary>Strength of a muscle in grades of the Medical Research Council. A finding of a leg; text id that of the muscle and
    /// <c>-strength</c>.</summary>
    /// <param name="muscle">The muscle.</param>
    /// <param name="mrcGrade">5 normal, 4 weak, 0 to 3 severely weak.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The grade is outside 0 to 5.</exception>
    public static LegFinding Strength(Muscle muscle, int mrcGrade) => Strength(muscle, OfMedicalResearchCouncil(mrcGrade));

    /// <summary>A tendon reflex and its grade. A finding of a leg; text id that of the reflex.</summary>
    /// <param name="reflex">The reflex.</param>
    /// <param name="grade">Its grade.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such grade.</exception>
    public static LegFinding TendonReflex(Reflex reflex, ReflexGrade grade) => ReflexOf(reflex, grade);

    /// <summary>What an activity or posture does to the symptoms. A finding of the patient; text id <c>effect-of-</c> and the activity.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="effect">Its effect.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such activity or effect.</exception>
    public static PatientFinding EffectOf(PatientActivity activity, Effect effect) => EffectOfActivity(activity, effect);

    /// <summary>The ankle–brachial index, read as low (below 0.9) or not. A finding of the patient; text id <c>ankle-brachial-index-low</c>.</summary>
    /// <param name="index">Ratio of systolic pressures, in (0, 3).</param>
    /// <returns>The finding <c>ankle-brachial-index-low</c>, present or absent.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside (0, 3).</exception>
    /// <remarks>It says no more than that. <see cref="Patient.AnkleBrachialIndex"/> states an index below 0.4 as well, which a red-flag rule
    /// asks for.</remarks>
    public static PatientFinding AnkleBrachialIndex(double index) => index is > 0 and < 3
        ? PresentOrAbsent(AnkleBrachialIndexLow, index < 0.9)
        : throw new ArgumentOutOfRangeException(nameof(index), index, "An ankle–brachial index lies between 0 and 3.");

    /// <summary>Needle electromyography shows denervation in the pattern of a root (L2 to S3). A finding of a leg; text id <c>emg.</c> and the
    /// root, as <c>emg.l5</c>.</summary>
    /// <param name="root">The root.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="root"/> is L1, which the model does not examine.</exception>
    public static LegFinding NeedleEmg(NerveRoot root) => root == NerveRoot.L1
        ? throw new ArgumentOutOfRangeException(nameof(root), root, "Needle EMG is modelled for the roots L2 to S3.")
        : EmgOf(root);

    /// <summary>Needle electromyography shows denervation of one muscle. A finding of a leg; text id <c>emg-muscle.</c> and the muscle.</summary>
    /// <param name="muscle">The muscle: hip adductors, quadriceps, tibialis anterior, fibularis, tibialis posterior, gluteus medius, gluteus maximus or gastrocnemius.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The model has no needle of <paramref name="muscle"/>.</exception>
    /// <remarks>The muscles of one root do not count twice, nor beside <see cref="NeedleEmg(NerveRoot)"/>.</remarks>
    public static LegFinding NeedleEmg(Muscle muscle) => muscle is Muscle.Iliopsoas or Muscle.ExtensorHallucis or Muscle.Hamstrings or Muscle.FootIntrinsics || !Enum.IsDefined(muscle)
        ? throw new ArgumentOutOfRangeException(nameof(muscle), muscle, "Needle EMG is modelled for eight muscles: see docs/findings.md, emg-muscle.")
        : MuscleEmgOf(muscle);

    /// <summary>Imaging shows a root of this leg pressed upon (L2 to S1). A finding of a leg; text id <c>root-seen.</c> and the root, as
    /// <c>root-seen.l5</c>.</summary>
    /// <param name="root">The root.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="root"/> is L1, S2 or S3, of which the model has no image.</exception>
    public static LegFinding RootCompressionSeenOf(NerveRoot root) => root is NerveRoot.L1 or NerveRoot.S2 or NerveRoot.S3
        ? throw new ArgumentOutOfRangeException(nameof(root), root, "Images are modelled for the roots L2 to S1.")
        : RootSeenOf(root);

    /// <summary>How narrow the canal is at a level on the image. A finding of the patient; text id <c>stenosis-grade.</c> and the level, as
    /// <c>stenosis-grade.l4-5</c>.</summary>
    /// <param name="level">The level.</param>
    /// <param name="grade">The grade.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such grade.</exception>
    public static PatientFinding StenosisGradeSeen(DiscLevel level, NarrowingGrade grade) => StenosisGradeAt(level, grade);

    /// <summary>Imaging shows a prolapsed disc at a level. A finding of the patient; text id <c>mri-prolapse.</c> and the level.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The finding.</returns>
    public static PatientFinding ProlapseSeen(DiscLevel level) => ProlapseAt(level);

    /// <summary>Imaging shows narrowing of the canal at a level. A finding of the patient; text id <c>mri-stenosis.</c> and the level.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The finding.</returns>
    public static PatientFinding StenosisSeen(DiscLevel level) => StenosisAt(level);

    /// <summary>Imaging shows a slipped vertebra at a level. A finding of the patient; text id <c>slip-seen.</c> and the level.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The finding.</returns>
    public static PatientFinding SlipSeen(DiscLevel level) => SlipAt(level);

    /// <summary>What an index says: whether it is low, and whether it is very low.</summary>
    internal static Finding[] OfAnkleBrachialIndex(double index) =>
        [AnkleBrachialIndex(index), PresentOrAbsent(AnkleBrachialIndexVeryLow, index < 0.4)];

    /// <summary>What a grade of the Medical Research Council is here.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The grade is outside 0 to 5.</exception>
    internal static StrengthGrade OfMedicalResearchCouncil(int mrcGrade) => mrcGrade switch
    {
        5 => StrengthGrade.Normal,
        4 => StrengthGrade.Weak,
        >= 0 and <= 3 => StrengthGrade.SeverelyWeak,
        _ => throw new ArgumentOutOfRangeException(nameof(mrcGrade), mrcGrade, "A grade of the Medical Research Council lies between 0 and 5."),
    };

    private static PatientFinding PresentOrAbsent(PatientFinding finding, bool isPresent) =>
        isPresent ? finding : new PatientFinding(finding.Id, finding.Place, 0, "absent");
}
