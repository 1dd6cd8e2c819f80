using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Knowledge;

/// <summary>A row of the network that may be off, with the row of the table and the variable it is of.</summary>
internal sealed record RowInUse(ProbabilityRow Row, KnowledgeRow Source, KnowledgeVariable Variable)
{
    // The states that mean health, or nothing to be seen.
    private static readonly string[] Sound = ["absent", "normal", "none", "no"];

    private const double Seldom = 0.2;

    /// <summary>The author's own sureness shows in the sample size; a typical row of judgement says 8.</summary>
    private const double TypicalSize = 8;

    public bool IsJudgement => Source.Basis == Basis.Expert;

    /// <summary>Whether the first state is that of health.</summary>
    public bool HasSoundState => Sound.Contains(Variable.States[0]);

    public JudgementKind Kind => Variable.Kind switch
    {
        VariableKind.Context => JudgementKind.Context,
        VariableKind.Latent => !Variable.Scope.Copies.IsEmpty ? JudgementKind.Link : JudgementKind.Prior,
        _ => !HasSoundState ? JudgementKind.Posture
            : 1 - Source.Probabilities[0] <= Seldom ? JudgementKind.Background
            : JudgementKind.Sensitivity,
    };

    /// <summary>All rows that may be off, in the network's order.</summary>
    public static ImmutableArray<RowInUse> AllOf(KnowledgeNetwork knowledge) => [.. Owned(knowledge).Where(static r => !r.Variable.IsKnown)];

    /// <summary>The rows that tables say to be known.</summary>
    public static IEnumerable<ProbabilityRow> KnownOf(KnowledgeNetwork knowledge) =>
        Owned(knowledge).Where(static r => r.Variable.IsKnown).Select(static r => r.Row);

    private static IEnumerable<RowInUse> Owned(KnowledgeNetwork knowledge)
    {
        var owners = new KnowledgeVariable?[knowledge.Network.Rows.Length];
        foreach (ConditionalDistribution distribution in knowledge.Network.Distributions)
        {
            foreach (ProbabilityRow row in distribution.Rows)
            {
                owners[row.Index] ??= knowledge[distribution.Variable].Source;
            }
        }

        return knowledge.Network.Rows
            .Where(r => owners[r.Index] is not null && !r.IsDefinition && r.Probabilities.Count(static p => p > 0) > 1)
            .Select(r => knowledge.TryGetRow(r, out KnowledgeRow? source) ? new RowInUse(r, source, owners[r.Index]!) : null)
            .OfType<RowInUse>();
    }

    /// <summary>The standard deviation of the log-odds of each possible state; 0 for the others.</summary>
    /// <param name="widths">Those of judgement.</param>
    /// <param name="isTaught">Whether a study that is synthesised says the same again.</param>
    public double[] Deviations(JudgementWidths widths, bool isTaught)
    {
        double judged = widths.DeviationOf(Kind);
        double own = judged * Math.Clamp(Math.Sqrt(TypicalSize / Row.EffectiveSampleSize), 0.7, 1.4);
        double z = IsJudgement ? JudgementWidths.Normal90 : JudgementWidths.Normal95;
        var deviations = new double[Row.Length];
        for (int s = 0; s < deviations.Length; s++)
        {
            // As written: the interval beside it is of that number.
            double p = Source.Probabilities[s];
            if (p <= 0)
            {
                continue;
            }

            double stated = Source.Intervals.TryGetValue(Variable.States[s], out (double Low, double High) interval) ? OfInterval(p, interval, z) : 0;
            deviations[s] = isTaught ? judged
                : stated > 0 ? stated
                : IsJudgement ? own
                : Math.Min(judged, OfCounts(p, Row.EffectiveSampleSize));
        }

        // Of two possible states the one is as unsure as the other, and an interval of either says how much.
        if (!isTaught && Row.Probabilities.Count(static p => p > 0) == 2)
        {
            double[] stated = [.. Enumerable.Range(0, Row.Length)
                .Where(s => Row.Probabilities[s] > 0 && Source.Intervals.ContainsKey(Variable.States[s]))
                .Select(s => deviations[s])];
            for (int s = 0; stated.Length > 0 && s < deviations.Length; s++)
            {
                deviations[s] = Row.Probabilities[s] > 0 ? stated.Average() : 0;
            }
        }

        return deviations;
    }

    // The half that is finite where an end is 0 or 1.
    private static double OfInterval(double p, (double Low, double High) interval, double z)
    {
        double below = interval.Low > 0 && interval.Low < p ? LogOdds(p) - LogOdds(interval.Low) : 0;
        double above = interval.High < 1 && interval.High > p ? LogOdds(interval.High) - LogOdds(p) : 0;
        return (below > 0 && above > 0 ? (below + above) / 2 : Math.Max(below, above)) / z;
    }

    private static double OfCounts(double p, double n) => Math.Sqrt((1 / ((n * p) + 0.5)) + (1 / ((n * (1 - p)) + 0.5)));

    internal static double LogOdds(double p) => Math.Log(p / (1 - p));
}
