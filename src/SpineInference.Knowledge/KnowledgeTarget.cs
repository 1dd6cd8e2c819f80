using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>A published rate that the assembled network is held against, without being bent to it.</summary>
/// <param name="Id">A unique id.</param>
/// <param name="Event">For each variable of the network, the states that make up the event.</param>
/// <param name="Given">For each variable of the network, the states that make up the condition.</param>
/// <param name="Against">For an odds ratio, the condition compared with; otherwise empty.</param>
/// <param name="Rate">The published probability, or the odds ratio.</param>
/// <param name="IsOddsRatio">Whether <paramref name="Rate"/> is an odds ratio.</param>
/// <param name="Interval">Its published interval, or <see langword="null"/>.</param>
/// <param name="Basis">Literature or derived.</param>
/// <param name="Sources">Keys of the reference list.</param>
/// <param name="Follows">Whether the model means to follow it; otherwise the note says why not.</param>
/// <param name="Note">Formula, population, reason.</param>
public sealed record KnowledgeTarget(
    string Id,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Event,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Given,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Against,
    double Rate,
    bool IsOddsRatio,
    (double Low, double High)? Interval,
    Basis Basis,
    ImmutableArray<string> Sources,
    bool Follows,
    string? Note);
