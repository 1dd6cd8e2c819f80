using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>Reads what a column map says of one column.</summary>
/// <param name="reader">Receives the faults.</param>
/// <param name="header">The column's header.</param>
/// <param name="columnOfMeasurement">The columns of the measurements read so far.</param>
internal sealed class ColumnMappingReader(StrictJsonReader reader, string header, Dictionary<string, string> columnOfMeasurement)
{
    private static readonly string[] OfVariable = ["values", "states", "birthDate", "at"];

    private readonly string _what = $"column '{FaultText.Shorten(header)}'";

    /// <summary>Reads the object; faults were reported where it is not as it should be.</summary>
    public ColumnMapping Read(LocatedJson value) => Read(value, isFirst: true);

    private ColumnMapping Read(LocatedJson value, bool isFirst)
    {
        string[] known = ["variable", "measurement", "missing", "factor", "units", .. OfVariable, .. isFirst ? ["also"] : (string[])[]];
        Dictionary<string, LocatedJson> fields = reader.ReadFields(value, _what, known);
        var mapping = new ColumnMapping();
        mapping = mapping with
        {
            Variable = reader.ReadOptionalText(fields, "variable"),
            Measurement = reader.ReadOptionalText(fields, "measurement"),
            Missing = fields.ContainsKey("missing") ? [.. reader.ReadTexts(fields, "missing")] : mapping.Missing,
            Factor = fields.TryGetValue("factor", out LocatedJson? factor) ? Factor(factor, "factor") : mapping.Factor,
            Units = fields.TryGetValue("units", out LocatedJson? units)
                ? reader.ReadMembers(units, "units").ToImmutableSortedDictionary(static m => m.Key, m => Factor(m.Value, m.Key), StringComparer.Ordinal)
                : mapping.Units,
            BirthDate = reader.ReadOptionalText(fields, "birthDate"),
            AgeAt = reader.ReadOptionalText(fields, "at"),
            Also = [.. reader.ReadList(fields, "also").Select(v => Read(v, isFirst: false))],
        };
        mapping = WithStates(mapping, fields);
        if (mapping.Variable is null == mapping.Measurement is null)
        {
            reader.AddFault(value, $"{_what} names {(mapping.Variable is null ? "neither a variable nor" : "both a variable and")} a measurement; expected one of them.");
        }
        else if (mapping.Measurement is not null)
        {
            CheckMeasurement(value, mapping, fields);
        }
        else
        {
            CheckVariable(value, mapping);
        }

        return mapping;
    }

    // "values" goes from a text to a state, "states" from a state to its texts and ranges; either may be given.
    private ColumnMapping WithStates(ColumnMapping mapping, Dictionary<string, LocatedJson> fields)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var ranges = ImmutableArray.CreateBuilder<RangeMapping>();
        if (fields.TryGetValue("values", out LocatedJson? given))
        {
            foreach ((string text, LocatedJson state) in reader.ReadMembers(given, $"values of {_what}"))
            {
                values[text] = reader.ReadText(state, text);
            }
        }

        if (fields.TryGetValue("states", out LocatedJson? states))
        {
            foreach ((string state, string[] texts) in reader.ReadTextLists(states, $"states of {_what}"))
            {
                foreach (string text in texts)
                {
                    if (ValueRange.TryParse(text, out ValueRange range))
                    {
                        AddRange(range, state, states);
                    }
                    else
                    {
                        AddText(text, state, states);
                    }
                }
            }
        }

        return mapping with { Values = values.ToImmutable(), Ranges = ranges.ToImmutable() };

        void AddRange(ValueRange range, string state, LocatedJson where)
        {
            if (ranges.FirstOrDefault(r => r.Range.Overlaps(range)) is { State: { } other } twice)
            {
                reader.AddFault(where, $"{_what}: the ranges {twice.Range} ({other}) and {range} ({state}) overlap; a number must lie in one. The upper end of a range is not part of it.");
            }

            ranges.Add(new RangeMapping { Range = range, State = state });
        }

        void AddText(string text, string state, LocatedJson where)
        {
            if (!values.TryAdd(text, state) && values[text] != state)
            {
                reader.AddFault(where, $"{_what}: '{FaultText.Shorten(text)}' stands for '{FaultText.Shorten(values[text])}' and for '{FaultText.Shorten(state)}'; expected one state.");
            }
        }
    }

    private void CheckMeasurement(LocatedJson value, ColumnMapping mapping, Dictionary<string, LocatedJson> fields)
    {
        if (OfVariable.FirstOrDefault(fields.ContainsKey) is { } field)
        {
            reader.AddFault(value, $"{_what} is a measurement and has '{field}'; only a variable's values are mapped.");
        }

        if (!columnOfMeasurement.TryAdd(mapping.Measurement!, header))
        {
            reader.AddFault(value, $"columns '{FaultText.Shorten(columnOfMeasurement[mapping.Measurement!])}' and '{FaultText.Shorten(header)}' hold the same measurement '{FaultText.Shorten(mapping.Measurement!)}'; ignore one.");
        }
    }

    private void CheckVariable(LocatedJson value, ColumnMapping mapping)
    {
        if (mapping.Factor != 1)
        {
            reader.AddFault(value, $"{_what} holds a variable and has a factor; only a measurement's numbers are multiplied. Units may have factors: \"units\": {{ \"cm\": 10 }}.");
        }

        if (mapping.Ranges.IsEmpty && !mapping.Units.IsEmpty)
        {
            reader.AddFault(value, $"{_what} has units, but no range. Give ranges of numbers, as \"states\": {{ \"present\": [\"..0.9\"], \"absent\": [\"0.9..\"] }}.");
        }

        if (mapping.BirthDate is { } format && (mapping.Ranges.IsEmpty || !DateText.IsFormat(format)))
        {
            reader.AddFault(value, $"{_what}: 'birthDate' is '{FaultText.Shorten(format)}'; expected how dates are written, of dd, MM and yyyy, as dd.MM.yyyy, and ranges of years in 'states'.");
        }

        if (mapping.BirthDate is null != mapping.AgeAt is null)
        {
            reader.AddFault(value, $"{_what} has {(mapping.AgeAt is null ? "'birthDate' without 'at'" : "'at' without 'birthDate'")}; expected both: the age is that on a day, the header of a column of dates or a date as 2025-06-30.");
        }
    }

    private double Factor(LocatedJson value, string name)
    {
        double factor = reader.ReadNumber(value, name);
        if (double.IsNaN(factor) || (double.IsFinite(factor) && factor != 0))
        {
            return factor;
        }

        reader.AddFault(value, string.Create(CultureInfo.InvariantCulture, $"{_what}: the factor is {factor}; expected a finite number, not 0."));
        return double.NaN;
    }
}
