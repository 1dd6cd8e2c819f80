using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Web;

/// <summary>One place on the body chart that can be clicked.</summary>
/// <remarks>Made once for each chart; it holds the element that has the focus.</remarks>
internal sealed class ChartPlace
{
    private readonly Leg? _leg;
    private readonly Region? _region;
    private readonly string? _finding;
    private readonly string _name;
    private readonly string _roots;

    private ChartPlace(Leg leg, Region region, int index)
    {
        Index = index;
        _leg = leg;
        _region = region;
        _name = $"{Names.Of(leg)} {region.PlainName}";
        _roots = string.Join(", ", region.Roots.Select(static r => r.Id));
        Id = $"{leg.Id}.{region.Id}";
        Path = BodyDrawing.PathOf(leg, region);
        Marks = [.. BodyDrawing.MarksOf(leg, region)];
    }

    private ChartPlace(DescribedFinding finding, string path, double x, double y, int index)
    {
        Index = index;
        _finding = finding.Id;
        _name = finding.Label;
        _roots = "";
        Id = finding.Id;
        Path = path;
        Marks = [(x, y)];
    }

    /// <summary>Text id: <c>left.lateral-calf</c>, or the finding of a part of the trunk. It is the path's id.</summary>
    public string Id { get; }

    /// <summary>Its place among <see cref="All"/>, from 0.</summary>
    public int Index { get; }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>Where marks stand.</summary>
    public ImmutableArray<(double X, double Y)> Marks { get; }

    /// <summary>Its element.</summary>
    public ElementReference Element { get; set; }

    /// <summary>The leg; <see langword="null"/> for the trunk.</summary>
    public Leg? Leg => _leg;

    /// <summary>The place in words with its roots: <c>Left outer side of the calf (L5)</c>.</summary>
    public string Title => _roots.Length == 0 ? _name : $"{_name} ({_roots})";

    /// <summary>All places: the trunk, then the left and the right leg from the groin down.</summary>
    public static ImmutableArray<ChartPlace> All(Catalogue catalogue)
    {
        var places = ImmutableArray.CreateBuilder<ChartPlace>();
        foreach ((string id, string path, double x, double y) in BodyDrawing.Trunk)
        {
            if (catalogue.Find(id) is { } finding)
            {
                places.Add(new ChartPlace(finding, path, x, y, places.Count));
            }
        }

        foreach (Leg leg in Legs.All)
        {
            foreach (Region region in BodyDrawing.PaintingOrder)
            {
                places.Add(new ChartPlace(leg, region, places.Count));
            }
        }

        return places.DrainToImmutable();
    }

    /// <summary>The finding a mode of the chart states here; <see langword="null"/> where it states none.</summary>
    public DescribedFinding? FindingOf(ChartFamily family, Catalogue catalogue) =>
        _region is { } region ? family.OfRegion.GetValueOrDefault(region)
        : family.Pattern == ChartFamily.PainPattern ? catalogue.Find(_finding!)
        : null;
}
