using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>Compares predicted probabilities with what came true, bin by bin.</summary>
public static class CalibrationCurve
{
    /// <summary>The curve of the most probable class: is it right as often as it is said to be?</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="bins">How many bins of equal width there are over [0, 1].</param>
    /// <returns>The bins that hold anything, from the least probable.</returns>
    public static ImmutableArray<CalibrationBin> OfDecisions(Predictions predictions, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Of(predictions, bins, row =>
        {
            int decision = predictions.Decide(row);
            return (predictions[row][decision], decision == predictions.Truth[row]);
        });
    }

    private static ImmutableArray<CalibrationBin> Of(Predictions predictions, int bins, Func<int, (double Predicted, bool IsTrue)> read)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var weight = new double[bins];
        var predicted = new double[bins];
        var observed = new double[bins];
        for (int row = 0; row < predictions.Count; row++)
        {
            (double probability, bool isTrue) = read(row);
            int bin = Math.Clamp((int)(probability * bins), 0, bins - 1);
            weight[bin] += predictions.Weights[row];
            predicted[bin] += predictions.Weights[row] * probability;
            observed[bin] += isTrue ? predictions.Weights[row] : 0;
        }

        return [.. Enumerable.Range(0, bins).Select(b => new CalibrationBin(
            (double)b / bins, (b + 1.0) / bins, weight[b], predicted[b] / weight[b], observed[b] / weight[b]))];
    }
}
