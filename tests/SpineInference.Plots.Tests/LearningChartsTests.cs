using System.Xml.Linq;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Plots.Tests;

public sealed class LearningChartsTests
{
    private static readonly Predictions Predictions = new(
        ["a", "b"], [0.9, 0.1, 0.6, 0.4, 0.7, 0.3, 0.2, 0.8], [0, 0, 1, 1]);

    [Fact]
    public void Rows_OfAFit_HaveAnIntervalForEachStateThatIsShown()
    {
        FitResult fit = Fitted(40);
        int shapes = Shapes(LearningCharts.DrawRows(fit));
        Assert.True(shapes > Shapes(LearningCharts.DrawRows(fit, count: 1)), $"{shapes}");
        string text = Text(LearningCharts.DrawRows(fit));
        Assert.Contains("present", text, StringComparison.Ordinal);
        Assert.Contains(" → ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_WhereTheDataVisitedNone_AreRefused()
    {
        FitResult untouched = Fitted(0);
        Assert.Contains("visited row", Assert.Throws<ArgumentException>(() => LearningCharts.DrawRows(untouched)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BoundCalibrationAndReject_AreDrawnTheSameTwice()
    {
        EvaluationReport report = EvaluationReport.From(Predictions);
        foreach (Chart chart in (Chart[])[LearningCharts.DrawBound(Fitted(40)), LearningCharts.DrawCalibration(report), LearningCharts.DrawReject(report)])
        {
            Assert.Equal(chart.ToSvg(), chart.ToSvg());
            Assert.True(Shapes(chart) > 0);
        }

        Assert.Contains("expected error 0.", Text(LearningCharts.DrawCalibration(report)), StringComparison.Ordinal);
    }

    [Fact]
    public void Roc_OfPredictions_NamesEachClassWithItsArea()
    {
        string text = Text(LearningCharts.DrawRoc(Predictions));
        Assert.Contains("a (0.750)", text, StringComparison.Ordinal);
        Assert.Contains("b (0.750)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("never", Text(LearningCharts.DrawRoc(new Predictions(["a", "b", "never"], [0.9, 0.1, 0, 0.4, 0.6, 0], [0, 1]))), StringComparison.Ordinal);
    }

    private static FitResult Fitted(int patients)
    {
        var builder = new BayesianNetworkBuilder("clinic");
        Variable cause = builder.AddVariable("cause", "none", "disc");
        Variable weak = builder.AddVariable("weak", "absent", "present");
        builder.SetTable(cause, [], [0.5, 0.5], 2);
        builder.SetTable(weak, [cause], [0.8, 0.2, 0.3, 0.7], 2);
        BayesianNetwork network = builder.Build();
        return Fit.Run(network, Simulator.Draw(network, patients, seed: 1, new SimulationOptions { MissingRate = 0.2 }));
    }

    private static int Shapes(Chart chart) =>
        XElement.Parse(chart.ToSvg()).Descendants().Count(static e => e.Name.LocalName is "path" or "rect" or "line" or "circle" or "ellipse" or "polyline");

    private static string Text(Chart chart) => XElement.Parse(chart.ToSvg()).Value;
}
