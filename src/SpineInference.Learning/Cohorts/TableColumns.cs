using System.Collections.Immutable;
using SpineInference.Engine.Formats;
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
    private readonly HashSet<string> _days;

    public TableColumns(BayesianNetwork network, ColumnMap map, ImmutableArray<string> headers, FaultCollector faults)
    {
        _network = network;
        _map = map;
        _faults = faults;
        _ignored = map.Ignored.ToHashSet(StringComparer.Ordinal);
        _days = DaysOf(map);

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

            foreach (TableColumn column in ReadColumn(Headers[c], measurements))
            {
                columns.Add(column with { Cell = c });
            }
        }

        Columns = columns.ToImmutable();
        if (faults.Count == 0 && !Columns.Any(static c => c.Kind is TableColumnKind.State or TableColumnKind.Measurement))
        {
            _faults.Add(0, "", $"no column holds a variable or a measurement, so there is nothing to be learned; the columns are {FaultText.List(Headers)}. Map at least one.{SeparatorHint(Headers.FirstOrDefault(static h => h.AsSpan().ContainsAny(Separators)) ?? "")}");
        }

        Measurements = [.. measurements.OrderBy(static m => m.Value).Select(static m => m.Key)];
    }

    /// <summary>The headers by which the map knows the columns.</summary>
    public ImmutableArray<string> Headers { get; }

    /// <summary>What the columns are, in their order; one that says several things is there several times.</summary>
    public ImmutableArray<TableColumn> Columns { get; }

    /// <summary>The measurements, in the order of their columns.</summary>
    public ImmutableArray<string> Measurements { get; }

    private bool IsKnown(string header) => _map.Columns.ContainsKey(header) || header == _map.Weight || _ignored.Contains(header) || _days.Contains(header);

    private ImmutableArray<TableColumn> ReadColumn(string header, Dictionary<string, int> measurements)
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
            return [new TableColumn(TableColumnKind.Weight)];
        }

        if (!isMapped)
        {
            // The day of which an age is needs no use of its own.
            if (!isIgnored && !_days.Contains(header))
            {
                string remedy = Headers.Length == 1 && header.AsSpan().ContainsAny(Separators) ? "" : " Map it to a variable or measurement, or list it under 'ignore'.";
                _faults.Add(0, header, $"the column is not mapped.{remedy}{SeparatorHint(header)}");
            }

            return [new TableColumn(TableColumnKind.Ignored)];
        }

        return [.. mapping!.Also.Prepend(mapping).Select(m => ReadMapping(header, m, measurements))];
    }

    private TableColumn ReadMapping(string header, ColumnMapping mapping, Dictionary<string, int> measurements)
    {
        var missing = new HashSet<string>([.. _map.Missing, .. mapping.Missing, .. _map.FoundMissing.Where(t => !mapping.Values.ContainsKey(t) && !IsState(mapping, t))], StringComparer.Ordinal);
        if (mapping.Measurement is { } measurement)
        {
            if (!measurements.TryAdd(measurement, measurements.Count))
            {
                _faults.Add(0, header, $"two columns hold measurement '{FaultText.Shorten(measurement)}'; ignore one.");
            }

            return new TableColumn(TableColumnKind.Measurement) { Index = measurements[measurement], Missing = missing, MissingRanges = RangesIn(missing), Factor = mapping.Factor, Units = UnitsOf(mapping) };
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
        IEnumerable<KeyValuePair<string, string>> values = mapping.Values.IsEmpty && mapping.Ranges.IsEmpty
            ? variable.States.Select(static s => KeyValuePair.Create(s, s))
            : mapping.Values;
        foreach ((string text, string state) in values)
        {
            short? index = StateOf(variable, header, text, state);
            if (index is not null && missing.Contains(text))
            {
                _faults.Add(0, header, $"the map says of '{FaultText.Shorten(text)}' both that it is the state '{FaultText.Shorten(state)}' and that it means unknown.");
            }

            states[text] = index ?? 0;
        }

        (ValueRange, short)[] ranges = [.. mapping.Ranges.Select(r => (r.Range, StateOf(variable, header, r.Range.ToString(), r.State) ?? 0))];
        foreach (string text in missing)
        {
            states[text] = Cohort.Unknown;
        }

        (DateOnly day, int cell) = mapping.AgeAt is { } at ? DayOf(header, at) : (default, -1);
        ImmutableArray<string> texts = [.. states.Where(static s => s.Value >= 0).Select(static s => s.Key).Order(StringComparer.Ordinal)];
        return new TableColumn(TableColumnKind.State)
        {
            Index = variable.Index,
            States = states,
            Ranges = [.. ranges],
            MissingRanges = RangesIn(missing),
            Factor = mapping.Factor,
            Units = UnitsOf(mapping),
            BirthDate = mapping.BirthDate,
            AgeAt = day,
            AgeAtCell = cell,
            Texts = texts,
            Expected = string.Join(" or ", ((string[])[
                texts.IsEmpty ? "" : $"one of {FaultText.List(texts)}",
                ranges.Length == 0 ? "" : $"a number in {string.Join(", ", mapping.Ranges.Take(FaultText.MostListed).Select(static r => r.Range))}"]).Where(static t => t.Length > 0)),
        };
    }

    // A text found in the data to mean unknown may be the name of a state.
    private bool IsState(ColumnMapping mapping, string text) => mapping.Values.IsEmpty && mapping.Variable is { } name
        && _network.TryGetVariable(name, out Variable? variable) && variable.States.Contains(text);

    private short? StateOf(Variable variable, string header, string text, string state)
    {
        if (variable.TryGetStateIndex(state, out int index))
        {
            return (short)index;
        }

        _faults.Add(0, header, $"the map gives '{FaultText.Shorten(text)}' the state '{FaultText.Shorten(state)}'; the states of {variable.Name} are {FaultText.List(variable.States)}.{(_faults.IsListing ? NameSuggestion.For(state, variable.States) : "")}");
        return null;
    }

    private (DateOnly Day, int Cell) DayOf(string header, string at)
    {
        if (Headers.IndexOf(at) is >= 0 and var cell)
        {
            return (default, cell);
        }

        if (!DateText.TryRead(at, null, out DateOnly day))
        {
            _faults.Add(0, header, $"the age is said to be that at '{FaultText.Shorten(at)}', which is neither a column of the data nor a date as 2025-06-30.{NameSuggestion.For(at, Headers)}");
        }

        return (day, -1);
    }

    private string Nearest(string name)
    {
        string[] names = [.. _network.Variables.Select(static v => v.Name)];
        string near = _map.Suggest?.Invoke(name) is { Length: > 0 } told ? told
            : names.Length <= FaultText.MostListed ? NameSuggestion.For(name, names)
            : names.FirstOrDefault(n => n.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(n, StringComparison.OrdinalIgnoreCase)) is { } nearest ? $" Did you mean '{nearest}'?"
            : "";
        return near.Length > 0 ? near : NameSuggestion.For(name, names);
    }

    private static HashSet<string> DaysOf(ColumnMap map) =>
        [.. map.Columns.Values.SelectMany(static m => m.Also.Prepend(m)).Select(static m => m.AgeAt).OfType<string>()];

    private static ImmutableArray<ValueRange> RangesIn(IEnumerable<string> texts) =>
        [.. texts.Select(static t => ValueRange.TryParse(t, out ValueRange range) ? range : (ValueRange?)null).OfType<ValueRange>()];

    private static ImmutableArray<KeyValuePair<string, double>> UnitsOf(ColumnMapping mapping) => [.. mapping.Units.OrderByDescending(static u => u.Key.Length)];

    // Where the map is the network's own names, a table need not have every variable.
    private static bool IsOptional(ColumnMap map, string header) => map.Columns.TryGetValue(header, out ColumnMapping? mapping)
        ? mapping.Variable == header && mapping.Values.IsEmpty && mapping.Ranges.IsEmpty
        : header == ColumnMap.DefaultWeight;

    private static string SeparatorHint(string header)
    {
        int at = header.AsSpan().IndexOfAny(Separators);
        return at < 0
            ? ""
            : $" The header '{FaultText.Shorten(header)}' holds '{(header[at] == '\t' ? "\\t" : header[at])}': if that stands between the cells, say so (\"separator\": \"{(header[at] == '\t' ? "\\t" : header[at])}\" in the column map; --separator).";
    }
}
