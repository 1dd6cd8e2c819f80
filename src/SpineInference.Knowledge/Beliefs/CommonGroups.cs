using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Knowledge;

/// <summary>Entries that are off together.</summary>
internal sealed record CommonGroup(string Name, double StandardDeviation, ImmutableArray<(ProbabilityRow Row, int State)> Entries, bool IsJudgement);

/// <summary>Finds which numbers of tables are off together.</summary>
internal static class CommonGroups
{
    private const string Sensitivities = "sensitivities by judgement";
    private const string Backgrounds = "background rates by judgement";

    /// <summary>The errors that the numbers of one author share.</summary>
    public static ImmutableArray<string> OfAuthors => [Sensitivities, Backgrounds];

    public static IEnumerable<CommonGroup> Of(
        ImmutableArray<RowInUse> rows,
        Dictionary<RowInUse, double[]> deviations,
        KnowledgeBase knowledge,
        JudgementWidths widths,
        Func<RowInUse, bool> isTaught)
    {
        IEnumerable<CommonGroup> all =
        [
            OfAuthor(Sensitivities, JudgementKind.Sensitivity, widths.CommonSensitivity),
            OfAuthor(Backgrounds, JudgementKind.Background, widths.CommonBackground),
            .. OfSources(rows.Where(r => !r.IsJudgement && !isTaught(r) && r.Kind != JudgementKind.Prior), knowledge, widths),
            .. rows.GroupBy(static r => r.Variable).SelectMany(g => OfComputed(g, deviations, widths)),
            .. rows.GroupBy(static r => r.Variable).SelectMany(g => OfSplits(g, widths)),
        ];
        var widthOf = rows.ToDictionary(static r => r.Row, r => deviations[r]);
        return all.Select(Bearable).Where(static g => g.StandardDeviation > 0 && g.Entries.Select(static e => e.Row).Distinct().Skip(1).Any());

        // A number that is surer than that keeps its own width.
        CommonGroup Bearable(CommonGroup group) => group with
        {
            Entries = [.. group.Entries.Where(e =>
                group.StandardDeviation * group.StandardDeviation <= (1 - KnowledgePrior.LeastOwn) * widthOf[e.Row][e.State] * widthOf[e.Row][e.State])],
        };

        CommonGroup OfAuthor(string name, JudgementKind kind, double deviation) =>
            new(name, deviation, [.. rows.Where(r => r.IsJudgement && r.Kind == kind).SelectMany(NotSound)], true);
    }

    // Every state but that of health.
    private static IEnumerable<(ProbabilityRow Row, int State)> NotSound(RowInUse row) =>
        Enumerable.Range(1, row.Row.Length - 1).Where(s => row.Row.Probabilities[s] > 0).Select(s => (row.Row, s));

    // A row counts with the first of its sources.
    private static IEnumerable<CommonGroup> OfSources(IEnumerable<RowInUse> rows, KnowledgeBase knowledge, JudgementWidths widths) => rows
        .Where(static r => r.HasSoundState)
        .SelectMany(r => r.Source.Sources.Take(1).Select(s => (Row: r, Citation: knowledge.References.TryGetValue(s, out KnowledgeReference? found) ? found.Citation : s)).Distinct())
        .GroupBy(static r => r.Citation, static r => r.Row, StringComparer.Ordinal)
        .OrderBy(static g => g.Key, StringComparer.Ordinal)
        .Select(g => new CommonGroup($"source: {g.Key}", widths.CommonSource, [.. g.SelectMany(NotSound)], false));

    // Rows of one variable that rest on the same sources were computed from the same counts: each state's error is shared in part. So were the
    // priors that judgement made of one source by one formula, age by age: too high at 60 is too high at 65.
    private static IEnumerable<CommonGroup> OfComputed(
        IGrouping<KnowledgeVariable, RowInUse> rows, Dictionary<RowInUse, double[]> deviations, JudgementWidths widths) =>
        from row in rows
        where row.Kind == JudgementKind.Prior
            ? row.Source.Basis == Basis.Derived || (row.IsJudgement && !row.Source.Sources.IsEmpty)
            : row.Source.Basis == Basis.Derived && !row.HasSoundState
        group row by (row.IsJudgement, Sources: string.Join(' ', row.Source.Sources.Order(StringComparer.Ordinal))) into together
        from state in Enumerable.Range(0, rows.Key.States.Length)
        let possible = together.Where(r => r.Row.Probabilities[state] > 0).ToArray()
        where possible.Length > 1
        select new CommonGroup(
            $"{rows.Key.Id} = {rows.Key.States[state]}, computed together",
            Math.Sqrt(widths.SharedOfComputed) * possible.Min(r => deviations[r][state]),
            [.. possible.Select(r => (r.Row, state))],
            together.Key.IsJudgement);

    private static IEnumerable<CommonGroup> OfSplits(IGrouping<KnowledgeVariable, RowInUse> rows, JudgementWidths widths) =>
        rows.Key.Split.Select(part => new CommonGroup(
            $"{rows.Key.Id}: {string.Join(" or ", part)} against the rest",
            widths.CommonSplit,
            [.. from row in rows
                from state in Enumerable.Range(0, row.Row.Length)
                where row.Row.Probabilities[state] > 0 && part.Contains(rows.Key.States[state])
                select (row.Row, state)],
            rows.Any(static r => r.IsJudgement)));
}
