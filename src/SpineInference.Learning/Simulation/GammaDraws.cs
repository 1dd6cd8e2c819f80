namespace SpineInference.Learning;

/// <summary>Draws from the Gamma distribution with rate 1. Source: Marsaglia &amp; Tsang 2000.</summary>
/// <remarks>The same method as <c>SeededRandom.NextLogGamma</c>, of the framework's generator and in another order of its numbers: simulated patients of a seed, which stand in written results, would
/// be others with that one. Of MathNet's sampler there is no logarithm, and small shapes give 0.</remarks>
internal static class GammaDraws
{
    /// <summary>The natural logarithm of one draw; shape positive. Of small shapes nearly all draws are below every double.</summary>
    public static double SampleLog(Random random, double shape)
    {
        if (shape < 1)
        {
            // Gamma(a) = Gamma(a + 1) · U^(1/a).
            return SampleLog(random, shape + 1) + (Math.Log(1 - random.NextDouble()) / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = Normal(random);
            double v = 1 + (c * normal);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            if (Math.Log(1 - random.NextDouble()) < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v)))
            {
                return Math.Log(d * v);
            }
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
