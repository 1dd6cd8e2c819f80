using System.Collections.Immutable;
using SpineInference.Anatomy;

namespace SpineInference.Web;

/// <summary>The way from root to skin as a drawing: roots beside the spine, the nerves they run in, the skin they reach.</summary>
/// <remarks>Which root and which nerve reaches which skin is read from the library's anatomy; here is only where each is drawn.</remarks>
internal static class NerveMap
{
    /// <summary>Width of the drawing.</summary>
    public const int Width = 456;

    /// <summary>Height of the drawing.</summary>
    public const int Height = 318;

    private const double RootX = 104;
    private const double SkinX = 338;

    private static readonly ImmutableArray<PeripheralNerve> Sciatic = PeripheralNerves.Sciatic.WithBranches();
    private static readonly ImmutableArray<PeripheralNerve> Fibular = PeripheralNerves.CommonFibular.WithBranches();
    private static readonly ImmutableArray<PeripheralNerve> Tibial = PeripheralNerves.Tibial.WithBranches();

    /// <summary>Where a root leaves the spine.</summary>
    public static (double X, double Y) Of(NerveRoot root) => (RootX, root <= NerveRoot.L5 ? 37 + (36 * (root - NerveRoot.L1)) : 221 + (24 * (root - NerveRoot.S1)));

    /// <summary>Where a disc lies: its height.</summary>
    public static double Of(DiscLevel level) => 38 + (36 * (level - DiscLevel.L1L2));

    /// <summary>Where a region of skin stands in the list.</summary>
    public static (double X, double Y) Of(Region region) => (SkinX, 14 + (20.5 * Skin.IndexOf(region)));

    /// <summary>Where a site on the nerve's way is drawn; <see langword="null"/> for one that has no place on it.</summary>
    public static (double X, double Y)? Of(LesionSite site) => site switch
    {
        LesionSite.Buttock => (212, 216),
        LesionSite.FibularHead => (272, 150),
        LesionSite.Ankle => (272, 262),
        LesionSite.Foot => (314, 262),
        _ => null,
    };

    /// <summary>The skin, from the head downwards, as the nerves reach it.</summary>
    public static ImmutableArray<Region> Skin { get; } = [.. Regions.All.OrderBy(static r => r.Roots.Average(static root => (int)root))];

    /// <summary>The line from a root into the nerve it joins.</summary>
    public static string LineOf(NerveRoot root)
    {
        (double x, double y) = Of(root);
        (double toX, double toY) = JoinsSciatic(root) ? Of(LesionSite.Buttock)!.Value : (212, 96);
        return Curve(x + 7, y, toX, toY);
    }

    /// <summary>The lines between stations, with the roots and the sites that light them.</summary>
    public static ImmutableArray<(string Path, ImmutableArray<NerveRoot> Roots, LesionSite Site)> Trunks { get; } =
    [
        (Curve(212, 216, 272, 150), PeripheralNerves.CommonFibular.Roots, LesionSite.FibularHead),
        (Curve(212, 216, 272, 262), PeripheralNerves.Tibial.Roots, LesionSite.Ankle),
        (Curve(272, 262, 314, 262), PeripheralNerves.Tibial.Roots, LesionSite.Foot),
    ];

    /// <summary>The line to a region of skin.</summary>
    public static string LineOf(Region region)
    {
        (double x, double y) = Of(region);
        PeripheralNerve nerve = region.Nerves[0];
        (double fromX, double fromY) =
            Fibular.Contains(nerve) ? Of(LesionSite.FibularHead)!.Value
            : Tibial.Contains(nerve) ? region is Region.Sole or Region.Heel or Region.LateralFoot ? Of(LesionSite.Foot)!.Value : Of(LesionSite.Ankle)!.Value
            : Sciatic.Contains(nerve) || region.Roots.All(static r => r >= NerveRoot.S1) ? Of(LesionSite.Buttock)!.Value
            : (212, 96);
        return Curve(fromX, fromY, x - 4, y);
    }

    private static bool JoinsSciatic(NerveRoot root) => SciaticNerve.Roots.Contains(root);

    private static string Curve(double x1, double y1, double x2, double y2)
    {
        double middle = (x1 + x2) / 2;
        return FormattableString.Invariant($"M{x1:0.#},{y1:0.#} C{middle:0.#},{y1:0.#} {middle:0.#},{y2:0.#} {x2:0.#},{y2:0.#}");
    }
}
