using System.Collections.Immutable;

namespace SpineInference.Anatomy;

/// <summary>The muscles: text ids, roots, nerves and actions.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value that is no muscle, the default
/// included.</para>
/// <para>Which roots supply a muscle at all follows evidence R205 (standard anatomy: Gray's Anatomy; Aids to the Examination of the
/// Peripheral Nervous System) and, for the adductors, R195 and R204 (the obturator nerve is L2 to L4). Which of them are the main ones
/// follows counts where there are any: stimulation of the roots (R107: adductors and quadriceps from L3, tibialis anterior from L4,
/// fibularis from L5, gastrocnemius and gluteus maximus from S1) and needle EMG of surgically verified single roots (R084 to R087 for
/// L4 in adductors and quadriceps, R088 fibularis, R090 and R101 tibialis posterior, R092 tibialis anterior, R093 extensor hallucis,
/// R095 and R102 hamstrings). The lesser share of L4 and S1 in extensor hallucis is the digest's rule that no muscle be exclusive to one
/// root. Of the small muscles of the sole, S2 is the one root that all sources name.</para>
/// </remarks>
public static partial class Muscles
{
    extension(Muscle muscle)
    {
        /// <summary>What the muscle does, in plain words: <c>lifts the foot</c>.</summary>
        public string Action => ActionFacts[Ids.PlaceOf(muscle)];

        /// <summary>The roots that supply the muscle; always at least two.</summary>
        public RootSupply Roots => new(MainFacts[Ids.PlaceOf(muscle)], LesserFacts[Ids.PlaceOf(muscle)]);

        /// <summary>The nerves that enter the muscle: one, but two for the small muscles of the sole.</summary>
        /// <remarks>Iliopsoas is given to the femoral nerve, which supplies iliacus; psoas has twigs straight from the lumbar plexus. The
        /// hamstrings are given to the tibial nerve: it supplies, within the sciatic trunk, all but the short head of biceps.</remarks>
        public ImmutableArray<PeripheralNerve> Nerves
        {
            get
            {
                Ids.Checked(muscle);
                return [.. PeripheralNerves.All.Where(nerve => nerve.OwnMuscles.Contains(muscle))];
            }
        }
    }
}
