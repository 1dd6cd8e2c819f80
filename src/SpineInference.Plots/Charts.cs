using SpineInference.Plots.Drawing;

namespace SpineInference.Plots;

/// <summary>Draws what a diagnosis says, and how firmly.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
/// <example><code>
/// Charts.DrawRoots(diagnosis).Save("roots.svg");
/// Charts.DrawWaterfall(diagnosis.Explain(NerveRoot.L5)).Save("waterfall.svg");
/// Charts.DrawTornado(diagnosis.AnalyseSensitivity(NerveRoot.L5)).Save("tornado.svg");
/// </code></example>
public static partial class Charts
{
    /// <summary>Bars of probabilities, with credible intervals where there are any.</summary>
    /// <param name="title">What is asked.</param>
    /// <param name="bars">The answers, from the top; at least one.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">There is no bar.</exception>
    public static Chart DrawPosteriors(string title, IReadOnlyList<PosteriorBar> bars)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(bars);
        ThrowIfNothing(bars.Count, nameof(bars));
        (string Label, string Number)[] rows = [.. bars.Select(static b => (b.Label, NumberOf(b)))];
        double? mass = bars.FirstOrDefault(static b => b.Interval is not null)?.Interval?.Mass;
        return new Chart(new RowSheet(title, string.Join("; ", rows.Select(static r => $"{r.Label} {r.Number}")), rows)
        {
            Axis = mass is { } share ? FormattableString.Invariant($"probability, with its {100 * share:0.#} % interval") : "probability",
            Limits = (0, 1),
            Ticks = [.. ((double[])[0, 1, 0.5, 0.25, 0.75]).Select(static p => (p, Words.Percent(p)))],
            Mark = plot =>
            {
                for (int i = 0; i < bars.Count; i++)
                {
                    Marks.Bar(plot, -i, 0, bars[i].Probability, Theme.Plain);
                    if (bars[i].Interval is { } interval)
                    {
                        Marks.Whisker(plot, -i, interval.Lower, interval.Upper);
                    }
                }
            },
        });
    }

    /// <summary>The answers to a question, the most probable first; below 0.5 % left out.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="question">The question, one of <see cref="Questions"/>.</param>
    /// <param name="intervals">The diagnosis' intervals, or <see langword="null"/> for bars without.</param>
    /// <param name="mass">The share an interval holds, in (0, 1).</param>
    /// <returns>The chart.</returns>
    public static Chart DrawAnswers(Diagnosis diagnosis, Question question, DiagnosisIntervals? intervals = null, double mass = 0.9)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(question);
        return DrawPosteriors(Words.Sentence(question.Label), [.. diagnosis.Ask(question).RankedOutcomes.Where(static o => o.Probability >= 0.005).Select(o => Bar(o, intervals, mass))]);
    }

    /// <summary>The causes of a diagnosis, the most probable first.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="intervals">Its intervals, or <see langword="null"/> for bars without.</param>
    /// <param name="mass">The share an interval holds, in (0, 1).</param>
    /// <returns>The chart.</returns>
    public static Chart DrawCauses(Diagnosis diagnosis, DiagnosisIntervals? intervals = null, double mass = 0.9) =>
        DrawAnswers(diagnosis, Questions.Cause, intervals, mass);

    /// <summary>The principal root of a diagnosis, from head to tail, with none at the end.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="intervals">Its intervals, or <see langword="null"/> for bars without.</param>
    /// <param name="mass">The share an interval holds, in (0, 1).</param>
    /// <returns>The chart.</returns>
    public static Chart DrawRoots(Diagnosis diagnosis, DiagnosisIntervals? intervals = null, double mass = 0.9)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return DrawPosteriors("Principal root", [.. diagnosis.Ask((Question)Questions.RootLevel).Outcomes.OrderBy(static o => o.IsNone).Select(o => Bar(o, intervals, mass))]);
    }

    private static string NumberOf(PosteriorBar bar) => bar.Interval is { } interval
        ? $"{Words.Percent(bar.Probability)} ({Words.Range(interval.Lower, interval.Upper)})"
        : Words.Percent(bar.Probability);

    private static void ThrowIfNothing(int count, string parameter)
    {
        if (count == 0)
        {
            throw new ArgumentException("There is nothing to draw: expected at least one bar.", parameter);
        }
    }

    private static PosteriorBar Bar(Outcome outcome, DiagnosisIntervals? intervals, double mass) =>
        new(outcome.Name, outcome.Probability, intervals?[outcome].ComputeCentralInterval(mass));
}
