using System.Collections.Immutable;
using SpineInference.Anatomy;

namespace SpineInference.Web;

/// <summary>The body chart as drawn for this project: front, back, feet from above and soles.</summary>
/// <remarks>Regions are those of the model. Their borders lie where the names put them; they are no map of dermatomes.</remarks>
internal static class BodyDrawing
{
    /// <summary>Width of the chart, in its own units.</summary>
    public const int Width = 460;

    /// <summary>Height of the chart.</summary>
    public const int Height = 730;

    private const string FrontHalf =
        "M0,4 L40,4 C54,5 61,14 60,30 C58,52 50,64 50,84 C50,104 60,120 66,144 C74,176 75,214 70,250 C66,278 57,300 55,318 C54,332 59,346 60,366 "
        + "C61,396 51,430 46,460 C45,470 47,480 52,491 C58,503 59,513 53,518 C45,523 30,523 22,519 C17,515 19,501 21,487 C22,475 21,466 20,452 "
        + "C17,420 12,392 15,358 C17,342 18,330 17,316 C15,286 8,242 4,204 C3,196 1,191 0,189 Z";

    private const string BackHalf =
        "M0,4 L40,4 C54,5 61,14 60,30 C58,52 50,64 50,84 C50,104 60,120 66,144 C74,176 75,214 70,250 C66,278 57,300 55,318 C54,332 60,346 60,366 "
        + "C60,396 49,430 45,460 C44,474 46,486 47,498 C48,512 43,520 34,520 C25,520 20,512 21,498 C22,486 22,472 21,456 "
        + "C18,424 11,394 14,360 C16,342 18,330 17,316 C15,286 8,242 4,204 C3,196 1,191 0,189 Z";

    private const string FootAbove =
        "M24,0 L46,0 C51,4 50,22 54,40 C61,60 67,78 63,94 C60,104 54,107 48,109 C40,113 33,112 30,110 C27,117 14,117 11,106 C9,92 14,74 16,56 C18,36 20,14 24,0 Z";

    private const string FootBelow =
        "M33,0 C45,0 49,10 49,24 C49,40 58,52 62,72 C66,90 61,103 52,107 C44,111 36,113 30,110 C27,117 14,117 11,106 C9,92 14,76 18,60 C20,46 16,34 17,20 C18,8 25,0 33,0 Z";

    /// <summary>The front.</summary>
    public static BodyFigure Front { get; } = new(115, 14, 1.3, 1.02, 1, FrontHalf);

    /// <summary>The back.</summary>
    public static BodyFigure Back { get; } = new(345, 14, 1.3, 1.02, -1, BackHalf);

    /// <summary>The feet from above.</summary>
    public static BodyFigure Above { get; } = new(115, 578, 1.45, 1.3, 1, FootAbove);

    /// <summary>The soles.</summary>
    public static BodyFigure Below { get; } = new(345, 578, 1.45, 1.3, -1, FootBelow);

    /// <summary>All views.</summary>
    public static ImmutableArray<BodyFigure> Figures { get; } = [Front, Back, Above, Below];

