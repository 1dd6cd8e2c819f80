using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>Cells whose numbers, or ages by dates of birth, lie in the ranges of a column.</summary>
/// <param name="faults">Receives what is wrong.</param>
/// <param name="headers">The headers of the columns.</param>
/// <param name="table">How the table is written.</param>
internal sealed class RangedCells(FaultCollector faults, ImmutableArray<string> headers, TableOptions table)
{
    /// <summary>Which units a number may have, for a message.</summary>
    public static string UnitHint(TableColumn column) =>
        column.Units.IsEmpty ? "" : $", bare or with {FaultText.List([.. column.Units.Select(static u => u.Key)])} after it";

    /// <summary>What to say where a number has a decimal comma.</summary>
    public string DecimalHint(string text) => table.Point == '.' && CellNumber.TryRead(text, ',', out _)
        ? " If the comma is its decimal sign, say so (\"decimal\": \",\" in the column map; --decimal)."
        : "";

    /// <summary>The state of a text that the map does not name: that of its number, or of the age it tells; null where a fault was told.</summary>
    public short? StateOf(long row, string text, IReadOnlyList<string?> cells, TableColumn column)
    {
        string header = headers[column.Cell];
        double number;
        if (column.BirthDate is { } format)
        {
            if (AgeOf(row, text, format, cells, column) is not { } age)
            {
                return null;
            }

            if (age == Cohort.Unknown)
            {
                return Cohort.Unknown;
            }

            number = age;
        }
        else if (column.Ranges.IsEmpty || !CellNumber.TryRead(text, column, table.Point, out number))
        {
            string near = faults.IsListing ? NameSuggestion.For(text, column.Texts.Length <= 8 ? [] : column.Texts) : "";
            faults.Add(row, header, $"unknown value '{FaultText.Shorten(text)}'; expected {column.Expected}{(column.Ranges.IsEmpty ? "" : UnitHint(column))}, or a text that means unknown.{near}{(column.Ranges.IsEmpty ? "" : DecimalHint(text))}");
            return null;
        }

        foreach ((ValueRange range, short state) in column.Ranges)
        {
            if (range.Contains(number))
            {
                return state;
            }
        }

        if (CellNumber.IsIn(column.MissingRanges, number))
        {
            return Cohort.Unknown;
        }

        string what = column.BirthDate is null ? $"'{FaultText.Shorten(text)}'" : string.Create(CultureInfo.InvariantCulture, $"'{FaultText.Shorten(text)}', an age of {number}");
        faults.Add(row, header, $"got {what}, which lies in no range; expected {column.Expected}. List a range under 'missing' where such numbers mean unknown.");
        return null;
    }

    // Unknown where the day is; null where a fault was told.
    private int? AgeOf(long row, string text, string format, IReadOnlyList<string?> cells, TableColumn column)
    {
        string header = headers[column.Cell];
        if (!DateText.TryRead(text, format, out DateOnly birth))
        {
            faults.Add(row, header, $"got '{FaultText.Shorten(text)}'; expected a date as {format}, or a text that means unknown.");
            return null;
        }

        DateOnly day = column.AgeAt;
        if (column.AgeAtCell >= 0)
        {
            string at = cells[column.AgeAtCell]?.Trim() ?? "";
            if (column.States!.TryGetValue(at, out short state) && state == Cohort.Unknown)
            {
                return Cohort.Unknown;
            }

            if (!DateText.TryRead(at, format, out day))
            {
                faults.Add(row, headers[column.AgeAtCell], $"got '{FaultText.Shorten(at)}'; expected the day of which the age is, as {format}, or a text that means unknown.");
                return null;
            }
        }

        int age = DateText.Age(birth, day);
        if (age >= 0)
        {
            return age;
        }

        faults.Add(row, header, $"got '{FaultText.Shorten(text)}', a birth after {day:yyyy-MM-dd}, the day of which the age is.");
        return null;
    }
}
