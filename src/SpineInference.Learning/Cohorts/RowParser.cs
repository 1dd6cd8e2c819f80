using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Turns rows of text into rows of a cohort under a column map; faults are collected, never skipped over in silence.</summary>
internal sealed class RowParser
{
    private readonly BayesianNetwork _network;
    private readonly ImmutableArray<string> _headers;
    private readonly Column[] _columns;
    private readonly int[] _columnOfVariable;
    private readonly short[] _states;
    private readonly List<CohortFault> _faults = [];
    private long _faultCount;
    private readonly bool _isReadable;

    public RowParser(BayesianNetwork network, ColumnMap map, ImmutableArray<string> headers)
    {
        _network = network;
        _headers = headers;
        _columns = new Column[headers.Length];
        _columnOfVariable = new int[network.Variables.Length];
        _states = new short[network.Variables.Length];
        var measurements = new List<string>();
        foreach (string header in map.Columns.Keys.Concat(map.Weight is null ? [] : [map.Weight])
            .Where(h => !headers.Contains(h, StringComparer.Ordinal) && !IsOptional(map, h)).Order(StringComparer.Ordinal))
        {
            Fault(0, header, "the map names this column, and the data have none of this name.");
        }

        for (int c = 0; c < headers.Length; c++)
        {
            _columns[c] = ReadColumn(map, headers, c, measurements);
        }

        Measurements = [.. measurements];
        _isReadable = _faultCount == 0;
    }

    public ImmutableArray<string> Measurements { get; }

    public long FaultCount => _faultCount;

    public CohortFormatException ToException(string path) => new(path, [.. _faults], _faultCount);

    /// <summary>Adds one row of the data to a builder, or the row's faults to the list.</summary>
    public void Parse(long row, IReadOnlyList<string?> cells, CohortBuilder builder)
    {
        if (cells.Count != _headers.Length)
        {
            Fault(row, "", $"the row has {cells.Count} cell(s); expected {_headers.Length}, one for each header.");
            return;
        }

        if (!_isReadable)
        {
            return;
        }

        long before = _faultCount;
        double weight = 1;
        Array.Fill(_columnOfVariable, -1);
        Span<double> values = stackalloc double[Measurements.Length];
        values.Fill(double.NaN);
        for (int c = 0; c < _columns.Length; c++)
        {
            Column column = _columns[c];
            string cell = cells[c]?.Trim() ?? "";
            if (column.Kind == ColumnKind.Ignored)
            {
                continue;
            }

            if (cells[c] is null && column.Kind != ColumnKind.Weight)
            {
                continue;
            }

            switch (column.Kind)
            {
                case ColumnKind.Weight:
                    if (!TryNumber(cell, out weight) || weight < 0)
                    {
                        Fault(row, _headers[c], $"got a weight of '{cell}'; expected a number, not negative.");
                    }

                    break;
                case ColumnKind.Measurement:
                    if (column.Missing!.Contains(cell))
                    {
                        break;
                    }

                    if (TryNumber(cell, out double value))
                    {
                        values[column.Index] = value * column.Factor;
                    }
                    else
                    {
                        Fault(row, _headers[c], $"got '{cell}'; expected a number, or a text that the map lists under 'missing'.");
                    }

                    break;
                default:
                    Observe(row, c, column, cell);
                    break;
            }
        }

        // A pattern that nobody shows (weight 0) says nothing.
        if (_faultCount > before || weight == 0)
        {
            return;
        }

        builder.AddRow(weight, values);
        for (int v = 0; v < _columnOfVariable.Length; v++)
        {
            if (_columnOfVariable[v] >= 0)
            {
                builder.Set(_network.Variables[v], _states[v]);
            }
        }
    }

    // Where the map is the network's own names, a table need not have every variable.
    private static bool IsOptional(ColumnMap map, string header) => map.Columns.TryGetValue(header, out ColumnMapping? mapping)
        ? mapping.Variable == header && mapping.Values.IsEmpty
        : header == ColumnMap.DefaultWeight;

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private void Observe(long row, int c, Column column, string cell)
    {
        if (!column.States!.TryGetValue(cell, out short state))
        {
            Fault(row, _headers[c], $"unknown value '{cell}'; expected one of {string.Join(", ", column.States.Where(static s => s.Value >= 0).Select(static s => s.Key).Order(StringComparer.Ordinal).Select(static s => $"'{s}'"))}, or a text that means unknown.");
            return;
        }

        if (state < 0)
        {
            return;
        }

        int earlier = _columnOfVariable[column.Index];
        if (earlier >= 0 && _states[column.Index] != state)
        {
            Variable variable = _network.Variables[column.Index];
            Fault(row, _headers[c], $"contradiction: '{cell}' says {variable.Name} = {variable.States[state]}, and column '{_headers[earlier]}' says {variable.States[_states[column.Index]]}.");
            return;
        }

        _columnOfVariable[column.Index] = c;
        _states[column.Index] = state;
    }

