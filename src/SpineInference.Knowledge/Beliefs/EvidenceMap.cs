using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Learning;

namespace SpineInference.Knowledge;

/// <summary>What is not known: the rows of tables by how much of the uncertainty of answers they carry, over simulated people or for one.</summary>
/// <remarks>The variance of the most probable answer's posterior, to first order, split by row and summed over people and questions; and the
/// expected value of knowing a row exactly: with Δ the lead of the first answer over the second and s its standard deviation by the row,
/// s·φ(Δ/s) − Δ·Φ(−Δ/s), the normal loss (Raiffa &amp; Schlaifer 1961). Immutable.</remarks>
public sealed class EvidenceMap
{
    private EvidenceMap(
        ImmutableArray<EvidenceMapRow> rows, double judgement, double studies, ImmutableSortedDictionary<string, double> common, int answers, double medianWidth)
    {
        Rows = rows;
        JudgementShare = judgement;
        StudyShare = studies;
        CommonShares = common;
        AnswerCount = answers;
        MedianWidth = medianWidth;
    }

    /// <summary>The rows that matter at all, the most influential first.</summary>
    public ImmutableArray<EvidenceMapRow> Rows { get; }

    /// <summary>The share that judged rows and errors common to them carry.</summary>
    public double JudgementShare { get; }

    /// <summary>The share that the errors of synthesised studies carry: sampling, and differences between studies.</summary>
    public double StudyShare { get; }

    /// <summary>The shares of the errors that rows have in common, by name.</summary>
    public ImmutableSortedDictionary<string, double> CommonShares { get; }

    /// <summary>How many answers were looked at: people times questions.</summary>
    public int AnswerCount { get; }

    /// <summary>The median width of the 90 % interval of the first answer.</summary>
    public double MedianWidth { get; }

    /// <summary>Draws the map over simulated people.</summary>
    /// <param name="knowledge">The network with its tables.</param>
    /// <param name="analysis">Its network compiled with numbers as inputs, with a belief of log-odds.</param>
    /// <param name="targets">The variables that are asked for.</param>
    /// <param name="people">How many people; half of them in each of the states of <paramref name="by"/>, in turn.</param>
    /// <param name="by">A variable whose states take turns, such as the setting; <see langword="null"/> for none.</param>
    /// <param name="draws">How many draws an interval rests on.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">The belief is not one of log-odds, or there is no target.</exception>
    public static EvidenceMap OfSimulated(
        KnowledgeNetwork knowledge,
        ParameterAnalysis analysis,
        ImmutableArray<Variable> targets,
        int people = 150,
        Variable? by = null,
        int draws = 400,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        IEnumerable<Evidence> cases = Enumerable.Range(0, people).Select(i => SimulatedCase.Draw(
            knowledge,
            by is null ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add(by.Name, by.States[i % by.StateCount]),
            new SeededRandom(1, i)));
        return Of(knowledge, analysis, targets, cases, draws, cancellationToken);
    }

