using System.Globalization;
using SpineInference.Learning;
using SpineInference.Plots;

namespace SpineInference.Tool;

/// <summary>How good predictions are, for a person: lines on standard output, or a page with the curves.</summary>
internal static class EvaluationPage
{
    private const int MostRowsNamed = 10;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static void Write(EvaluationReport report, string evidence, TextWriter writer)
    {
        writer.WriteLine(string.Create(Invariant, $"{report.Count} predictions"));
        writer.WriteLine(evidence);
        foreach ((string name, double value) in Scores(report))
        {
            writer.WriteLine($"{name} {Number(value)}");
        }

        if (Impossible(report) is { } words)
        {
            writer.WriteLine($"warning: {words}");
        }

        writer.WriteLine("class                          recall   AUC");
        for (int c = 0; c < report.Classes.Length; c++)
        {
            writer.WriteLine($"{report.Classes[c],-30} {Number(report.Recall[c])}   {Number(report.AreaUnderCurve[c])}");
        }

        writer.WriteLine("calibration of the most probable class: predicted, came true, weight");
        foreach (CalibrationBin bin in report.Calibration.Where(static b => b.Weight > 0))
        {
            string bar = new('#', (int)Math.Round(40 * bin.Observed));
            writer.WriteLine(string.Create(Invariant, $"  {bin.MeanPredicted:F3}  {bin.Observed:F3}  {bin.Weight,8:G5}  {bar}"));
        }

        writer.WriteLine("left undecided: " + string.Join(", ", report.Reject.Select(static r => string.Create(Invariant, $"{r.Rejected:P0} {r.Accuracy:F3}"))));
    }

    public static void Save(EvaluationReport report, Predictions predictions, string title, string[] how, string path)
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

        page.Table(["score", "value"], Scores(report).Select(static s => (string[])[s.Name, Number(s.Value)]));
        page.Heading("By class");
        page.Table(
            ["class", "recall", "area under the ROC curve"],
            report.Classes.Select((name, c) => (string[])[name, Number(report.Recall[c]), Number(report.AreaUnderCurve[c])]));
        page.Heading("Calibration");
        page.Chart(LearningCharts.Calibration(report));
        page.Heading("Telling classes apart");
        page.Chart(LearningCharts.Roc(predictions));
        page.Heading("Leaving the least certain undecided");
        page.Chart(LearningCharts.Reject(report));
        page.Save(path);
    }

    private static IEnumerable<(string Name, double Value)> Scores(EvaluationReport report) =>
    [
        ("log score", report.LogScore),
        ("Brier", report.Brier),
        ("accuracy", report.Accuracy),
        ("balanced accuracy", report.BalancedAccuracy),
        ("macro AUC", report.MacroAreaUnderCurve),
        ("expected calibration error", report.ExpectedCalibrationError),
    ];

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
