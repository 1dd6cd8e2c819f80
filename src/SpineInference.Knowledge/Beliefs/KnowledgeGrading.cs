using System.Collections.Immutable;
using SpineInference.Learning;

namespace SpineInference.Knowledge;

/// <summary>Grades the judgement in tables by the studies that were read after the tables were written.</summary>
/// <remarks>docs/decisions/0078 says how, and was written before it was done.</remarks>
public static class KnowledgeGrading
{
    /// <summary>The factor that is expected of judgement's widths before any study, and how well it is known.</summary>
    /// <remarks>Of results of studies not yet published, experts had 49 to 65 % within their 80 % intervals (McBride, Fidler &amp; Burgman 2012), in
    /// three other studies 68 % (Speirs-Bridge et al. 2010): widths 1.3 to 1.9 times too narrow, 1.6 in the middle. The authors' own first
    /// widths, so widened, are 1.17 times <see cref="JudgementWidths.BeforeGrading"/>.</remarks>
    public static GradingOptions Options { get; } = GradingOptions.Default with { Middle = 1.17 };

    /// <summary>The rates that may grade: of study files, of a study on which no row rests.</summary>
    /// <param name="studies">The studies.</param>
    /// <param name="except">Ids of rates that do not grade all the same: a row names them, or was changed after they were read; empty for none.</param>
    /// <returns>Their ids.</returns>
    public static ImmutableArray<string> RatesOf(KnowledgeStudies studies, IReadOnlySet<string>? except = null)
    {
        ArgumentNullException.ThrowIfNull(studies);
        return [.. studies.Studies.Studies
            .SelectMany(s => s.Rates.Where(r => studies.IsUnseen(s, r)))
            .Select(static r => r.Id)
            .Where(id => except?.Contains(id) != true)];
    }

    /// <summary>The groups of widths that judgement has: background rates, sensitivities, all the rest, and the errors that one author's background rates and
    /// sensitivities share.</summary>
    /// <param name="knowledge">The network with its tables, with the tables' own numbers.</param>
    /// <param name="studies">The studies.</param>
    /// <param name="prior">What <see cref="KnowledgePrior"/> says of it with these studies and the widths to grade.</param>
    /// <returns>The groups that have anything in them.</returns>
    public static ImmutableArray<WidthGroup> GroupsOf(KnowledgeNetwork knowledge, KnowledgeStudies studies, LogOddsPrior prior)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(studies);
        ArgumentNullException.ThrowIfNull(prior);
        ILookup<string, RowInUse> rows = RowInUse.AllOf(knowledge)
            .Where(r => r.IsJudgement ? r.Source.Intervals.Count == 0 : r.Source.Sources.Any(studies.Taught.Contains))
            .ToLookup(static r => r.Kind switch { JudgementKind.Background => "background", JudgementKind.Sensitivity => "sensitivity", _ => "rest" });
        string[] errors = [.. prior.CommonErrors.Where(static e => e.IsJudgement).Select(static e => e.Name).Distinct(StringComparer.Ordinal)];
        (string Name, string[] Errors)[] groups =
        [
            ("background", []),
            ("sensitivity", []),
            ("rest", [.. errors.Except(CommonGroups.OfAuthors)]),
            ("shared", [.. errors.Intersect(CommonGroups.OfAuthors)]),
        ];
        return [.. groups
            .Where(g => rows.Contains(g.Name) || g.Errors.Length > 0)
            .Select(g => new WidthGroup(g.Name, rows[g.Name].Select(static r => r.Row), g.Errors))];
    }

    /// <summary>Grades them.</summary>
    /// <param name="knowledge">The network with its tables.</param>
    /// <param name="studies">The studies.</param>
    /// <param name="except">Ids of rates that do not grade; see <see cref="RatesOf"/>.</param>
    /// <param name="options">How; <see cref="Options"/> if null.</param>
    /// <param name="widths">The widths to grade; <see cref="JudgementWidths.BeforeGrading"/> if null, of which <see cref="Options"/> speaks.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The factors by which judgement is farther off than the widths say.</returns>
    /// <exception cref="ArgumentException">No rate grades, or no row is judged.</exception>
    public static GradingResult Run(
        KnowledgeNetwork knowledge,
        KnowledgeStudies studies,
        IReadOnlySet<string>? except = null,
        GradingOptions? options = null,
        JudgementWidths? widths = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(studies);
        KnowledgeNetwork own = knowledge.WithOwnNumbers();
        LogOddsPrior prior = KnowledgePrior.Of(own, studies.Taught, widths ?? JudgementWidths.BeforeGrading);
        return PriorGrading.Run(prior, studies.Studies, RatesOf(studies, except), GroupsOf(own, studies, prior), options ?? Options, cancellationToken);
    }
}