    /// <summary>Draws the map for given people.</summary>
    /// <param name="knowledge">The network with its tables.</param>
    /// <param name="analysis">Its network compiled with numbers as inputs, with a belief of log-odds.</param>
    /// <param name="targets">The variables that are asked for; the analysis reports them.</param>
    /// <param name="cases">What is known of each.</param>
    /// <param name="draws">How many draws an interval rests on.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">The belief is not one of log-odds, or there is no target or case.</exception>
    public static EvidenceMap Of(
        KnowledgeNetwork knowledge,
        ParameterAnalysis analysis,
        ImmutableArray<Variable> targets,
        IEnumerable<Evidence> cases,
        int draws = 400,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(cases);
        if (analysis.Belief is not LogOddsBelief belief || targets.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A map needs a belief of log-odds and at least one variable that is asked for.", nameof(analysis));
        }

        ParameterDraws drawn = belief.Draw(draws, cancellationToken: cancellationToken);
        var rows = new double[analysis.Network.Rows.Length];
        var worth = new double[rows.Length];
        var common = new double[belief.CommonErrors.Length];
        var widths = new List<double>();
        double studies = 0;
        double judgement = 0;
        foreach (Evidence evidence in cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            UncertainPosteriors posteriors = analysis.ComputePosteriors(evidence, drawn, cancellationToken: cancellationToken);
            foreach (Variable target in targets)
            {
                (int first, int second) = Leaders(posteriors, target);
                widths.Add(posteriors[target, first].ComputeCentralInterval().Width);
                VarianceSplit split = analysis.VarianceOf(evidence, Hypothesis.Of(analysis.Network, target.Name, target.States[first]));
                VarianceSplit lead = analysis.VarianceOfDifference(
                    evidence, Hypothesis.Of(analysis.Network, target.Name, target.States[first]), Hypothesis.Of(analysis.Network, target.Name, target.States[second]));
                double gap = posteriors[target, first].Point - posteriors[target, second].Point;
                for (int r = 0; r < rows.Length; r++)
                {
                    rows[r] += split.Rows[r];
                    worth[r] += Loss(gap, Math.Sqrt(lead.Rows[r]));
                }

                for (int c = 0; c < common.Length; c++)
                {
                    common[c] += split.Common[c];
                }

                studies += split.Studies;
                judgement += belief.JudgementShareOf(split) * split.Total;
            }
        }

        if (widths.Count == 0)
        {
            throw new ArgumentException("There is no case to draw the map for.", nameof(cases));
        }

        double total = Math.Max(double.Epsilon, rows.Sum() + common.Sum() + studies);
        widths.Sort();
        return new(
            ListRows(knowledge, belief, rows, worth, total, widths.Count),
            judgement / total,
            studies / total,
            belief.CommonErrors.Select((e, i) => (e.Name, Share: common[i] / total)).GroupBy(static e => e.Name, static e => e.Share)
                .ToImmutableSortedDictionary(static g => g.Key, static g => g.Sum(), StringComparer.Ordinal),
            widths.Count,
            widths[widths.Count / 2]);
    }

    private static ImmutableArray<EvidenceMapRow> ListRows(
        KnowledgeNetwork knowledge, LogOddsBelief belief, double[] rows, double[] worth, double total, int answers)
    {
        Dictionary<ProbabilityRow, RowInUse> used = RowInUse.AllOf(knowledge).ToDictionary(static r => r.Row);
        return [.. knowledge.Network.Rows
            .Where(r => rows[r.Index] > 0 && used.ContainsKey(r))
            .OrderByDescending(r => rows[r.Index])
            .Select(r =>
            {
                int state = Enumerable.Range(0, r.Length).Where(s => r.Probabilities[s] is > 0 and < 1).MaxBy(s => belief.StandardDeviationOf(r, s));
                double deviation = belief.LogOddsDeviationOf(r, state);
                double p = r.Probabilities[state];
                return new EvidenceMapRow
                {
                    Row = r,
                    Source = used[r].Source,
                    Variable = used[r].Variable,
                    Share = rows[r.Index] / total,
                    ValueOfKnowing = worth[r.Index] / answers,
                    LogOddsDeviation = deviation,
                    StudySize = (int)Math.Ceiling(4 / (deviation * deviation * p * (1 - p))),
                };
            })];
    }

    private static (int First, int Second) Leaders(UncertainPosteriors posteriors, Variable target)
    {
        int[] order = [.. Enumerable.Range(0, target.StateCount).OrderByDescending(s => posteriors[target, s].Point)];
        return (order[0], order[1]);
    }

    private static double Loss(double gap, double deviation) =>
        deviation > 1e-12 ? (deviation * Normal.PDF(0, 1, gap / deviation)) - (gap * Normal.CDF(0, 1, -gap / deviation)) : 0;
}
