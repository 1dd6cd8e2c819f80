namespace SpineInference.Learning;

/// <summary>The shape of a generalised Pareto distribution fitted to the largest of some weights.</summary>
/// <remarks>Source: Zhang &amp; Stephens 2009, <i>A new and efficient estimation method for the generalized Pareto distribution</i>; the
/// weak prior towards 0.5 is that of Vehtari et al. 2024.</remarks>
internal static class ParetoTail
{
    private const double PriorShape = 0.5;
    private const double PriorWeight = 10;

    /// <summary>k̂ of the upper min(n/5, 3√n) weights; −∞ where they are all equal.</summary>
    public static double Shape(IReadOnlyList<double> weights)
    {
        double[] sorted = [.. weights.Order()];
        int tail = (int)Math.Ceiling(Math.Min(sorted.Length / 5.0, 3 * Math.Sqrt(sorted.Length)));
        double cut = sorted[^(tail + 1)];
        double[] excess = [.. sorted[^tail..].Select(w => w - cut).Where(static x => x > 0)];
        return excess.Length < 5 ? double.NegativeInfinity : Fit(excess);
    }

    private static double Fit(double[] excess)
    {
        int n = excess.Length;
        int candidates = 30 + (int)Math.Sqrt(n);
        double quarter = excess[(int)((n / 4.0) + 0.5) - 1];
        var thetas = new double[candidates];
        var logs = new double[candidates];
        for (int i = 0; i < candidates; i++)
        {
            double theta = (1 / excess[^1]) + ((1 - Math.Sqrt(candidates / (i + 0.5))) / (3 * quarter));
            double shape = MeanLog(excess, theta);
            thetas[i] = theta;
            logs[i] = n * (Math.Log(-theta / shape) - shape - 1);
        }

        double mean = 0;
        for (int i = 0; i < candidates; i++)
        {
            double weight = 1 / logs.Sum(l => Math.Exp(l - logs[i]));
            mean += weight * thetas[i];
        }

        return ((n * MeanLog(excess, mean)) + (PriorWeight * PriorShape)) / (n + PriorWeight);
    }

    private static double MeanLog(double[] excess, double theta) => excess.Average(x => Math.Log(1 - (theta * x)));
}
