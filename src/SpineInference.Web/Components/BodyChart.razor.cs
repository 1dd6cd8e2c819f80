using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace SpineInference.Web.Components;

/// <summary>The body chart: click a place, or walk with the arrow keys and press Enter: present, absent, unknown.</summary>
/// <remarks>Interpreted in a browser, rendering the whole of it takes longer than the answer: a click, a pointer or the focus renews the places and
/// marks that it changes, and nothing else.</remarks>
public sealed partial class BodyChart : IHandleEvent
{
    private ImmutableArray<ChartPlace> _places;
    private ImmutableArray<(string Words, double X, double Y)> _captions;
    private ChartStates _states = null!;
    private ChartRegion?[] _regions = [];
    private Part? _present;
    private Part? _denied;
    private Part? _ring;
    private Part? _reading;
    private ChartPlace? _current;
    private ChartPlace? _focused;
    private ChartPlace? _hovered;
    private int _mode;

    private ChartFamily Mode => Catalogue.Families[_mode];

    // The model has no finding of its own for loss on testing: the two modes of sensation state the same.
    private bool IsShared => _mode > 0 && Catalogue.Families.Count(f => f.Id == Mode.Id) > 1;

    private string Reading => (_hovered ?? _focused) is { } place ? LabelOf(place) : Texts.Chart_Idle;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _places = ChartPlace.All(Catalogue);
        _regions = new ChartRegion?[_places.Length];
        _states = new ChartStates(_places, Catalogue);
        _states.Read(Session.Note);
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

    /// <summary>How a place looks now, in as few words as tell it from how it looked.</summary>
    internal readonly record struct Look(string? State, int Mode, bool IsHovered, bool IsCurrent, bool IsClosed);

    /// <summary>A place is on the chart.</summary>
    internal void Add(ChartPlace place, ChartRegion region) => _regions[place.Index] = region;

    /// <summary>How a place looks now.</summary>
    internal Look LookOf(ChartPlace place) =>
        new(_states[place, _mode], _mode, place == _hovered, place == _current, _states.FindingOf(place, _mode) is null);

    /// <summary>The classes of such a look.</summary>
    internal static string ClassOf(Look look) =>
        $"region {look.State ?? "unknown"}{(look.IsHovered ? " hovered" : "")}{(look.IsClosed ? " closed" : "")}";

    /// <summary>A place in words, and what is stated of it.</summary>
    internal string LabelOf(ChartPlace place) => _states.FindingOf(place, _mode) is { } finding
        ? $"{place.Title}, {Mode.Title.ToLowerInvariant()}: {(_states[place, _mode] is { } state ? Names.State(finding, state) : Texts.State_Unknown)}"
        : $"{place.Title}: {Texts.Chart_Closed}";

    /// <summary>States the place anew: present, absent, unknown.</summary>
    internal void Cycle(ChartPlace place)
    {
        Walk(place);
        if (_states.FindingOf(place, _mode) is { } finding)
        {
            string? next = _states[place, _mode] switch
            {
                null => PatientEdit.Present,
                PatientEdit.Present => PatientEdit.Absent,
                _ => null,
            };
            Session.Set(PatientEdit.State(Session.Patient, finding, place.Leg, next));
        }
    }

    /// <summary>The place has the focus.</summary>
    internal void Focus(ChartPlace place)
    {
        _focused = place;
        Walk(place);
        _ring?.Renew();
        _reading?.Renew();
    }

    /// <summary>No place has the focus.</summary>
    internal void Blur()
    {
        _focused = null;
        _ring?.Renew();
        _reading?.Renew();
    }

    /// <summary>The pointer is over a place, or over none.</summary>
    internal void Hover(ChartPlace? place)
    {
        (ChartPlace? before, _hovered) = (_hovered, place);
        RegionOf(before)?.Renew();
        RegionOf(place)?.Renew();
        _reading?.Renew();
    }

    // After an event a component is rendered whole, unless it says otherwise: what a key or a click changes is renewed where it is changed.
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg) => item.InvokeAsync(arg);

    /// <inheritdoc/>
    protected override void Renew()
    {
        IReadOnlyCollection<ChartPlace> changed = _states.Read(Session.Note);
        if (changed.Count > 0)
        {
            foreach (ChartPlace place in changed)
            {
                RegionOf(place)?.Renew();
            }

            _present?.Renew();
            _denied?.Renew();
            _reading?.Renew();
        }
    }

    private ChartRegion? RegionOf(ChartPlace? place) => place is null ? null : _regions[place.Index];

    // The place that Tab leads to.
    private void Walk(ChartPlace place)
    {
        (ChartPlace? before, _current) = (_current, place);
        RegionOf(before)?.Renew();
        RegionOf(place)?.Renew();
    }

    // Another mode looks otherwise everywhere.
    private void Choose(int mode)
    {
        _mode = mode;
        StateHasChanged();
    }

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
            Walk(_places[next]);
            await _current!.Element.FocusAsync(preventScroll: true);
        }
    }
}
