using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>Another model beside the one that is judged, on the same rows.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Report">How it does.</param>
/// <param name="Comparison">Row by row, the one that is judged less this.</param>
internal sealed record Rival(string Name, EvaluationReport Report, ModelComparison Comparison)
{
    /// <summary>The scores of both.</summary>
    public IEnumerable<Compared> Compare(EvaluationReport own) =>
    [
        new("log score", own.LogScore, Report.LogScore, Comparison.LogScoreDifference, Comparison.StandardError),
        Of("accuracy", own.Accuracy, Report.Accuracy),
        Of("macro AUC", own.MacroAreaUnderCurve, Report.MacroAreaUnderCurve),
        Of("Brier", own.Brier, Report.Brier),
    ];

    private static Compared Of(string name, double own, double other) => new(name, own, other, own - other, StandardError: null);
}
