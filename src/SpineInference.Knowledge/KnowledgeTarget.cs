using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>A published rate that the assembled network is held against, without being bent to it.</summary>
public sealed class KnowledgeTarget
{
    internal KnowledgeTarget(
        string id, ImmutableSortedDictionary<string, ImmutableArray<string>> @event, ImmutableSortedDictionary<string, ImmutableArray<string>> given, ImmutableSortedDictionary<string, ImmutableArray<string>> against, double rate, bool isOddsRatio, (double Low, double High)? interval, Basis basis, ImmutableArray<string> sources, bool follows, string? note)
    {
        Id = id;
        Event = @event;
        Given = given;
        Against = against;
        Rate = rate;
        IsOddsRatio = isOddsRatio;
        Interval = interval;
        Basis = basis;
        Sources = sources;
        Follows = follows;
        Note = note;
    }

    /// <summary>A unique id.</summary>
    public string Id { get; }

    /// <summary>For each variable of the network, the states that make up the event.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Event { get; }

    /// <summary>For each variable of the network, the states that make up the condition.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Given { get; }

    /// <summary>For an odds ratio, the condition compared with; otherwise empty.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Against { get; }

    /// <summary>The published probability, or the odds ratio.</summary>
    public double Rate { get; }

    /// <summary>Whether <see cref="Rate"/> is an odds ratio.</summary>
    public bool IsOddsRatio { get; }

    /// <summary>Its published interval, or <see langword="null"/>.</summary>
    public (double Low, double High)? Interval { get; }

    /// <summary>Literature or derived.</summary>
    public Basis Basis { get; }

    /// <summary>Keys of the reference list.</summary>
    public ImmutableArray<string> Sources { get; }

    /// <summary>Whether the model means to follow it; otherwise the note says why not.</summary>
    public bool Follows { get; }

    /// <summary>Formula, population, reason.</summary>
    public string? Note { get; }
}