    /// <summary>What is seen of every region, from the back of the drawing to the front.</summary>
    public static ImmutableArray<RegionShape> Shapes { get; } =
    [
        new(Region.FrontOfThigh, Front, "M0,214 L6,214 C22,190 42,170 54,162 C58,206 50,258 46,303 L0,303 Z", 30, 245),
        new(Region.SideOfThigh, Front, "M54,162 L66,130 L95,130 L95,303 L46,303 C50,258 58,206 54,162 Z", 61, 215),
        new(Region.Groin, Front, "M95,124 L62,136 C44,148 20,164 0,170 L0,222 L6,214 C22,190 42,170 54,162 L95,140 Z", 26, 170),
        new(Region.MedialShin, Front, "M0,335 L27,335 C27,372 26,420 28,461 L0,461 Z", 20, 390),
        new(Region.FrontOfShin, Front, "M27,335 L43,335 C45,372 40,420 38,461 L28,461 C26,420 27,372 27,335 Z", 34, 400),
        new(Region.LateralCalf, Front, "M43,335 L80,335 L80,461 L38,461 C40,420 45,372 43,335 Z", 50, 380),
        new(Region.TopOfFoot, Front, "M0,470 L42,470 L45,500 L45,530 L32,530 L32,503 L0,503 Z", 34, 488),
        new(Region.BigToe, Front, "M0,503 L32,503 L32,530 L0,530 Z", 26, 511),
        new(Region.LateralFoot, Front, "M42,470 L80,470 L80,530 L45,530 L45,500 Z", 51, 506),
        new(Region.Buttock, Back, "M2,130 C30,122 60,126 95,132 L95,182 C60,204 30,206 4,198 Z", 38, 164),
        new(Region.BackOfThigh, Back, "M0,206 C24,212 44,210 57,203 C60,240 52,270 47,303 L0,303 Z", 32, 255),
        new(Region.SideOfThigh, Back, "M57,203 L95,182 L95,303 L47,303 C52,270 60,240 57,203 Z", 63, 232),
        new(Region.Saddle, Back, "M0,168 C9,170 15,184 16,200 L13,226 L0,226 Z", 7, 198),
        new(Region.BackOfCalf, Back, "M22,335 L46,335 C51,380 44,420 39,456 L27,456 C25,420 19,380 22,335 Z", 35, 385),
        new(Region.LateralCalf, Back, "M46,335 L80,335 L80,456 L39,456 C44,420 51,380 46,335 Z", 53, 375),
        new(Region.MedialShin, Back, "M0,335 L22,335 C19,380 25,420 27,456 L0,456 Z", 18, 375),
        new(Region.Heel, Back, "M0,474 L42,474 L44,530 L0,530 Z", 32, 500),
        new(Region.LateralFoot, Back, "M42,474 L80,474 L80,530 L44,530 Z", 45, 500),
        new(Region.TopOfFoot, Above, "M0,0 L46,0 C50,30 55,60 52,84 L51,130 L30,130 L30,90 L0,86 Z", 36, 46),
        new(Region.BigToe, Above, "M0,86 L30,90 L30,130 L0,130 Z", 20, 101),
        new(Region.LateralFoot, Above, "M46,0 L95,0 L95,130 L51,130 L52,84 C55,60 50,30 46,0 Z", 57, 84),
        new(Region.Sole, Below, "M0,32 C20,37 36,38 48,35 C46,50 50,70 51,88 L51,130 L30,130 L30,90 L0,86 Z", 36, 66),
        new(Region.Heel, Below, "M0,0 L95,0 L95,30 L48,35 C36,38 20,37 0,32 Z", 33, 18),
        new(Region.BigToe, Below, "M0,86 L30,90 L30,130 L0,130 Z", 20, 101),
        new(Region.LateralFoot, Below, "M48,35 L95,30 L95,130 L51,130 L51,88 C50,70 46,50 48,35 Z", 56, 84),
    ];

    /// <summary>Parts of the trunk, which belong to no leg: the finding of pain there, its path and its mark.</summary>
    public static ImmutableArray<(string Finding, string Path, double X, double Y)> Trunk { get; } =
    [
        ("thoracic-pain", Back.PathAcross("M-70,4 L70,4 L70,66 L-70,66 Z"), Back.Centre, Back.Top + 36),
        ("low-back-pain", Back.PathAcross("M-80,66 L80,66 L80,131 C60,126 30,122 2,130 L-2,130 C-30,122 -60,126 -80,131 Z"), Back.Centre, Back.Top + 100),
    ];

    /// <summary>Lines that help the eye and mean nothing: knees, spine, cleft.</summary>
    public static string Guides { get; } = string.Join(' ', new (BodyFigure Figure, string Half)[]
    {
        (Front, "M22,306 C30,300 42,300 48,307"), (Front, "M24,328 C32,333 42,332 47,327"),
        (Back, "M22,318 C30,322 42,322 50,318"), (Back, "M0,14 L0,128"), (Back, "M0,134 L0,168"),
        (Front, "M0,62 C10,66 24,64 34,54"), (Front, "M0,100 L0,104"),
        (Above, "M38,112 L38,100"), (Above, "M46,110 L46,99"), (Above, "M54,107 L53,96"),
        (Below, "M38,112 L38,100"), (Below, "M46,110 L46,99"), (Below, "M54,107 L53,96"),
    }
    .SelectMany(static g => Legs.All.Select(leg => g.Figure.PathFor(leg, g.Half))));

    /// <summary>All regions of the model, those that lie over others last; a region that the drawing lacks has an empty path.</summary>
    public static ImmutableArray<Region> PaintingOrder { get; } = [.. Regions.All.OrderBy(static r => r == Region.Saddle)];

    /// <summary>One path for a region of a leg, with every part of it that is seen.</summary>
    public static string PathOf(Leg leg, Region region) =>
        string.Join(' ', Shapes.Where(s => s.Region == region).Select(s => s.Figure.PathFor(leg, s.Half)));

    /// <summary>Where the marks of a region of a leg stand.</summary>
    public static IEnumerable<(double X, double Y)> MarksOf(Leg leg, Region region) =>
        Shapes.Where(s => s.Region == region).Select(s => s.Figure.PointFor(leg, s.X, s.Y));
}
