using System.Globalization;
using SpineInference.Learning;
using SpineInference.Plots;

namespace SpineInference.Tool;

/// <summary>How good predictions are, for a person: lines on standard output, or a page with the curves.</summary>
internal static class EvaluationPage
{
    private const int MostRowsNamed = 10;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static void Write(EvaluationReport report, ScoreIntervals? intervals, string evidence, TextWriter writer)
    {
        writer.WriteLine(string.Create(Invariant, $"{report.Count} predictions"));
        writer.WriteLine(evidence);
        foreach ((string name, double value, ScoreInterval? interval) in Scores(report, intervals))
        {
            writer.WriteLine($"{name} {Number(value)}{Ends(interval)}");
        }

        if (intervals is not null)
        {
            writer.WriteLine(HowSure(intervals));
        }

        if (Impossible(report) is { } words)
        {
            writer.WriteLine($"warning: {words}");
        }

        writer.WriteLine("class                          recall   AUC");
        for (int c = 0; c < report.Classes.Length; c++)
        {
            writer.WriteLine($"{report.Classes[c],-30} {Number(report.Recall[c])}   {Number(report.AreaUnderCurve[c])}{Ends(intervals?.AreaUnderCurve[c])}");
        }

        writer.WriteLine("calibration of the most probable class: predicted, came true, weight");
        foreach (CalibrationBin bin in report.Calibration.Where(static b => b.Weight > 0))
        {
            string bar = new('#', (int)Math.Round(40 * bin.Observed));
            writer.WriteLine(string.Create(Invariant, $"  {bin.MeanPredicted:F3}  {bin.Observed:F3}  {bin.Weight,8:G5}  {bar}"));
        }

        writer.WriteLine("left undecided: " + string.Join(", ", report.Reject.Select(static r => string.Create(Invariant, $"{r.Rejected:P0} {r.Accuracy:F3}"))));
    }

    public static void Save(
        EvaluationReport report, ScoreIntervals? intervals, Predictions predictions, Rival? rival, string title, string[] how, string path)
    {
        var page = new HtmlPage(title);
        foreach (string paragraph in how)
        {
            page.Paragraph(paragraph);
        }

        if (Impossible(report) is { } words)
        {
            page.Warning(words);
        }

        page.Table(["score", "value", "interval"], Scores(report, intervals).Select(static s => (string[])[s.Name, Number(s.Value), Ends(s.Interval).Trim(' ', '(', ')')]));
        if (intervals is not null)
        {
            page.Paragraph(HowSure(intervals));
        }

        if (rival is not null)
        {
            Compare(page, report, rival);
        }

        page.Heading("By class");
        page.Table(
            ["class", "recall", "area under the ROC curve", "interval"],
            report.Classes.Select((name, c) => (string[])[name, Number(report.Recall[c]), Number(report.AreaUnderCurve[c]), Ends(intervals?.AreaUnderCurve[c]).Trim(' ', '(', ')')]));
        page.Heading("Calibration");
        page.Chart(LearningCharts.DrawCalibration(report));
        page.Heading("Telling classes apart");
        page.Chart(LearningCharts.DrawRoc(predictions));
        page.Heading("Leaving the least certain undecided");
        page.Chart(LearningCharts.DrawReject(report));
        page.Save(path);
    }

    /// <summary>Writes how another model does on the same rows.</summary>
    /// <param name="own">How the first does.</param>
    /// <param name="rival">The other.</param>
    /// <param name="writer">Receives the lines.</param>
    public static void WriteComparison(EvaluationReport own, Rival rival, TextWriter writer)
    {
        writer.WriteLine(PlainText.OfLine($"against {rival.Name}, on the same rows:"));
        foreach (Compared score in rival.Compare(own))
        {
            string error = score.StandardError is { } known ? $" (standard error {Number(known)})" : "";
            writer.WriteLine($"  {score.Name} {Number(score.Own)} against {Number(score.Other)}: {Signed(score.Difference)}{error}");
        }

        writer.WriteLine(string.Create(Invariant, $"  the truth is given more in {rival.Comparison.RowsBetter:P0} of the rows"));
    }

    private static void Compare(HtmlPage page, EvaluationReport own, Rival rival)
    {
        page.Heading($"Against {rival.Name}");
        page.Table(
            ["score", "this model", "the other", "difference", "standard error"],
            rival.Compare(own).Select(static s =>
                (string[])[s.Name, Number(s.Own), Number(s.Other), Signed(s.Difference), s.StandardError is { } error ? Number(error) : ""]));
        page.Paragraph(string.Create(
            Invariant, $"Both were judged on the same rows. This model gives the truth more than the other in {rival.Comparison.RowsBetter:P0} of them."));
    }

    private static IEnumerable<(string Name, double Value, ScoreInterval? Interval)> Scores(EvaluationReport report, ScoreIntervals? intervals) =>
    [
        ("log score", report.LogScore, null),
        ("Brier", report.Brier, null),
        ("accuracy", report.Accuracy, intervals?.Accuracy),
        ("balanced accuracy", report.BalancedAccuracy, null),
        ("macro AUC", report.MacroAreaUnderCurve, intervals?.MacroAreaUnderCurve),
        ("expected calibration error", report.ExpectedCalibrationError, null),
    ];

    private static string Ends(ScoreInterval? interval) =>
        interval is { } ends && !double.IsNaN(ends.Lower) ? $" ({Number(ends.Lower)} to {Number(ends.Upper)})" : "";

    private static string HowSure(ScoreIntervals intervals) => string.Create(
        Invariant, $"in brackets: {100 * intervals.Mass:F0} % intervals, from {intervals.Samples} samples of the patients");

    private static string Signed(double number) => (number > 0 ? "+" : "") + Number(number);

    // A score of minus infinity is told with the rows that make it so, not clipped to something that looks like one.
    private static string? Impossible(EvaluationReport report)
    {
        if (report.ImpossibleTruths.IsEmpty)
        {
            return null;
        }

        string rows = string.Join(", ", report.ImpossibleTruths.Take(MostRowsNamed).Select(static r => (r + 1).ToString(Invariant)));
        int more = report.ImpossibleTruths.Length - MostRowsNamed;
        return $"the model gives the true state of row {rows}{(more > 0 ? $" and {more.ToString(Invariant)} more" : "")} the probability 0; one such row makes the log score infinite.";
    }

    private static string Number(double value) => double.IsNegativeInfinity(value) ? "-infinity" : value.ToString("F4", Invariant);
}
