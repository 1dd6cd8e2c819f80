using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>What a simulated cohort shows of its patients.</summary>
/// <remarks>Immutable.</remarks>
public sealed record SimulationOptions
{
    /// <summary>Names of the variables that are shown; <see langword="null"/> for all.</summary>
    public ImmutableArray<string>? Shown { get; init; }

    /// <summary>The probability with which a cell is left empty, each by itself; from 0 to 1.</summary>
    public double MissingRate { get; init; }

    /// <summary>Names of variables with a missing rate of their own.</summary>
    public ImmutableDictionary<string, double> MissingRates { get; init; } = ImmutableDictionary<string, double>.Empty;
}
