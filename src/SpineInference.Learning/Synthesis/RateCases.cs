using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The pieces of evidence whose probabilities make up all rates, each once, and what each rate reads of them.</summary>
internal sealed class RateCases
{
    /// <summary>Of one rate: the places of P(event, given), P(given), P(event, against) and P(against); −1 where there is none.</summary>
    /// <remarks>An area under a curve has a pair of cells for each state in place of the two joint cases.</remarks>
    public readonly record struct Places(int Joint, int Given, int OtherJoint, int Against)
    {
        /// <summary>For each state of an area's variable, in order: P(state, given) and P(state, against).</summary>
        public ImmutableArray<(int Joint, int Other)> Cells { get; init; } = [];
    }

    private readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    private readonly List<ImmutableSortedDictionary<string, ImmutableArray<string>>> _cases = [];
    private readonly BayesianNetwork _network;
    private readonly List<string> _faults = [];

    public RateCases(BayesianNetwork network, StudySet studies)
    {
        _network = network;
        PlacesOf = [.. studies.Rates.Select(Add)];
        if (_faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, _faults), nameof(studies));
        }
    }

    public ImmutableArray<Places> PlacesOf { get; }

    public int Count => _cases.Count;

    /// <summary>The variables that carry evidence in some case.</summary>
    public ImmutableArray<Variable> Variables =>
        [.. _cases.SelectMany(static c => c.Keys).Distinct(StringComparer.Ordinal).Select(n => _network[n]).OrderBy(static v => v.Index)];

    public static string Text(ImmutableSortedDictionary<string, ImmutableArray<string>> states) =>
        string.Join("; ", states.Select(static s => $"{s.Key} = {string.Join(" or ", s.Value.Order(StringComparer.Ordinal))}"));

    /// <summary>The evidence of each case.</summary>
    public Evidence[] ToEvidence() => [.. _cases.Select(Observe)];

    private Evidence Observe(ImmutableSortedDictionary<string, ImmutableArray<string>> states)
    {
        Evidence evidence = Evidence.None(_network);
        foreach ((string name, ImmutableArray<string> accepted) in states)
        {
            Variable variable = _network[name];
            evidence = evidence.ObserveLikelihood(variable, [.. variable.States.Select(s => accepted.Contains(s) ? 1.0 : 0.0)]);
        }

        return evidence;
    }

    private Places Add(PublishedRate rate)
    {
        int faults = _faults.Count;
        foreach ((string name, ImmutableArray<string> states) in rate.Event.Concat(rate.Given).Concat(rate.Against))
        {
            if (!_network.TryGetVariable(name, out Variable? variable))
            {
                _faults.Add($"Rate '{rate.Id}': network '{_network.Name}' has no variable '{name}'.");
                continue;
            }

            foreach (string state in states.Where(s => !variable.TryGetStateIndex(s, out _)))
            {
                _faults.Add($"Rate '{rate.Id}': variable '{name}' has no state '{state}'; its states: {string.Join(", ", variable.States)}.");
            }
        }

        if (_faults.Count > faults)
        {
            return new(-1, -1, -1, -1);
        }

        if (rate.Measure == RateMeasure.AreaUnderCurve)
        {
            return PlacesOfArea(rate);
        }

        bool isRatio = rate.Measure != RateMeasure.Proportion;
        return new(
            Place(rate, rate.Event, rate.Given),
            Place(rate, rate.Given, NoStates),
            isRatio ? Place(rate, rate.Event, rate.Against) : -1,
            isRatio ? Place(rate, rate.Against, NoStates) : -1);
    }

    private Places PlacesOfArea(PublishedRate rate)
    {
        (string name, ImmutableArray<string> states) = rate.Event.First();
        string[] unnamed = [.. _network[name].States.Except(states, StringComparer.Ordinal)];
        if (unnamed.Length > 0)
        {
            _faults.Add($"Rate '{rate.Id}': an area under a curve names all states of '{name}' from the least to the most suspicious; {string.Join(", ", unnamed)} is missing.");
            return new(-1, -1, -1, -1);
        }

        return new(-1, Place(rate, rate.Given, NoStates), -1, Place(rate, rate.Against, NoStates))
        {
            Cells = [.. states.Select(s => rate.Event.SetItem(name, [s])).Select(e => (Place(rate, e, rate.Given), Place(rate, e, rate.Against)))],
        };
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> NoStates =>
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    private int Place(
        PublishedRate rate,
        ImmutableSortedDictionary<string, ImmutableArray<string>> first,
        ImmutableSortedDictionary<string, ImmutableArray<string>> second)
    {
        ImmutableSortedDictionary<string, ImmutableArray<string>> both = first;
        foreach ((string name, ImmutableArray<string> accepted) in second)
        {
            ImmutableArray<string> states = both.TryGetValue(name, out ImmutableArray<string> known) ? [.. known.Intersect(accepted)] : accepted;
            if (states.IsEmpty)
            {
                _faults.Add($"Rate '{rate.Id}': event and condition exclude each other in '{name}'.");
                return -1;
            }

            both = both.SetItem(name, states);
        }

        string text = Text(both);
        if (!_placeOf.TryGetValue(text, out int place))
        {
            place = _cases.Count;
            _placeOf.Add(text, place);
            _cases.Add(both);
        }

        return place;
    }
}
