using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>How the cells of one column are read into one variable or measurement, or as weights.</summary>
internal sealed record TableColumn(TableColumnKind Kind)
{
    /// <summary>Which cell of a row holds it.</summary>
    public int Cell { get; init; }

    public int Index { get; init; }

    public double Factor { get; init; } = 1;

    /// <summary>Units that may stand after a number, the longest first, and what each multiplies it by.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Units { get; init; } = [];

    /// <summary>Of a measurement, the texts that mean unknown.</summary>
    public HashSet<string>? Missing { get; init; }

    /// <summary>Ranges of numbers that mean unknown.</summary>
    public ImmutableArray<ValueRange> MissingRanges { get; init; } = [];

    /// <summary>Of a variable, its state for each text; <see cref="Cohort.Unknown"/> for those that mean unknown.</summary>
    public Dictionary<string, short>? States { get; init; }

    /// <summary>Of a variable, its state for ranges of numbers.</summary>
    public ImmutableArray<(ValueRange Range, short State)> Ranges { get; init; } = [];

    /// <summary>How dates of birth are written, of which the age is looked up in the ranges; <see langword="null"/> where there are none.</summary>
    public string? BirthDate { get; init; }

    /// <summary>The day of which the age is.</summary>
    public DateOnly AgeAt { get; init; }

    /// <summary>The cell that holds that day; -1 where it is the same for all rows.</summary>
    public int AgeAtCell { get; init; } = -1;

    /// <summary>Of a variable, the texts that name its states.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>Those texts and ranges, for messages.</summary>
    public string Expected { get; init; } = "";
}
