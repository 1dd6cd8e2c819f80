using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Finds out under a column map what each column of a table is; what is not said, or said twice, is a fault.</summary>
/// <remarks>Linear in the columns of table and map.</remarks>
internal sealed class TableColumns
{
    private const string Separators = ";\t|,";

    private readonly BayesianNetwork _network;
    private readonly ColumnMap _map;
    private readonly FaultCollector _faults;
    private readonly HashSet<string> _ignored;

    public TableColumns(BayesianNetwork network, ColumnMap map, ImmutableArray<string> headers, FaultCollector faults)
    {
        _network = network;
        _map = map;
        _faults = faults;
        _ignored = map.Ignored.ToHashSet(StringComparer.Ordinal);

        // A header is trimmed like a cell, unless the map knows it as it stands.
        Headers = [.. headers.Select(h => IsKnown(h) ? h : h.Trim())];
        var columns = ImmutableArray.CreateBuilder<TableColumn>(headers.Length);
        var measurements = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<string>(Headers, StringComparer.Ordinal);
        foreach (string header in map.Columns.Keys.Concat(map.Weight is null ? [] : [map.Weight])
            .Where(h => !seen.Contains(h) && !IsOptional(map, h)).Order(StringComparer.Ordinal))
        {
            _faults.Add(0, header, "the map names this column, and the data have none of this name.");
        }

        seen.Clear();
        for (int c = 0; c < headers.Length; c++)
        {
            if (!seen.Add(Headers[c]))
            {
                _faults.Add(0, Headers[c], "two columns have this header; rename one.");
            }

            columns.Add(ReadColumn(Headers[c], measurements));
        }

        Columns = columns.MoveToImmutable();
        if (faults.Count == 0 && !Columns.Any(static c => c.Kind is TableColumnKind.State or TableColumnKind.Measurement))
        {
            _faults.Add(0, "", $"no column holds a variable or a measurement, so there is nothing to be learned; the columns are {FaultText.List(Headers)}. Map at least one.{SeparatorHint(Headers.FirstOrDefault(static h => h.AsSpan().ContainsAny(Separators)) ?? "")}");
        }

        Measurements = [.. measurements.OrderBy(static m => m.Value).Select(static m => m.Key)];
    }

    /// <summary>The headers by which the map knows the columns.</summary>
    public ImmutableArray<string> Headers { get; }

    /// <summary>What each column is.</summary>
    public ImmutableArray<TableColumn> Columns { get; }

    /// <summary>The measurements, in the order of their columns.</summary>
    public ImmutableArray<string> Measurements { get; }

    private bool IsKnown(string header) => _map.Columns.ContainsKey(header) || header == _map.Weight || _ignored.Contains(header);

    private TableColumn ReadColumn(string header, Dictionary<string, int> measurements)
    {
        bool isMapped = _map.Columns.TryGetValue(header, out ColumnMapping? mapping);
        bool isWeight = header == _map.Weight;
        bool isIgnored = _ignored.Contains(header);
        if ((isMapped ? 1 : 0) + (isWeight ? 1 : 0) + (isIgnored ? 1 : 0) > 1)
        {
            _faults.Add(0, header, "the map gives the column two uses (column, weight or ignored); expected one.");
        }

        if (isWeight)
        {
            return new TableColumn(TableColumnKind.Weight);
        }

        if (!isMapped)
        {
            if (!isIgnored)
            {
                string remedy = Headers.Length == 1 && header.AsSpan().ContainsAny(Separators) ? "" : " Map it to a variable or measurement, or list it under 'ignore'.";
                _faults.Add(0, header, $"the column is not mapped.{remedy}{SeparatorHint(header)}");
            }

            return new TableColumn(TableColumnKind.Ignored);
        }

        var missing = new HashSet<string>([.. _map.Missing, .. mapping!.Missing], StringComparer.Ordinal);
        if (mapping.Measurement is { } measurement)
        {
            if (!measurements.TryAdd(measurement, measurements.Count))
            {
                _faults.Add(0, header, $"two columns hold measurement '{FaultText.Shorten(measurement)}'; ignore one.");
            }

            return new TableColumn(TableColumnKind.Measurement) { Index = measurements[measurement], Missing = missing, Factor = mapping.Factor };
        }

        return ReadVariable(header, mapping, missing);
    }

    private TableColumn ReadVariable(string header, ColumnMapping mapping, HashSet<string> missing)
    {
        if (!_network.TryGetVariable(mapping.Variable!, out Variable? variable))
        {
            string nearest = _faults.IsListing ? Nearest(mapping.Variable!) : "";
            _faults.Add(0, header, $"the map names the variable '{FaultText.Shorten(mapping.Variable!)}', which the network '{_network.Name}' does not have.{nearest}");
            return new TableColumn(TableColumnKind.Ignored);
        }

        if (variable.StateCount > short.MaxValue)
        {
            _faults.Add(0, header, $"the variable {variable.Name} has {variable.StateCount} states; a cohort holds those of at most {short.MaxValue}.");
            return new TableColumn(TableColumnKind.Ignored);
        }

        var states = new Dictionary<string, short>(StringComparer.Ordinal);
        IEnumerable<KeyValuePair<string, string>> values = mapping.Values.IsEmpty
            ? variable.States.Select(static s => KeyValuePair.Create(s, s))
            : mapping.Values;
        foreach ((string text, string state) in values)
        {
            if (!variable.TryGetStateIndex(state, out int index))
            {
                _faults.Add(0, header, $"the map gives '{FaultText.Shorten(text)}' the state '{FaultText.Shorten(state)}'; the states of {variable.Name} are {FaultText.List(variable.States)}.");
            }
            else if (missing.Contains(text))
            {
                _faults.Add(0, header, $"the map says of '{FaultText.Shorten(text)}' both that it is the state '{FaultText.Shorten(state)}' and that it means unknown.");
            }

            states[text] = (short)index;
        }

        foreach (string text in missing)
        {
            states[text] = Cohort.Unknown;
        }

        return new TableColumn(TableColumnKind.State)
        {
            Index = variable.Index,
            States = states,
            Expected = FaultText.List([.. states.Where(static s => s.Value >= 0).Select(static s => s.Key).Order(StringComparer.Ordinal)]),
        };
    }

    private string Nearest(string name)
    {
        string? nearest = _network.Variables.Select(static v => v.Name)
            .FirstOrDefault(n => n.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(n, StringComparison.OrdinalIgnoreCase));
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    // Where the map is the network's own names, a table need not have every variable.
    private static bool IsOptional(ColumnMap map, string header) => map.Columns.TryGetValue(header, out ColumnMapping? mapping)
        ? mapping.Variable == header && mapping.Values.IsEmpty
        : header == ColumnMap.DefaultWeight;

    private static string SeparatorHint(string header)
    {
        int at = header.AsSpan().IndexOfAny(Separators);
        return at < 0
            ? ""
            : $" The header '{FaultText.Shorten(header)}' holds '{(header[at] == '\t' ? "\\t" : header[at])}': if that stands between the cells, say so (\"separator\": \"{(header[at] == '\t' ? "\\t" : header[at])}\" in the column map; --separator).";
    }
}
