namespace SpineInference.Learning;

/// <summary>What all other studies say of one study's rates.</summary>
/// <remarks>With λ and S⁻¹ at the mode and B the block of S⁻¹ of the study: the left-out residual is B⁻¹·λ and its covariance B⁻¹, to first
/// order and with the scales between studies as fitted. The study's own fitted weights, which would excuse it, are replaced by the
/// variance of the t distribution. Source: Rasmussen &amp; Williams 2006, eq. 5.12, for the block formula.</remarks>
internal static class LeftOutStudy
{
    /// <summary>The 95 % point of the standard normal distribution.</summary>
    public const double Quantile90 = 1.6448536269514722;

    public static (double[] Means, double[] Variances) Predict(SynthesisRun run, int first, int count)
    {
        int n = run.Published.Length;
        var block = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            run.Inverse.AsSpan(((first + i) * n) + first, count).CopyTo(block.AsSpan(i * count));
        }

        var factor = new Cholesky(block, count);
        double[] residuals = run.Lambda[first..(first + count)];
        factor.Solve(residuals);
        var means = new double[count];
        var variances = new double[count];
        for (int i = 0; i < count; i++)
        {
            var unit = new double[count];
            unit[i] = 1;
            factor.Solve(unit);
            means[i] = run.Published[first + i] - residuals[i];
            variances[i] = unit[i] - run.Errors.OwnVariance(first + i) + run.Errors.NewVariance(first + i);
        }

        return (means, variances);
    }
}
