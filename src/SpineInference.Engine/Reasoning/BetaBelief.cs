namespace SpineInference.Engine.Reasoning;

/// <summary>What is believed of a probability that has been counted: Beta(α, β).</summary>
/// <remarks>
/// <code>
/// F(x) = I(x; α, β) = xᵅ (1 − x)ᵝ / (α B(α, β)) · 1 / (1 + d₁ / (1 + d₂ / (1 + …)))
/// d₂ₘ = m (β − m) x / ((α + 2m − 1)(α + 2m)),  d₂ₘ₊₁ = −(α + m)(α + β + m) x / ((α + 2m)(α + 2m + 1))
/// </code>
/// The fraction converges fast for x below (α + 1) / (α + β + 2); above, F(x) = 1 − I(1 − x; β, α). Relative error about 1e-13. The engine
/// depends on nothing but the framework, which has no such function. Source: NIST Digital Library of Mathematical Functions, 8.17.22; the
/// fraction is evaluated after Lentz.
/// </remarks>
/// <param name="alpha">From 0; 0 puts all belief on 0.</param>
/// <param name="beta">From 0; 0 puts all belief on 1. Not both 0.</param>
internal readonly struct BetaBelief(double alpha, double beta)
{
    private const int MostSteps = 10_000;
    private const double Tiny = 1e-300;
    private const double Converged = 1e-16;

    // Stirling's series for ln Γ: B₂ₖ / (2k (2k − 1)), exact to 1e-16 from the smallest argument on.
    private const double SmallestOfSeries = 12;

    private static ReadOnlySpan<double> Series =>
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156];

    /// <summary>The probability of at most <paramref name="x"/>.</summary>
    public double ComputeCumulativeProbability(double x) => x switch
    {
        < 0 => 0,
        >= 1 => 1,
        _ when alpha == 0 => 1,
        _ when beta == 0 || x == 0 => 0,
        _ when x <= (alpha + 1) / (alpha + beta + 2) => Fraction(x, alpha, beta),
        _ => 1 - Fraction(1 - x, beta, alpha),
    };

    /// <summary>The smallest number whose cumulative probability reaches <paramref name="probability"/>, to the last bit of a double.</summary>
    public double ComputeQuantile(double probability)
    {
        // The bits of doubles from 0 are in the order of the numbers: halving them finds small quantiles as exactly as large ones.
        long low = 0;
        long high = BitConverter.DoubleToInt64Bits(1);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (ComputeCumulativeProbability(BitConverter.Int64BitsToDouble(middle)) >= probability)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return BitConverter.Int64BitsToDouble(low);
    }

    /// <summary>ln Γ(x) for x above 0.</summary>
    internal static double LogGamma(double x)
    {
        double product = 1;
        for (; x < SmallestOfSeries; x++)
        {
            product *= x;
        }

        double sum = 0;
        double power = 1 / x;
        double square = power * power;
        foreach (double coefficient in Series)
        {
            sum += coefficient * power;
            power *= square;
        }

        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + sum - Math.Log(product);
    }

    private static double Fraction(double x, double a, double b)
    {
        double log = (a * Math.Log(x)) + (b * double.LogP1(-x)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b) - Math.Log(a);
        double c = 1;
        double d = NotZero(1 - ((a + b) * x / (a + 1)));
        d = 1 / d;
        double value = d;
        for (int m = 1; m < MostSteps; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            double factor = d * c;
            value *= factor;
            if (Math.Abs(factor - 1) <= Converged)
            {
                break;
            }
        }

        return Math.Exp(log) * value;
    }

    private static double NotZero(double x) => Math.Abs(x) < Tiny ? Tiny : x;
}
