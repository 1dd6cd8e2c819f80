using System.Collections.Immutable;

namespace SpineInference.Knowledge;

/// <summary>A finding that a patient may be described by: one of the network, or one that is asked for a red-flag rule alone.</summary>
/// <remarks>A finding of a scope with several copies stands here once for all of them. Immutable and safe for concurrent use.</remarks>
public sealed class DescribedFinding
{
    private readonly Func<ImmutableArray<KnowledgeCode>> _codes;

    // The codes of the network's findings stand in the knowledge files, which are read when somebody asks.
    internal DescribedFinding(Func<ImmutableArray<KnowledgeCode>> codes) => _codes = codes;

    /// <summary>Text id without the copy.</summary>
    public required string Id { get; init; }

    /// <summary>What it is a finding of.</summary>
    public required KnowledgeScope Scope { get; init; }

    /// <summary>Whether it is asked for red-flag rules alone: no rate of it was found, and it does not enter the posterior.</summary>
    public required bool IsRuleOnly { get; init; }

    /// <summary>Clinical name.</summary>
    public required string Label { get; init; }

    /// <summary>Plain words, or <see langword="null"/>.</summary>
    public string? Plain { get; init; }

    /// <summary>Other names.</summary>
    public required ImmutableArray<string> Synonyms { get; init; }

    /// <summary>How it is obtained.</summary>
    public required FindingCategory Category { get; init; }

    /// <summary>States, in order.</summary>
    public required ImmutableArray<string> States { get; init; }

    /// <summary>What is to be known of it, or <see langword="null"/>.</summary>
    public string? Note { get; init; }

    /// <summary>Codes in terminologies. The first use for a finding of the network reads all knowledge files.</summary>
    public ImmutableArray<KnowledgeCode> Codes => _codes();

    /// <summary>Whether it is simply there or not: states <c>absent</c> and <c>present</c>.</summary>
    public bool IsBinary => States is ["absent", "present"];

    /// <summary>Describes a finding of the network.</summary>
    /// <param name="variable">Its variable, in any copy.</param>
    /// <returns>The description.</returns>
    public static DescribedFinding Of(DescribedVariable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new DescribedFinding(() => variable.Source.Codes)
        {
            Id = variable.Id,
            Scope = variable.Scope,
            IsRuleOnly = false,
            Label = variable.Label,
            Plain = variable.Plain,
            Synonyms = variable.Synonyms,
            Category = variable.Category!.Value,
            States = variable.Variable.States,
        };
    }
}
