using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

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
public static class Muscles
{
    private static readonly TextIds<Muscle> Ids = new(
        "muscle",
        (Muscle.Iliopsoas, "iliopsoas"),
        (Muscle.Adductors, "adductors"),
        (Muscle.Quadriceps, "quadriceps"),
        (Muscle.TibialisAnterior, "tibialis-anterior"),
        (Muscle.ExtensorHallucis, "extensor-hallucis"),
        (Muscle.Fibularis, "fibularis"),
        (Muscle.TibialisPosterior, "tibialis-posterior"),
        (Muscle.GluteusMedius, "gluteus-medius"),
        (Muscle.Hamstrings, "hamstrings"),
        (Muscle.GluteusMaximus, "gluteus-maximus"),
        (Muscle.Gastrocnemius, "gastrocnemius"),
        (Muscle.FootIntrinsics, "foot-intrinsics"));

    private static readonly ImmutableArray<(string PlainName, string Action, RootSupply Roots)> Facts =
    [
        ("hip benders", "bends the hip", new([NerveRoot.L2, NerveRoot.L3], [NerveRoot.L1])),
        ("inner thigh muscles", "draw the thighs together", new([NerveRoot.L3, NerveRoot.L4], [NerveRoot.L2])),
        ("front thigh muscle", "stretches the knee", new([NerveRoot.L3, NerveRoot.L4], [NerveRoot.L2])),
        ("foot lifter", "lifts the foot", new([NerveRoot.L4, NerveRoot.L5], [])),
        ("big toe lifter", "lifts the big toe", new([NerveRoot.L5], [NerveRoot.L4, NerveRoot.S1])),
        ("outer calf muscles", "turn the sole outwards", new([NerveRoot.L5], [NerveRoot.S1])),
        ("deep inner calf muscle", "turns the sole inwards", new([NerveRoot.L5], [NerveRoot.L4])),
        ("hip spreader", "spreads the thigh and keeps the pelvis level on one leg", new([NerveRoot.L5], [NerveRoot.L4, NerveRoot.S1])),
        ("back thigh muscles", "bend the knee and stretch the hip", new([NerveRoot.L5, NerveRoot.S1], [NerveRoot.S2])),
        ("buttock muscle", "stretches the hip", new([NerveRoot.S1], [NerveRoot.L5, NerveRoot.S2])),
        ("calf muscle", "pushes the foot down", new([NerveRoot.S1], [NerveRoot.S2])),
        ("small muscles of the sole", "spread and bend the toes", new([NerveRoot.S2], [NerveRoot.S1, NerveRoot.S3])),
    ];

    /// <summary>All muscles, roughly from the highest root to the lowest.</summary>
    public static ImmutableArray<Muscle> All => Ids.All;

    /// <summary>Reads a muscle from its text id, such as <c>tibialis-anterior</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such muscle; the message lists them.</exception>
    public static Muscle Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a muscle from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="muscle">The muscle, or the default.</param>
    /// <returns>Whether there is such a muscle.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Muscle muscle) => Ids.TryParse(id, out muscle);

    extension(Muscle muscle)
    {
        /// <summary>The stable text id, as in the names of the network's variables: <c>tibialis-anterior</c>.</summary>
        public string Id => Ids.IdOf(muscle);

        /// <summary>A name in plain words: <c>foot lifter</c>.</summary>
        public string PlainName => Facts[Ids.Checked(muscle) - Muscle.Iliopsoas].PlainName;

        /// <summary>What the muscle does, in plain words: <c>lifts the foot</c>.</summary>
        public string Action => Facts[Ids.Checked(muscle) - Muscle.Iliopsoas].Action;

        /// <summary>The roots that supply the muscle; always at least two.</summary>
        public RootSupply Roots => Facts[Ids.Checked(muscle) - Muscle.Iliopsoas].Roots;

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
