namespace SpineInference.Learning;

/// <summary>V = D + Σ σ²·b·bᵀ, the prior covariance of η, applied without being written out.</summary>
internal sealed class PriorCovariance(LogOddsPrior prior)
{
    public int Length { get; } = prior.Deviations.Length;

    /// <summary>V·x.</summary>
    public double[] Times(ReadOnlySpan<double> x)
    {
        var product = new double[Length];
        ReadOnlySpan<double> d = prior.Deviations;
        for (int j = 0; j < product.Length; j++)
        {
            product[j] = d[j] * d[j] * x[j];
        }

        foreach (CommonError error in prior.CommonErrors)
        {
            double sum = 0;
            foreach (int j in error.Parameters)
            {
                sum += x[j];
            }

            sum *= error.StandardDeviation * error.StandardDeviation;
            foreach (int j in error.Parameters)
            {
                product[j] += sum;
            }
        }

        return product;
    }

    /// <summary>The prior standard deviation of each η.</summary>
    public double[] Deviations()
    {
        double[] variances = [.. prior.Deviations.ToArray().Select(static d => d * d)];
        foreach (CommonError error in prior.CommonErrors)
        {
            foreach (int j in error.Parameters)
            {
                variances[j] += error.StandardDeviation * error.StandardDeviation;
            }
        }

        return [.. variances.Select(Math.Sqrt)];
    }

    /// <summary>A draw from N(0, V).</summary>
    public double[] Draw(Func<double> nextNormal)
    {
        var draw = new double[Length];
        ReadOnlySpan<double> d = prior.Deviations;
        for (int j = 0; j < draw.Length; j++)
        {
            draw[j] = d[j] > 0 ? d[j] * nextNormal() : 0;
        }

        foreach (CommonError error in prior.CommonErrors)
        {
            double shift = error.StandardDeviation * nextNormal();
            foreach (int j in error.Parameters)
            {
                draw[j] += shift;
            }
        }

        return draw;
    }
}
