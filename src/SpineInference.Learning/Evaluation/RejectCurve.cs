using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>What accuracy is gained by leaving the least certain cases undecided.</summary>
internal static class RejectCurve
{
    /// <summary>Accuracy on the cases kept as the share rejected goes from 0 to 0.9 in steps of 0.1.</summary>
    /// <param name="predictions">The predictions; certainty is the probability of the most probable class, earlier rows first among equals.</param>
    /// <returns>The points, from nothing rejected on.</returns>
    public static ImmutableArray<RejectPoint> Of(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        int[] order = [.. Enumerable.Range(0, predictions.Count).OrderByDescending(i => predictions[i][predictions.Decide(i)])];
        var points = ImmutableArray.CreateBuilder<RejectPoint>();
        for (int tenth = 0; tenth < 10; tenth++)
        {
            int kept = Math.Max(1, order.Length - (int)Math.Round(order.Length * tenth / 10.0, MidpointRounding.AwayFromZero));
            double weight = 0;
            double correct = 0;
            foreach (int row in order.AsSpan(0, kept))
            {
                weight += predictions.Weights[row];
                correct += predictions.Decide(row) == predictions.Truth[row] ? predictions.Weights[row] : 0;
            }

            points.Add(new RejectPoint(tenth / 10.0, correct / weight));
        }

        return points.ToImmutable();
    }
}
