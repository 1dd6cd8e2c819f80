namespace SpineInference.Learning;

/// <summary>Weighted sums of a linear regression: all that its posterior needs of the data.</summary>
/// <param name="dimension">How many coefficients there are, the intercept among them.</param>
internal sealed class LinearStatistics(int dimension)
{
    public int Dimension => dimension;

    public double Weight { get; private set; }

    /// <summary>Σ w·x·xᵀ, row-major and symmetric.</summary>
    public double[] Products { get; } = new double[dimension * dimension];

    /// <summary>Σ w·x·y.</summary>
    public double[] Cross { get; } = new double[dimension];

    /// <summary>Σ w·y².</summary>
    public double Square { get; private set; }

    public void Add(double weight, ReadOnlySpan<double> x, double y)
    {
        Weight += weight;
        Square += weight * y * y;
        for (int i = 0; i < x.Length; i++)
        {
            double scaled = weight * x[i];
            Cross[i] += scaled * y;
            for (int j = 0; j < x.Length; j++)
            {
                Products[(i * x.Length) + j] += scaled * x[j];
            }
        }
    }

    /// <summary>Adds the sums of other rows.</summary>
    public void Add(LinearStatistics other)
    {
        Weight += other.Weight;
        Square += other.Square;
        for (int i = 0; i < Cross.Length; i++)
        {
            Cross[i] += other.Cross[i];
        }

        for (int i = 0; i < Products.Length; i++)
        {
            Products[i] += other.Products[i];
        }
    }
}
