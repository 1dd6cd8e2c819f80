using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace SpineInference.Learning;

/// <summary>One number of a published study, as an event and a condition on a network's variables, with its error of sampling.</summary>
/// <remarks>
/// <para>Events and conditions name, for each variable, the states that count; a variable that is not named is free.</para>
/// <para>The number is kept on the scale on which it is compared (<see cref="Estimate"/>): log-odds for a proportion, natural logarithm for a
/// ratio. Immutable.</para>
/// </remarks>
public sealed class PublishedRate
{
    private PublishedRate(
        string id,
        RateMeasure measure,
        ImmutableSortedDictionary<string, ImmutableArray<string>> @event,
        ImmutableSortedDictionary<string, ImmutableArray<string>> given,
        ImmutableSortedDictionary<string, ImmutableArray<string>> against,
        double estimate,
        double standardError)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        Id = id;
        Measure = measure;
        Event = @event;
        Given = given;
        Against = against;
        Estimate = estimate;
        StandardError = standardError;
        if (@event.IsEmpty)
        {
            throw new ArgumentException($"Rate '{id}' has no event: name at least one variable with the states that count.", nameof(@event));
        }

        foreach ((string variable, ImmutableArray<string> states) in @event.Concat(given).Concat(against))
        {
            if (states.IsDefaultOrEmpty)
            {
                throw new ArgumentException($"Rate '{id}': variable '{variable}' accepts no state; name at least one, or leave the variable out.");
            }
        }

