using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SpineInference.Knowledge;

namespace SpineInference.Web.Components;

/// <summary>The body chart: click a place, or walk with the arrow keys and press Enter: present, absent, unknown.</summary>
public sealed partial class BodyChart
{
    private ImmutableArray<ChartPlace> _places;
    private ImmutableArray<(string Words, double X, double Y)> _captions;
    private ChartPlace? _current;
    private ChartPlace? _focused;
    private ChartPlace? _hovered;
    private int _mode;

    private ChartFamily Mode => Catalogue.Families[_mode];

    // The model has no finding of its own for loss on testing: the two modes of sensation state the same.
    private bool IsShared => _mode > 0 && Catalogue.Families.Count(f => f.Id == Mode.Id) > 1;

    private string Reading => (_hovered ?? _focused) is { } place ? Label(place) : Texts.Chart_Idle;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _places = ChartPlace.All(Catalogue);
        _current = _places[0];
        double line = BodyDrawing.Front.Top + 549;
        _captions =
        [
            (Texts.Right, BodyDrawing.Front.Centre - 50, line), (Texts.Left, BodyDrawing.Front.Centre + 50, line),
            (Texts.Left, BodyDrawing.Back.Centre - 50, line), (Texts.Right, BodyDrawing.Back.Centre + 50, line),
        ];
        base.OnInitialized();
    }

    private static string Caption(string words, double x, double y) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" class=\"caption\">{WebUtility.HtmlEncode(words)}</text>");

    private static string DeniedMark(double x, double y) => FormattableString.Invariant($"M{x - 5:0.#},{y - 5:0.#} L{x + 5:0.#},{y + 5:0.#} M{x - 5:0.#},{y + 5:0.#} L{x + 5:0.#},{y - 5:0.#}");

    private DescribedFinding? FindingOf(ChartPlace place, ChartFamily family) => place.FindingOf(family, Catalogue);

    private string? StateOf(ChartPlace place, ChartFamily family) =>
        FindingOf(place, family) is { } finding ? Session.Note[finding.Id, place.Leg] : null;

    private string ClassOf(ChartPlace place) =>
        $"region {StateOf(place, Mode) ?? "unknown"}{(place == _hovered ? " hovered" : "")}{(FindingOf(place, Mode) is null ? " closed" : "")}";

    private string Label(ChartPlace place) => FindingOf(place, Mode) is { } finding
        ? $"{place.Title}, {Mode.Title.ToLowerInvariant()}: {(StateOf(place, Mode) is { } state ? Names.State(finding, state) : Texts.State_Unknown)}"
        : $"{place.Title}: {Texts.Chart_Closed}";

    /// <summary>How a place looks now: its classes, its words, whether Tab leads to it, and whether it states nothing in this mode.</summary>
    internal (string Class, string Label, bool IsCurrent, bool IsClosed) LookOf(ChartPlace place) =>
        (ClassOf(place), Label(place), place == _current, FindingOf(place, Mode) is null);

    /// <summary>States the place anew: present, absent, unknown.</summary>
    internal void Cycle(ChartPlace place)
    {
        _current = place;
        if (FindingOf(place, Mode) is { } finding)
        {
            string? next = StateOf(place, Mode) switch
            {
                null => PatientEdit.Present,
                PatientEdit.Present => PatientEdit.Absent,
                _ => null,
            };
            Session.Set(PatientEdit.State(Session.Patient, finding, place.Leg, next));
        }

        StateHasChanged();
    }

    /// <summary>The place has the focus.</summary>
    internal void Focus(ChartPlace place)
    {
        (_current, _focused) = (place, place);
        StateHasChanged();
    }

    /// <summary>No place has the focus.</summary>
    internal void Blur()
    {
        _focused = null;
        StateHasChanged();
    }

    /// <summary>The pointer is over a place, or over none.</summary>
    internal void Hover(ChartPlace? place)
    {
        _hovered = place;
        StateHasChanged();
    }

    private void Choose(int mode) => _mode = mode;

    private async Task Key(KeyboardEventArgs key)
    {
        int at = _places.IndexOf(_current!);
        int next = key.Key switch
        {
            "ArrowDown" or "ArrowRight" => (at + 1) % _places.Length,
            "ArrowUp" or "ArrowLeft" => (at + _places.Length - 1) % _places.Length,
            "Home" => 0,
            "End" => _places.Length - 1,
            _ => at,
        };
        if (key.Key is "Enter" or " ")
        {
            Cycle(_current!);
        }
        else if (next != at)
        {
            _current = _places[next];
            await _current.Element.FocusAsync(preventScroll: true);
        }
    }
}