    private Column ReadColumn(ColumnMap map, ImmutableArray<string> headers, int c, List<string> measurements)
    {
        string header = headers[c];
        if (headers.IndexOf(header) < c)
        {
            Fault(0, header, "two columns have this header; rename one.");
        }

        bool isMapped = map.Columns.TryGetValue(header, out ColumnMapping? mapping);
        bool isWeight = header == map.Weight;
        bool isIgnored = map.Ignored.Contains(header);
        if ((isMapped ? 1 : 0) + (isWeight ? 1 : 0) + (isIgnored ? 1 : 0) > 1)
        {
            Fault(0, header, "the map gives the column two uses (column, weight or ignored); expected one.");
        }

        if (isWeight)
        {
            return new Column(ColumnKind.Weight);
        }

        if (!isMapped)
        {
            if (!isIgnored)
            {
                Fault(0, header, "the column is not mapped. Map it to a variable or measurement, or list it under 'ignore'.");
            }

            return new Column(ColumnKind.Ignored);
        }

        var missing = new HashSet<string>([.. map.Missing, .. mapping!.Missing], StringComparer.Ordinal);
        if (mapping.Measurement is { } measurement)
        {
            int index = measurements.IndexOf(measurement);
            if (index >= 0)
            {
                Fault(0, header, $"two columns hold measurement '{measurement}'; ignore one.");
            }

            measurements.Add(measurement);
            return new Column(ColumnKind.Measurement) { Index = measurements.Count - 1, Missing = missing, Factor = mapping.Factor };
        }

        return ReadVariable(map, header, mapping, missing);
    }

    private Column ReadVariable(ColumnMap map, string header, ColumnMapping mapping, HashSet<string> missing)
    {
        if (!_network.TryGetVariable(mapping.Variable!, out Variable? variable))
        {
            Fault(0, header, $"the map names the variable '{mapping.Variable}', which the network '{_network.Name}' does not have.{Nearest(mapping.Variable!)}");
            return new Column(ColumnKind.Ignored);
        }

        var states = new Dictionary<string, short>(StringComparer.Ordinal);
        IEnumerable<KeyValuePair<string, string>> values = mapping.Values.IsEmpty
            ? variable.States.Select(static s => KeyValuePair.Create(s, s))
            : mapping.Values;
        foreach ((string text, string state) in values)
        {
            if (!variable.TryGetStateIndex(state, out int index))
            {
                Fault(0, header, $"the map gives '{text}' the state '{state}'; the states of {variable.Name} are {string.Join(", ", variable.States)}.");
            }
            else if (missing.Contains(text))
            {
                Fault(0, header, $"the map says of '{text}' both that it is the state '{state}' and that it means unknown.");
            }

            states[text] = (short)index;
        }

        foreach (string text in missing)
        {
            states[text] = Cohort.Unknown;
        }

        return new Column(ColumnKind.State) { Index = variable.Index, States = states };
    }

    private string Nearest(string name)
    {
        string? nearest = _network.Variables.Select(static v => v.Name)
            .FirstOrDefault(n => n.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(n, StringComparison.OrdinalIgnoreCase));
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    private void Fault(long row, string column, string message)
    {
        _faultCount++;
        if (_faults.Count < CohortReader.MostFaultsListed)
        {
            _faults.Add(new CohortFault(row, column, message));
        }
    }

    private enum ColumnKind
    {
        Ignored,
        Weight,
        Measurement,
        State,
    }

    private sealed record Column(ColumnKind Kind)
    {
        public int Index { get; init; }

        public double Factor { get; init; } = 1;

        /// <summary>Of a measurement, the texts that mean unknown.</summary>
        public HashSet<string>? Missing { get; init; }

        /// <summary>Of a variable, its state for each text; <see cref="Cohort.Unknown"/> for those that mean unknown.</summary>
        public Dictionary<string, short>? States { get; init; }
    }
}