        if (measure == RateMeasure.AreaUnderCurve && (@event.Count != 1 || @event.Values.First().Length < 2))
        {
            throw new ArgumentException($"Rate '{id}' is an area under a curve: its event is one variable with all its states, from the least to the most suspicious.", nameof(@event));
        }
    }

    /// <summary>A text id, unique among the rates of all studies that are synthesised together.</summary>
    public string Id { get; }

    /// <summary>What the number compares.</summary>
    public RateMeasure Measure { get; }

    /// <summary>For each variable of the event, the states that make it up; of an area under a curve the one variable with all its states, from the
    /// least to the most suspicious.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Event { get; }

    /// <summary>For each variable of the condition, the states that make it up; empty for everyone.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Given { get; }

    /// <summary>The condition compared with, for a ratio or an area; else empty.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Against { get; }

    /// <summary>The published number as log-odds of a proportion or an area, or as the logarithm of a ratio.</summary>
    public double Estimate { get; }

    /// <summary>The standard error of <see cref="Estimate"/> by sampling alone; positive.</summary>
    public double StandardError { get; }

    /// <summary>The kind of number, within which studies differ alike, such as <c>sensitivity</c>; one variance between studies is estimated
    /// for each kind. Empty unless set.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Population, derivation, caveats.</summary>
    public string? Note { get; init; }

    /// <summary>The published number on its own scale: a probability, or a ratio.</summary>
    public double Value => ToValue(Estimate);

    /// <summary>A proportion from its counts.</summary>
    /// <param name="id">A text id.</param>
    /// <param name="event">The event.</param>
    /// <param name="given">The condition.</param>
    /// <param name="count">How many had the event, from 0.</param>
    /// <param name="total">Of how many; at least 1.</param>
    /// <returns>The rate, with log-odds ln((k + ½) / (n − k + ½)) and variance 1/(k + ½) + 1/(n − k + ½).</returns>
    /// <exception cref="ArgumentException">The counts are no counts, or the event is empty.</exception>
    /// <remarks>The halves keep 0 and n finite. Source: Haldane 1956; Gart &amp; Zweifel 1967.</remarks>
    public static PublishedRate FromCounts(
        string id,
        ImmutableSortedDictionary<string, ImmutableArray<string>> @event,
        ImmutableSortedDictionary<string, ImmutableArray<string>> given,
        int count,
        int total)
    {
        if (total < 1 || count < 0 || count > total)
        {
            throw new ArgumentException($"Rate '{id}': {count} of {total} is no count; expected 0 ≤ count ≤ total and total ≥ 1.", nameof(count));
        }

        double yes = count + 0.5;
        double no = total - count + 0.5;
        return new(id, RateMeasure.Proportion, @event, given, NoCondition, Math.Log(yes / no), Math.Sqrt((1 / yes) + (1 / no)));
    }

    /// <summary>A number with its interval.</summary>
    /// <param name="id">A text id.</param>
    /// <param name="measure">What it compares.</param>
    /// <param name="event">The event.</param>
    /// <param name="given">The condition.</param>
    /// <param name="against">The condition compared with, for a ratio or an area; else <see langword="null"/>.</param>
    /// <param name="value">The number: in (0, 1) for a proportion or an area, positive for a ratio.</param>
    /// <param name="low">Lower end of its interval; below <paramref name="high"/>.</param>
    /// <param name="high">Upper end. An end of a proportion at exactly 0 or 1 counts by the other end alone.</param>
    /// <param name="level">The interval's level, in (0, 1).</param>
    /// <returns>The rate, with the interval's half-width on the scale of comparison as so many standard errors.</returns>
    /// <exception cref="ArgumentException">A number is out of its range, or a condition is missing.</exception>
    public static PublishedRate FromInterval(
        string id,
        RateMeasure measure,
        ImmutableSortedDictionary<string, ImmutableArray<string>> @event,
        ImmutableSortedDictionary<string, ImmutableArray<string>> given,
        ImmutableSortedDictionary<string, ImmutableArray<string>>? against,
        double value,
        double low,
        double high,
        double level = 0.95)
    {
        bool isProportion = measure == RateMeasure.Proportion;
        bool isShare = IsShare(measure);
        double top = isShare ? 1 : double.PositiveInfinity;
        if (!(value > 0 && value < top))
        {
            throw new ArgumentException($"Rate '{id}' is {value}; expected {(isShare ? "a probability above 0 and below 1; give counts for 0 or 1" : "a positive finite ratio")}.", nameof(value));
        }

        if (!(low >= 0 && low <= value && value <= high && high <= top && low < high) || (double.IsInfinity(high) && low == 0))
        {
            throw new ArgumentException($"Rate '{id}': the interval {low} to {high} does not hold {value}, or is none.", nameof(low));
        }

        if (!(level is > 0 and < 1))
        {
            throw new ArgumentException($"Rate '{id}': the interval's level is {level}; expected a number above 0 and below 1, such as 0.95.", nameof(level));
        }

        if (isProportion != against is null)
        {
            throw new ArgumentException(
                isProportion ? $"Rate '{id}' is a proportion: it has no condition to be compared with." : $"Rate '{id}' is a ratio or an area: name the condition it is compared with.",
                nameof(against));
        }

        double middle = Scale(measure, value);
        double below = middle - Scale(measure, low);
        double above = Scale(measure, high) - middle;
        double quantile = Normal.InvCDF(0, 1, (1 + level) / 2);
        double halfWidth = double.IsFinite(below) && double.IsFinite(above) ? (below + above) / 2 : Math.Min(below, above);
        return halfWidth > 0 && double.IsFinite(halfWidth)
            ? new(id, measure, @event, given, against ?? NoCondition, middle, halfWidth / quantile)
            : throw new ArgumentException($"Rate '{id}': the interval {low} to {high} has no width on its one finite side.", nameof(low));
    }

    /// <summary>The same rate with a kind and a note.</summary>
    /// <param name="kind">Its <see cref="Kind"/>.</param>
    /// <param name="note">Its <see cref="Note"/>.</param>
    /// <returns>The rate.</returns>
    public PublishedRate With(string kind, string? note) =>
        new(Id, Measure, Event, Given, Against, Estimate, StandardError) { Kind = kind, Note = string.IsNullOrEmpty(note) ? null : note };

    /// <summary>The number with its id.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Id}: {Value:G4}");

    internal double ToValue(double estimate) =>
        IsShare(Measure) ? 1 / (1 + Math.Exp(-estimate)) : Math.Exp(estimate);

    internal double ToEstimate(double value) => Scale(Measure, value);

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> NoCondition =>
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    private static double Scale(RateMeasure measure, double value) =>
        IsShare(measure) ? Math.Log(value / (1 - value)) : Math.Log(value);

    private static bool IsShare(RateMeasure measure) => measure is RateMeasure.Proportion or RateMeasure.AreaUnderCurve;
}
