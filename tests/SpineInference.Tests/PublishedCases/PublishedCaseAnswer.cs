using System.Collections.Immutable;

namespace SpineInference.Tests.PublishedCases;

/// <summary>What the model answers for a published case, held against what its authors found.</summary>
internal sealed class PublishedCaseAnswer
{
    public PublishedCaseAnswer(PublishedCase published, Diagnosis diagnosis)
    {
        Case = published;
        Diagnosis = diagnosis;
        CauseRank = Rank([.. diagnosis.Cause.Ranked.Select(static o => o.Id)], published.Causes);
        RootRank = Rank([.. diagnosis.RootLevel.Ranked.Select(static o => o.Id)], published.Roots);
        MissedFlags = [.. published.Flags.Except(diagnosis.RedFlags.Select(static f => f.Id), StringComparer.Ordinal)];
    }

    public PublishedCase Case { get; }

    public Diagnosis Diagnosis { get; }

    /// <summary>The place of the best accepted cause, from 1; 0 where the case tells none.</summary>
    public int CauseRank { get; }

    /// <summary>The place of the best accepted root, from 1; 0 where the case tells none.</summary>
    public int RootRank { get; }

    /// <summary>Flags that a reader expected and that did not fire.</summary>
    public ImmutableArray<string> MissedFlags { get; }

    private static int Rank(ImmutableArray<string> ranked, ImmutableArray<string> accepted) =>
        accepted.IsEmpty ? 0 : accepted.Min(a => ranked.IndexOf(a)) + 1;
}
