namespace SpineInference.Learning;

/// <summary>Two models compared on the same rows, and by their evidence.</summary>
public sealed class ModelComparison
{
    internal ModelComparison(double logScoreDifference, double standardError, double rowsBetter, double logEvidenceDifference)
    {
        LogScoreDifference = logScoreDifference;
        StandardError = standardError;
        RowsBetter = rowsBetter;
        LogEvidenceDifference = logEvidenceDifference;
    }

    /// <summary>The mean of log probability of the truth under the first model less that under the second; positive
    /// where the first predicts better. A row whose truth both call impossible counts as 0; one that a single model calls impossible makes the
    /// difference infinite, and NaN where each does so of another row.</summary>
    public double LogScoreDifference { get; }

    /// <summary>Its standard error over rows; NaN where the difference is not finite. Under cross-validation rows share
    /// training data, so it is too small.</summary>
    public double StandardError { get; }

    /// <summary>The share of rows in which the first gave the truth more.</summary>
    public double RowsBetter { get; }

    /// <summary>The bound of the first fit less that of the second; NaN where they are not given.</summary>
    public double LogEvidenceDifference { get; }

    /// <summary>Compares predictions of the same rows.</summary>
    /// <param name="first">Those of the first model.</param>
    /// <param name="second">Those of the second, of the same rows in the same order.</param>
    /// <param name="firstFit">The first fit, for its bound; or <see langword="null"/>.</param>
    /// <param name="secondFit">The second fit, to the same cohort and from comparable priors; or <see langword="null"/>.</param>
    /// <returns>How the two differ.</returns>
    /// <exception cref="ArgumentException">The rows differ, or the fits are of different cohorts.</exception>
    public static ModelComparison Of(Predictions first, Predictions second, FitResult? firstFit = null, FitResult? secondFit = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!first.Classes.SequenceEqual(second.Classes) || !first.Truth.SequenceEqual(second.Truth) || !first.Weights.SequenceEqual(second.Weights))
        {
            throw new ArgumentException("The predictions are not of the same rows: classes, truth or weights differ.", nameof(second));
        }

        if (firstFit is not null && secondFit is not null && firstFit.Provenance["cohort-hash"] != secondFit.Provenance["cohort-hash"])
        {
            throw new ArgumentException("The fits are of different cohorts; their evidence cannot be compared.", nameof(secondFit));
        }

        double total = 0;
        double mean = 0;
        double better = 0;
        var differences = new double[first.Count];
        for (int i = 0; i < differences.Length; i++)
        {
            int truth = first.Truth[i];
            differences[i] = first[i][truth] == second[i][truth] ? 0 : Math.Log(first[i][truth]) - Math.Log(second[i][truth]);
            total += first.Weights[i];
            mean += first.Weights[i] * differences[i];
            better += differences[i] > 0 ? first.Weights[i] : 0;
        }

        mean /= total;
        double squares = 0;
        for (int i = 0; i < differences.Length; i++)
        {
            squares += first.Weights[i] * (differences[i] - mean) * (differences[i] - mean);
        }

        return new ModelComparison(
            mean,
            Math.Sqrt(squares / total / Math.Max(1, total - 1)),
            better / total,
            firstFit is null || secondFit is null ? double.NaN : firstFit.Bound - secondFit.Bound);
    }
}
