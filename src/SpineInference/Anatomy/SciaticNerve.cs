using System.Collections.Immutable;

namespace SpineInference.Anatomy;

/// <summary>The sciatic nerve: five roots, L4 to S3, that become one nerve in mid-buttock and run down the back of each leg to the
/// foot.</summary>
/// <remarks>
/// <para>Above the buttock there is no sciatic nerve, only its roots: that is why a root pressed in the back is felt in the leg, and why
/// the network asks where along the path the lesion lies (<see cref="LesionSite"/>).</para>
/// <para>A view of <see cref="PeripheralNerves.Sciatic"/>; each leg has one. Source: evidence R201 to R203, R207; Gray's Anatomy, 42nd ed.,
/// section on the pelvic girdle and lower limb. Safe for concurrent use.</para>
/// </remarks>
public static class SciaticNerve
{
    /// <summary>The trunk as a nerve among the others.</summary>
    public static PeripheralNerve Trunk => PeripheralNerves.Sciatic;

    /// <summary>The five roots: L4, L5, S1, S2, S3.</summary>
    public static ImmutableArray<NerveRoot> Roots => Trunk.Roots;

    /// <summary>Where the roots have become one nerve: mid-buttock, just below the greater sciatic foramen.</summary>
    public static CoursePoint FormedIn => Trunk.Course.Last(static point => point.Site == LesionSite.Buttock);

    /// <summary>The way from the plexus down the back of the leg to the sole, in order: the trunk, then its tibial division, which keeps
    /// the line. The other division turns to the front: <c>PeripheralNerves.CommonFibular.CourseFromPlexus</c>.</summary>
    public static ImmutableArray<CoursePoint> Course => PeripheralNerves.LateralPlantar.CourseFromPlexus;

    /// <summary>The two divisions: tibial and common fibular.</summary>
    public static ImmutableArray<PeripheralNerve> Divisions => Trunk.Branches;

    /// <summary>The divisions and all that branches from them.</summary>
    public static ImmutableArray<PeripheralNerve> Branches => [.. Trunk.WithBranches().Where(static nerve => nerve != PeripheralNerves.Sciatic)];

    /// <summary>The muscles it supplies through its divisions.</summary>
    public static ImmutableArray<Muscle> Muscles => Trunk.Muscles;

    /// <summary>The regions of skin it supplies: below the knee all but the inner shin. A region shared with another nerve (the front of
    /// the shin) counts.</summary>
    public static ImmutableArray<Region> Territory => Trunk.Regions;

    /// <summary>The regions in which sciatic pain is felt: the territory, and the buttock and the back of the thigh, under which the trunk
    /// runs, though their skin belongs to another nerve of the same roots.</summary>
    public static ImmutableArray<Region> PainTerritory => [.. Territory.Append(Region.Buttock).Append(Region.BackOfThigh).Order()];
}
