namespace SpineInference.Anatomy;

/// <summary>The lumbar disc levels: text ids and the roots that pass each.</summary>
/// <remarks>
/// <para>A root leaves the canal below the pedicle of the vertebra it is named after, above the disc; the root that passes behind the disc
/// is the next one down. So a lesion at L4/5 takes L4 in the foramen and L5 in the lateral recess. Source: evidence C098 (Berra et al.
/// 2021) for L3/4, L4/5 and L5/S1; the same rule holds for the upper levels (Gray's Anatomy, 42nd ed., sections on the spinal nerves and
/// the lumbar vertebral canal).</para>
/// <para>Safe for concurrent use. Every member throws <see cref="ArgumentOutOfRangeException"/> on a value that is no level, the default
/// included.</para>
/// </remarks>
public static partial class DiscLevels
{
    /// <summary>The root that leaves through the foramen of a level: L4 at L4/5, L5 at L5/S1.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The root.</returns>
    public static NerveRoot ExitingRootAt(DiscLevel level) => NerveRoot.L1 + (Ids.Checked(level) - DiscLevel.L1L2);

    /// <summary>The root that passes behind the disc of a level and leaves one level lower: L5 at L4/5, S1 at L5/S1.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The root.</returns>
    public static NerveRoot TraversingRootAt(DiscLevel level) => ExitingRootAt(level) + 1;

    /// <summary>The root below the traversing one, nearer the midline: S1 at L4/5, S2 at L5/S1.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The root.</returns>
    public static NerveRoot NextRootAt(DiscLevel level) => ExitingRootAt(level) + 2;

    /// <summary>The root that is first in the way of a lesion in a zone of a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>The exiting root for a foraminal or extraforaminal lesion; the traversing root for a subarticular or central one (a
    /// central lesion meets it on both sides).</returns>
    /// <remarks>The usual case, not the only one: with what frequency a lesion takes another root or two is knowledge of the network
    /// (variable <c>lesion-pattern</c>).</remarks>
    public static NerveRoot RootInTheWay(DiscLevel level, Zone zone) => zone switch
    {
        Zone.Foraminal or Zone.Extraforaminal => ExitingRootAt(level),
        Zone.Subarticular or Zone.Central => TraversingRootAt(level),
        _ => throw Zones.Ids.NotAMember(zone),
    };

    extension(DiscLevel level)
    {
        /// <summary>The id as it stands in the names of findings: <c>l4-5</c>.</summary>
        public string Slug => Ids.IdOf(level).ToLowerInvariant().Replace('/', '-');
    }
}
