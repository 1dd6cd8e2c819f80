using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Joins rows that agree in every state, in the order of their first appearance.</summary>
/// <remarks>Weights are added row by row in the order of the rows, so that blocks give the sums that the whole gives.</remarks>
internal sealed class PatternCounter(BayesianNetwork network)
{
    private readonly CohortBuilder _patterns = new(network);
    private readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    private readonly List<char> _key = [];

    /// <summary>Adds rows of hard states without measurements.</summary>
    public void Add(Cohort rows)
    {
        (Variable Variable, short[] States)[] columns = [.. rows.ObservedVariables.Select(v => (v, rows.StateColumn(v.Index)!))];
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> placeOf = _placeOf.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int row = 0; row < rows.Count; row++)
        {
            _key.Clear();
            foreach ((Variable variable, short[] states) in columns)
            {
                if (states[row] >= 0)
                {
                    _key.Add((char)(variable.Index >> 16));
                    _key.Add((char)variable.Index);
                    _key.Add((char)states[row]);
                }
            }

            ReadOnlySpan<char> key = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_key);
            if (placeOf.TryGetValue(key, out int place))
            {
                _patterns.AddWeight(place, rows.Weights[row]);
                continue;
            }

            _placeOf.Add(key.ToString(), _patterns.Count);
            _patterns.AddRow(rows.Weights[row], []);
            foreach ((Variable variable, short[] states) in columns)
            {
                if (states[row] >= 0)
                {
                    _patterns.Set(variable, states[row]);
                }
            }
        }
    }

    /// <summary>The patterns so far.</summary>
    public Cohort Build() => _patterns.Build();
}
