using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Knowledge;

/// <summary>Turns what tables say of each number into what may be believed of it, on the scale of log-odds.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>A row with an interval is as unsure as it says: 90 % of judgement, 95 % of a published or derived number.</item>
/// <item>A published or derived row without one is as unsure as counts of its sample size, with half an event added on either side, and
/// never less sure than judgement of its kind.</item>
/// <item>A row of judgement without one has the width of its kind (<see cref="JudgementWidths"/>), narrower or wider by the root of
/// 8/sample size, within .7 and 1.4: the author's own sureness.</item>
/// <item>A row of a variable that its table calls known is.</item>
/// <item>A row that rests on a study which is synthesised has the width of judgement of its kind: the study teaches it, once.</item>
/// </list>
/// <para>Errors in common: of one author's sensitivities and background rates; of the numbers of one source; of the numbers of one variable
/// that were computed together from the same sources, state by state; and of the groups into which the causes of a table split.</para>
/// </remarks>
public static class KnowledgePrior
{
    // A row keeps at least this share of its variance to itself.
    internal const double LeastOwn = 0.25;

    /// <summary>The prior of a network's numbers.</summary>
    /// <param name="knowledge">The network with its tables.</param>
    /// <param name="taught">Keys of the reference list whose numbers studies give, which are synthesised with this prior; empty for none.</param>
    /// <param name="widths">How far off judgement may be; <see cref="JudgementWidths.Default"/> if null.</param>
    /// <returns>The prior.</returns>
    public static LogOddsPrior Of(KnowledgeNetwork knowledge, IReadOnlySet<string>? taught = null, JudgementWidths? widths = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        widths ??= JudgementWidths.Default;
        ImmutableArray<RowInUse> rows = RowInUse.AllOf(knowledge);
        bool IsTaught(RowInUse row) => !row.IsJudgement && taught is not null && row.Source.Sources.Any(taught.Contains);
        Dictionary<RowInUse, double[]> deviations = rows.ToDictionary(static r => r, r => r.Deviations(widths, IsTaught(r)));
        CommonGroup[] groups = [.. CommonGroups.Of(rows, deviations, knowledge.Knowledge, widths, IsTaught)];
        var shared = new double[knowledge.Network.Parameters.Length];
        foreach (CommonGroup group in groups)
        {
            foreach ((ProbabilityRow row, int state) in group.Entries)
            {
                shared[row.ParameterOffset + state] += group.StandardDeviation * group.StandardDeviation;
            }
        }

        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(knowledge.Network)
            .WithDeviations(rows.Select(r => (r.Row, Own(r.Row, deviations[r], shared))))
            .WithKnown(RowInUse.KnownOf(knowledge));
        prior = prior.WithJudgement(rows.Where(static r => r.IsJudgement).Select(static r => r.Row));
        return groups.Aggregate(prior, static (p, g) => p.WithCommonError(g.Name, g.StandardDeviation, g.Entries, g.IsJudgement));
    }

    // What of a state's variance is not shared.
    private static double[] Own(ProbabilityRow row, double[] deviations, double[] shared) =>
        [.. deviations.Select((d, s) => Math.Sqrt(Math.Max(LeastOwn * d * d, (d * d) - shared[row.ParameterOffset + s])))];
}
