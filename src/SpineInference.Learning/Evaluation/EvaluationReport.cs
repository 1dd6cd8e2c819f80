using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>How good predictions were.</summary>
/// <remarks>All figures are weighted. Immutable.</remarks>
public sealed record EvaluationReport
{
    /// <summary>How many predictions there were.</summary>
    public required int Count { get; init; }

    /// <summary>The names of the classes.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>The mean logarithm of the probability given to the truth; 0 at best, negative infinity where one truth was called
    /// impossible (<see cref="ImpossibleTruths"/>): nothing is clipped. Log loss is its negative.</summary>
    public required double LogScore { get; init; }

    /// <summary>The rows of the cohort, from 0 and each once, whose true class was given the probability 0.</summary>
    public required ImmutableArray<int> ImpossibleTruths { get; init; }

    /// <summary>The mean of Σ over classes (probability − truth)²; 0 at best, 2 at worst.</summary>
    public required double Brier { get; init; }

    /// <summary>The share of rows whose most probable class is the true one.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The share found of each class; NaN for a class that does not occur.</summary>
    public required ImmutableArray<double> Recall { get; init; }

    /// <summary>The area under the ROC curve of each class against the rest, ties counting half; NaN where it is undefined.</summary>
    public required ImmutableArray<double> AreaUnderCurve { get; init; }

    /// <summary>The calibration of the most probable class, over bins of equal width.</summary>
    public required ImmutableArray<CalibrationBin> Calibration { get; init; }

    /// <summary>The mean distance between predicted and observed over the bins of <see cref="Calibration"/>, by weight.</summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>Accuracy as the least certain cases are left out, at 0, 10, … 90 %.</summary>
    public required ImmutableArray<RejectPoint> Reject { get; init; }

    /// <summary>The mean of the defined areas under the curve.</summary>
    public double MacroAreaUnderCurve => MeanOfDefined(AreaUnderCurve);

    /// <summary>The mean of the defined recalls.</summary>
    public double BalancedAccuracy => MeanOfDefined(Recall);

    /// <summary>Judges predictions.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="bins">How many bins the calibration curve has.</param>
    /// <returns>The report.</returns>
    public static EvaluationReport From(Predictions predictions, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        int classes = predictions.Classes.Length;
        double total = 0;
        double logScore = 0;
        double brier = 0;
        double correct = 0;
        var ofClass = new double[classes];
        var found = new double[classes];
        for (int i = 0; i < predictions.Count; i++)
        {
            double weight = predictions.Weights[i];
            int truth = predictions.Truth[i];
            total += weight;
            logScore += weight * Math.Log(predictions[i][truth]);
            for (int c = 0; c < classes; c++)
            {
                double difference = predictions[i][c] - (c == truth ? 1 : 0);
                brier += weight * difference * difference;
            }

            ofClass[truth] += weight;
            if (predictions.Decide(i) == truth)
            {
                correct += weight;
                found[truth] += weight;
            }
        }

        ImmutableArray<CalibrationBin> calibration = CalibrationCurve.OfDecisions(predictions, bins);
        return new EvaluationReport
        {
            Count = predictions.Count,
            Classes = predictions.Classes,
            LogScore = logScore / total,
            ImpossibleTruths = predictions.ImpossibleTruths,
            Brier = brier / total,
            Accuracy = correct / total,
            Recall = [.. ofClass.Select((weight, c) => found[c] / weight)],
            AreaUnderCurve = [.. Enumerable.Range(0, classes).Select(c => RocCurve.ComputeArea(predictions, c))],
            Calibration = calibration,
            ExpectedCalibrationError = calibration.Where(static b => b.Weight > 0).Sum(static b => b.Weight * Math.Abs(b.MeanPredicted - b.Observed)) / total,
            Reject = RejectCurve.Of(predictions),
        };
    }

    private static double MeanOfDefined(ImmutableArray<double> numbers) =>
        numbers.Where(static n => !double.IsNaN(n)).DefaultIfEmpty(double.NaN).Average();
}
