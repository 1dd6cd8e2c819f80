using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>What one column of a table of patients holds.</summary>
/// <remarks>Immutable. Either <see cref="Variable"/> or <see cref="Measurement"/> is set.</remarks>
public sealed record ColumnMapping
{
    /// <summary>The variable whose states the column holds, by name; <see langword="null"/> for a measurement.</summary>
    public string? Variable { get; init; }

    /// <summary>The measurement whose values the column holds, by name; <see langword="null"/> for a variable.</summary>
    public string? Measurement { get; init; }

    /// <summary>From the texts of the column to the names of states. Empty: the texts are the names of the states.</summary>
    public ImmutableSortedDictionary<string, string> Values { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>From ranges of numbers to the names of states, as <c>..0.9</c> to <c>present</c>; no two overlap.</summary>
    public ImmutableArray<RangeMapping> Ranges { get; init; } = [];

    /// <summary>Units that may stand after a number, as <c>mm</c>, and what each multiplies it by. A number without one is taken as it is.</summary>
    public ImmutableSortedDictionary<string, double> Units { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>How the column writes dates of birth, as <c>dd.MM.yyyy</c>; <see langword="null"/> where it holds none. The age in whole years
    /// is what <see cref="Ranges"/> are of. Dates as <c>1961-03-24</c>, with or without a time, are read besides.</summary>
    public string? BirthDate { get; init; }

    /// <summary>The day of which the age is: the header of a column of dates, or a date as <c>2025-06-30</c>; only with
    /// <see cref="BirthDate"/>.</summary>
    public string? AgeAt { get; init; }

    /// <summary>What else the column says: mappings of the same cells to other variables, as of one number to two findings.</summary>
    public ImmutableArray<ColumnMapping> Also { get; init; } = [];

    /// <summary>Texts that mean unknown, and ranges of numbers that do, besides those of the whole map.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>What the column's numbers are multiplied by to give the measurement's unit; 1 unless set.</summary>
    public double Factor { get; init; } = 1;
}
