using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Anatomy;

/// <summary>The regions of the body surface: text ids, and the roots and nerves in whose area each lies.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value that is no region, the default
/// included.</para>
/// <para>The roots are those whose sensory area takes in the region or a good part of it. They follow evidence R194 to R199 (sensory
/// columns), R206 (back of the thigh, saddle), R078 to R081 (blocks of single roots); the groin and the buttock follow the nerves of their
/// skin (ilioinguinal and genitofemoral: L1, L2; posterior femoral cutaneous: S1 to S3), and S2 joins S1 on the back of the calf, the
/// sole and the heel, which the tibial nerve and the posterior femoral cutaneous nerve supply from both (standard anatomy: Gray's
/// Anatomy). Areas of neighbouring roots overlap and pain spreads wider than these areas: how often a root is felt where is knowledge of
/// the network (variables <c>pain-territory</c>, <c>sensation-territory</c>), not of this class.</para>
/// </remarks>
public static class Regions
{
    private static readonly TextIds<Region> Ids = new(
        "region",
        (Region.Groin, "groin"),
        (Region.FrontOfThigh, "front-of-thigh"),
        (Region.SideOfThigh, "side-of-thigh"),
        (Region.BackOfThigh, "back-of-thigh"),
        (Region.Buttock, "buttock"),
        (Region.MedialShin, "medial-shin"),
        (Region.FrontOfShin, "front-of-shin"),
        (Region.LateralCalf, "lateral-calf"),
        (Region.BackOfCalf, "back-of-calf"),
        (Region.TopOfFoot, "top-of-foot"),
        (Region.BigToe, "big-toe"),
        (Region.LateralFoot, "lateral-foot"),
        (Region.Sole, "sole"),
        (Region.Heel, "heel"),
        (Region.Saddle, "saddle"));

    private static readonly ImmutableArray<(string PlainName, ImmutableArray<NerveRoot> Roots)> Facts =
    [
        ("groin", [NerveRoot.L1, NerveRoot.L2]),
        ("front of the thigh", [NerveRoot.L2, NerveRoot.L3]),
        ("outer side of the thigh", [NerveRoot.L2, NerveRoot.L3]),
        ("back of the thigh", [NerveRoot.S1, NerveRoot.S2]),
        ("buttock", [NerveRoot.S1, NerveRoot.S2, NerveRoot.S3]),
        ("inner side of the shin", [NerveRoot.L4]),
        ("front of the shin", [NerveRoot.L4, NerveRoot.L5]),
        ("outer side of the calf", [NerveRoot.L5]),
        ("back of the calf", [NerveRoot.S1, NerveRoot.S2]),
        ("top of the foot", [NerveRoot.L5]),
        ("big toe", [NerveRoot.L5]),
        ("outer edge of the foot", [NerveRoot.S1]),
        ("sole of the foot", [NerveRoot.S1, NerveRoot.S2]),
        ("heel", [NerveRoot.S1, NerveRoot.S2]),
        ("saddle (between the legs)", [NerveRoot.S3]),
    ];

    /// <summary>All regions, from the groin to the foot; the saddle last.</summary>
    public static ImmutableArray<Region> All => Ids.All;

    /// <summary>Reads a region from its text id, such as <c>lateral-calf</c>.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such region; the message lists them.</exception>
    public static Region Parse(string id) => Ids.Parse(id);

    /// <summary>Reads a region from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="region">The region, or the default.</param>
    /// <returns>Whether there is such a region.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out Region region) => Ids.TryParse(id, out region);

    extension(Region region)
    {
        /// <summary>The stable text id, as in the names of findings: <c>lateral-calf</c>.</summary>
        public string Id => Ids.IdOf(region);

        /// <summary>The name in plain words: <c>outer side of the calf</c>.</summary>
        public string PlainName => Facts[Ids.Checked(region) - Region.Groin].PlainName;

        /// <summary>The roots in whose sensory area the region lies, from head to tail; at least one. S4 and S5, which share the saddle
        /// with S3, are beyond the roots told here.</summary>
        public ImmutableArray<NerveRoot> Roots => Facts[Ids.Checked(region) - Region.Groin].Roots;

        /// <summary>The nerves that reach the region's skin; at least one.</summary>
        public ImmutableArray<PeripheralNerve> Nerves
        {
            get
            {
                Ids.Checked(region);
                return [.. PeripheralNerves.All.Where(nerve => nerve.OwnRegions.Contains(region))];
            }
        }
    }
}
