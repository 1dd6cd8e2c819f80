using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Anatomy;

/// <summary>The tendon reflexes: text ids, roots and the muscle that answers.</summary>
/// <remarks>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value that is no reflex, the
/// default included. Source: evidence R196 (knee), R198 (ankle), R199; for the medial hamstring reflex R116 and R167. The lesser roots are
/// the neighbours in the supply of the muscle (R205); that L5 has a little of the ankle jerk is in no chart but a judgement, since
/// the ankle jerk localises less sharply than the charts say (R150, R157).</remarks>
public static class Reflexes
{
    private static readonly TextIds<Reflex> Ids = new(
        "reflex",
        (Reflex.Patellar, "patellar-reflex"),
        (Reflex.MedialHamstring, "medial-hamstring-reflex"),
        (Reflex.Achilles, "achilles-reflex"));

    private static readonly RootSupply PatellarRoots = new([NerveRoot.L4], [NerveRoot.L2, NerveRoot.L3]);

    private static readonly RootSupply MedialHamstringRoots = new([NerveRoot.L5], [NerveRoot.S1]);

    private static readonly RootSupply AchillesRoots = new([NerveRoot.S1], [NerveRoot.L5, NerveRoot.S2]);

    /// <summary>All reflexes, from the knee down.</summary>
    public static ImmutableArray<Reflex> All => Ids.All;

    /// <summary>Reads a reflex from its text id, such as <c>achilles-reflex</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such reflex; the message lists them.</exception>
    public static Reflex Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a reflex from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="reflex">The reflex, or the default.</param>
    /// <returns>Whether there is such a reflex.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Reflex reflex) => Ids.TryParse(id, out reflex);

    extension(Reflex reflex)
    {
        /// <summary>The stable text id, which is also the finding's: <c>achilles-reflex</c>.</summary>
        public string Id => Ids.IdOf(reflex);

        /// <summary>The roots through which the reflex runs.</summary>
        public RootSupply Roots => reflex switch
        {
            Reflex.Patellar => PatellarRoots,
            Reflex.MedialHamstring => MedialHamstringRoots,
            Reflex.Achilles => AchillesRoots,
            _ => throw Ids.NotAMember(reflex),
        };

        /// <summary>The muscle whose jerk answers the tap.</summary>
        public Muscle Muscle => reflex switch
        {
            Reflex.Patellar => Muscle.Quadriceps,
            Reflex.MedialHamstring => Muscle.Hamstrings,
            Reflex.Achilles => Muscle.Gastrocnemius,
            _ => throw Ids.NotAMember(reflex),
        };
    }
}
