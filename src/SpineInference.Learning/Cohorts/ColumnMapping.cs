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

    /// <summary>Texts that mean unknown, besides those of the whole map.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>What the column's numbers are multiplied by to give the measurement's unit; 1 unless set.</summary>
    public double Factor { get; init; } = 1;
}
