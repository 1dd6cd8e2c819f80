using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Whether the findings belong together, and whether the model knows such patients at all.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class FindingsCoherence
{
    /// <summary>Findings less probable than in all but this share of expected patients are called unusual, or rare.</summary>
    /// <remarks>This and <see cref="ConflictFrom"/> are calibrated on simulated patients, whose findings belong together by construction:
    /// at most one in twenty is called in conflict or unusual (docs/evaluation/coherence.md).</remarks>
    public const double UnusualBelow = 0.01;

    /// <summary>From here on a conflict is reported, of all findings or of two, in decibans.</summary>
    public const double ConflictFrom = 3;

    internal FindingsCoherence(
        ConflictReport conflict, SurpriseReport? rarity, SurpriseReport? surprise, Scenario explanation, ImmutableArray<string> sentences)
    {
        Conflict = conflict;
        Rarity = rarity;
        Surprise = surprise;
        Explanation = explanation;
        Sentences = sentences;
    }

    /// <summary>The findings held against each other.</summary>
    public ConflictReport Conflict { get; }

    /// <summary>The findings held against what is expected of all such patients; <see langword="null"/> where there are none. Rare causes
    /// make rare findings: a low percentile alone is no fault.</summary>
    public SurpriseReport? Rarity { get; }

    /// <summary>The findings held against what is expected of patients with the best explanation; <see langword="null"/> where there are
    /// none.</summary>
    public SurpriseReport? Surprise { get; }

    /// <summary>The best joint explanation.</summary>
    public Scenario Explanation { get; }

    /// <summary>Whether the findings are in conflict, beyond what chance brings about.</summary>
    public bool IsInConflict => Conflict.Decibans >= ConflictFrom;

    /// <summary>Whether the findings are unusual even for the best explanation, so that no answer of the model should be trusted without
    /// a second look.</summary>
    public bool IsUnusual => Surprise is { } surprise && surprise.Percentile < UnusualBelow;

    /// <summary>What is worth saying, in plain sentences; one sentence where there is nothing.</summary>
    public ImmutableArray<string> Sentences { get; }

    /// <summary>The sentences, one a line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(Environment.NewLine, Sentences);
}
