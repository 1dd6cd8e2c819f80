using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Web;

/// <summary>What is stated at each place of the body chart, in each of its modes.</summary>
/// <remarks>Reading a note takes time with what is stated in it, not with what the chart could show: most of it is empty.</remarks>
internal sealed class ChartStates
{
    private readonly Dictionary<(string Id, Leg? Leg), List<int>> _at = [];
    private readonly DescribedFinding?[] _findings;
    private readonly int _modeCount;
    private readonly ImmutableArray<ChartPlace> _places;
    private string?[] _states;

    /// <summary>Begins with nothing stated.</summary>
    public ChartStates(ImmutableArray<ChartPlace> places, Catalogue catalogue)
    {
        _places = places;
        _modeCount = catalogue.Families.Length;
        _findings = new DescribedFinding?[places.Length * _modeCount];
        _states = new string?[_findings.Length];
        foreach (ChartPlace place in places)
        {
            for (int mode = 0; mode < _modeCount; mode++)
            {
                int at = At(place, mode);
                if ((_findings[at] = place.FindingOf(catalogue.Families[mode], catalogue)) is { } finding)
                {
                    if (!_at.TryGetValue((finding.Id, place.Leg), out List<int>? known))
                    {
                        _at.Add((finding.Id, place.Leg), known = []);
                    }

                    known.Add(at);
                }
            }
        }
    }

    /// <summary>What is stated at a place in a mode; <see langword="null"/> where nothing is.</summary>
    public string? this[ChartPlace place, int mode] => _states[At(place, mode)];

    /// <summary>The finding that a place states in a mode; <see langword="null"/> where it states none.</summary>
    public DescribedFinding? FindingOf(ChartPlace place, int mode) => _findings[At(place, mode)];

    /// <summary>Reads a note, and names the places of which something else is stated than before.</summary>
    public IReadOnlyCollection<ChartPlace> Read(Note note)
    {
        string?[] before = _states;
        _states = new string?[before.Length];
        foreach (((string, Leg?) where, string state) in note.Stated)
        {
            foreach (int at in _at.GetValueOrDefault(where) ?? [])
            {
                _states[at] = state;
            }
        }

        var changed = new HashSet<ChartPlace>();
        for (int at = 0; at < before.Length; at++)
        {
            if (before[at] != _states[at])
            {
                changed.Add(_places[at / _modeCount]);
            }
        }

        return changed;
    }

    private int At(ChartPlace place, int mode) => (place.Index * _modeCount) + mode;
}
