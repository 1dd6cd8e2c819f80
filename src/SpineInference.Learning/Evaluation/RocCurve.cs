using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>The receiver operating characteristic.</summary>
public static class RocCurve
{
    /// <summary>The area under the curve of one class against the rest: the probability that a case of the class gets a larger
    /// probability than one that is not, ties counting half.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="classIndex">The class.</param>
    /// <returns>A number in [0, 1]; NaN where one side is empty. O(n log n).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static double ComputeArea(Predictions predictions, int classIndex)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, predictions.Classes.Length);
        return ComputeArea(predictions, [.. Enumerable.Range(0, predictions.Count).OrderBy(i => predictions[i][classIndex])], predictions.Weights, classIndex);
    }

    /// <summary>The same with other weights than those of the predictions, in an order of rising probability that is known.</summary>
    internal static double ComputeArea(Predictions predictions, int[] order, ReadOnlySpan<double> weights, int classIndex)
    {
        double below = 0;
        double positive = 0;
        double area = 0;
        int end;
        for (int start = 0; start < order.Length; start = end)
        {
            double score = predictions[order[start]][classIndex];
            double tiedPositive = 0;
            double tiedNegative = 0;
            for (end = start; end < order.Length && predictions[order[end]][classIndex] == score; end++)
            {
                double weight = weights[order[end]];
                if (predictions.Truth[order[end]] == classIndex)
                {
                    tiedPositive += weight;
                }
                else
                {
                    tiedNegative += weight;
                }
            }

            area += tiedPositive * (below + (0.5 * tiedNegative));
            below += tiedNegative;
            positive += tiedPositive;
        }

        return area / (positive * below);
    }

    /// <summary>The curve of one class against the rest, from (0, 0) to (1, 1): one point for each distinct probability.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="classIndex">The class.</param>
    /// <returns>Points in rising order of both rates; NaN in a rate whose side is empty. O(n log n).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static ImmutableArray<RocPoint> ComputePoints(Predictions predictions, int classIndex)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, predictions.Classes.Length);
        int[] order = [.. Enumerable.Range(0, predictions.Count).OrderByDescending(i => predictions[i][classIndex])];
        double positives = 0;
        double negatives = 0;
        foreach (int row in order)
        {
            (positives, negatives) = Add(predictions, row, classIndex, positives, negatives);
        }

        var points = ImmutableArray.CreateBuilder<RocPoint>();
        points.Add(new RocPoint(double.PositiveInfinity, 0 / negatives, 0 / positives));
        double truePositives = 0;
        double falsePositives = 0;
        for (int i = 0; i < order.Length; i++)
        {
            (truePositives, falsePositives) = Add(predictions, order[i], classIndex, truePositives, falsePositives);
            double threshold = predictions[order[i]][classIndex];
            if (i + 1 == order.Length || predictions[order[i + 1]][classIndex] != threshold)
            {
                points.Add(new RocPoint(threshold, falsePositives / negatives, truePositives / positives));
            }
        }

        return points.ToImmutable();
    }

    private static (double Positive, double Negative) Add(Predictions predictions, int row, int classIndex, double positive, double negative) =>
        predictions.Truth[row] == classIndex
            ? (positive + predictions.Weights[row], negative)
            : (positive, negative + predictions.Weights[row]);
}
