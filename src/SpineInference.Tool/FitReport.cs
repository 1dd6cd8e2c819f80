using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Learning;
using SpineInference.Plots;

namespace SpineInference.Tool;

/// <summary>What a fit found, for a person: a few lines on standard output, or a page with everything.</summary>
internal static class FitReport
{
    private const int MostRowsShown = 20;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static void Write(FitResult result, TextWriter report)
    {
        report.WriteLine(Summary(result));
        foreach (FitWarning warning in result.Warnings)
        {
            report.WriteLine($"warning: {warning}");
        }

        RowReport[] moved = Moved(result);
        report.WriteLine($"{moved.Length} of {result.Rows.Count(static r => r.IsLearned)} learned rows were informed by the data; those that learned most:");
        foreach (RowReport row in moved.Take(MostRowsShown))
        {
            report.WriteLine(string.Create(Invariant, $"  {row.Id}, worth {row.SampleSizeBefore:F1} patients before and {row.SampleSizeAfter:F1} after"));
            report.WriteLine($"    {RowWords.Changes(StatesOf(result, row), row.Before, row.After)}");
        }

        foreach ((Measurement measurement, string state, string line) in Lines(result))
        {
            report.WriteLine($"  {measurement.Name} given {measurement.Parent} = {state}: {line}");
        }
    }

    public static void Save(FitResult result, string data, string path)
    {
        var page = new HtmlPage($"Fit of {result.Network.Name} to {Path.GetFileName(data)}");
        page.Paragraph(Summary(result));
        foreach (FitWarning warning in result.Warnings)
        {
            page.Warning(warning.Message);
        }

        if (result.Bounds.Length > 0)
        {
            page.Heading("Convergence");
            page.Chart(LearningCharts.DrawBound(result));
        }

        RowReport[] moved = Moved(result);
        if (moved.Length > 0)
        {
            page.Heading("What was learned");
            page.Chart(LearningCharts.DrawRows(result));
            page.Paragraph("Every row the data visited, those that learned most first. The interval holds 95 % of the posterior.");
            page.Table(["row", "state", "before", "after", "interval", "sample size before", "after"], moved.SelectMany(r => TableRows(result, r)), firstNumber: 2);
        }

        if (result.Measurements is not null)
        {
            page.Heading("Measurements");
            page.Table(["measurement", "parent", "state", "given the state"], Lines(result).Select(static l => (string[])[l.Measurement.Name, l.Measurement.Parent, l.State, l.Line]), firstNumber: 4);
        }

        RowReport[] unvisited = [.. result.UnvisitedRows];
        page.Heading("Rows the data never visited");
        page.Paragraph(unvisited.Length == 0 ? "None." : $"{unvisited.Length} rows keep their prior: {string.Join(", ", unvisited.Select(static r => r.Id))}.");
        page.Heading("Provenance");
        page.Table(["field", "value"], result.Provenance.Select(static p => (string[])[p.Key, p.Value]), firstNumber: 2);
        page.Save(path);
    }

    private static string Summary(FitResult result) => string.Create(
        Invariant, $"{result.TotalWeight:G} patients in {result.RowCount} patterns; {result.Status} after {result.Iterations} iterations; bound {result.Bound:F3}");

    private static RowReport[] Moved(FitResult result) => [.. result.Rows.Where(static r => r.IsVisited).OrderByDescending(static r => r.Information)];

    // A row of several variables (legs that share it) has the states of each.
    private static ImmutableArray<string> StatesOf(FitResult result, RowReport row) =>
        row.Variables.IsEmpty ? [.. row.After.Select(static (_, s) => s.ToString(Invariant))] : result.Network[row.Variables[0]].States;

    private static IEnumerable<string[]> TableRows(FitResult result, RowReport row)
    {
        for (int s = 0; s < row.After.Length; s++)
        {
            (double lower, double upper) = row.ComputeInterval(s);
            yield return
            [
                s == 0 ? row.Id : "",
                StatesOf(result, row)[s],
                Number(row.Before[s]),
                Number(row.After[s]),
                $"{Number(lower)} to {Number(upper)}",
                s == 0 ? row.SampleSizeBefore.ToString("F1", Invariant) : "",
                s == 0 ? row.SampleSizeAfter.ToString("F1", Invariant) : "",
            ];
        }
    }

    // On the measurement's own scale: the mean where every regressor is at its centre, the slopes, and the standard deviation.
    private static IEnumerable<(Measurement Measurement, string State, string Line)> Lines(FitResult result)
    {
        MeasurementModel? model = result.Measurements;
        for (int m = 0; m < (model?.Measurements.Length ?? 0); m++)
        {
            Measurement measurement = model!.Measurements[m];
            for (int s = 0; s < model.Parameters[m].Length; s++)
            {
                LinearGaussian fitted = model.Parameters[m][s];
                string slopes = string.Concat(measurement.Regressors.Select((name, i) => string.Create(
                    Invariant, $"; slope in {name} {fitted.Mean[i + 1] * measurement.Scale / model.Measurements.First(r => r.Name == name).Scale:G3}")));
                double deviation = measurement.Scale * Math.Sqrt(fitted.Rate / fitted.Shape);
                yield return (measurement, result.Network[measurement.Parent].States[s], string.Create(
                    Invariant, $"{measurement.Centre + (measurement.Scale * fitted.Mean[0]):G4} ± {deviation:G3}{slopes}"));
            }
        }
    }

    private static string Number(double number) => number.ToString("F3", Invariant);
}
