using System.Collections.Immutable;
using MathNet.Numerics;

namespace SpineInference.Learning;

/// <summary>A linear regression with unknown coefficients and variance: their Normal–inverse-Gamma distribution.</summary>
/// <remarks>
/// <para>y = xᵀβ + ε, ε ~ N(0, 1/τ); τ ~ Gamma(<see cref="Shape"/>, <see cref="Rate"/>); β | τ ~ N(<see cref="Mean"/>, (τ·
/// <see cref="Precision"/>)⁻¹). Conjugate: data give another of its kind. The predictive is Student's t with 2·shape degrees of freedom,
/// location xᵀm and squared scale rate/shape · (1 + xᵀΛ⁻¹x). Source: Bishop 2006, sections 2.3.6 and 3.3.</para>
/// <para>Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class LinearGaussian
{
    // A density stays a number for whatever is finite.
    private const double LargestSpread = 1e300;

    private readonly double[] _mean;
    private readonly double[] _precision;
    private readonly Cholesky _factor;
    private readonly double _logNormaliser;
    private readonly double _expectedLogPrecision;

    /// <summary>Creates a distribution.</summary>
    /// <param name="mean">The mean of the coefficients; at least one.</param>
    /// <param name="precision">Λ, row-major, symmetric and positive definite.</param>
    /// <param name="shape">The Gamma shape of τ; from 1e-100 to 1e100.</param>
    /// <param name="rate">The Gamma rate of τ; from 1e-100 to 1e100.</param>
    /// <exception cref="ArgumentException">A length is wrong, a number is not finite or beyond 1e100, or the precision is not positive
    /// definite.</exception>
    public LinearGaussian(ReadOnlySpan<double> mean, ReadOnlySpan<double> precision, double shape, double rate)
    {
        if (mean.IsEmpty || precision.Length != mean.Length * mean.Length)
        {
            throw new ArgumentException($"Got {mean.Length} coefficients and {precision.Length} precisions; expected n and n².", nameof(precision));
        }

        if (!MeasurementBounds.IsScale(shape) || !MeasurementBounds.IsScale(rate))
        {
            throw new ArgumentException($"Got shape {shape} and rate {rate}; expected positive numbers {MeasurementBounds.Words}.", nameof(shape));
        }

        if (!MeasurementBounds.AreFit(mean) || !MeasurementBounds.AreFit(precision))
        {
            throw new ArgumentException($"Got a mean or precision that is not finite or beyond {MeasurementBounds.Largest:R}.", nameof(mean));
        }

        _mean = mean.ToArray();
        _precision = precision.ToArray();
        try
        {
            _factor = new Cholesky(precision, mean.Length);
        }
        catch (ArithmeticException fault)
        {
            throw new ArgumentException("The precision matrix is not positive definite.", nameof(precision), fault);
        }

        Shape = shape;
        Rate = rate;
        _expectedLogPrecision = SpecialFunctions.DiGamma(shape) - Math.Log(rate);
        _logNormaliser = SpecialFunctions.GammaLn(shape + 0.5) - SpecialFunctions.GammaLn(shape) - (0.5 * Math.Log(2 * Math.PI * rate));
    }

    /// <summary>How many coefficients there are, the intercept first.</summary>
    public int Dimension => _mean.Length;

    /// <summary>The mean of the coefficients.</summary>
    public ImmutableArray<double> Mean => [.. _mean];

    /// <summary>Λ, row-major: the coefficients' precision in units of τ.</summary>
    public ImmutableArray<double> Precision => [.. _precision];

    /// <summary>The Gamma shape of τ; twice this is the degrees of freedom.</summary>
    public double Shape { get; }

    /// <summary>The Gamma rate of τ; rate / shape is the usual estimate of the variance.</summary>
    public double Rate { get; }

    /// <summary>Logarithm of the predictive density: Student's t.</summary>
    /// <param name="x">The regressors, 1 first.</param>
    /// <param name="y">The value.</param>
    /// <returns>The log density, on the standard scale.</returns>
    public double ComputeLogPredictive(ReadOnlySpan<double> x, double y)
    {
        Span<double> copy = stackalloc double[x.Length];
        x.CopyTo(copy);
        double form = 1 + _factor.InverseForm(copy);
        double spread = form <= LargestSpread ? form : LargestSpread;
        double residual = y - Dot(x);
        double square = residual * residual;
        double scale = 2 * Rate * spread;
        double logarithm = double.IsFinite(square) && double.IsFinite(scale)
            ? Math.Log(1 + (square / scale))
            : 2 * Math.Log(Math.Max(1, Math.Abs(residual) / Math.Sqrt(2 * Rate) / Math.Sqrt(spread)));
        return _logNormaliser - (0.5 * Math.Log(spread)) - ((Shape + 0.5) * logarithm);
    }

    /// <summary>The posterior after one more observation.</summary>
    /// <param name="x">The regressors, 1 first.</param>
    /// <param name="y">The value.</param>
    /// <param name="weight">How often it was made; not negative.</param>
    /// <returns>The posterior.</returns>
    public LinearGaussian Observe(ReadOnlySpan<double> x, double y, double weight = 1)
    {
        var statistics = new LinearStatistics(Dimension);
        statistics.Add(weight, x, y);
        return Update(statistics);
    }

    /// <summary>E[log N(y; xᵀβ, 1/τ)]: the variational E-step's log density.</summary>
    internal double ExpectedLogDensity(ReadOnlySpan<double> x, double y)
    {
        Span<double> copy = stackalloc double[x.Length];
        x.CopyTo(copy);
        double residual = y - Dot(x);
        return 0.5 * (_expectedLogPrecision - Math.Log(2 * Math.PI) - (Shape / Rate * residual * residual) - _factor.InverseForm(copy));
    }

    /// <summary>The posterior after data, this being the prior.</summary>
    internal LinearGaussian Update(LinearStatistics data)
    {
        int n = Dimension;
        var precision = new double[n * n];
        for (int i = 0; i < precision.Length; i++)
        {
            precision[i] = _precision[i] + data.Products[i];
        }

        var mean = new double[n];
        double priorForm = 0;
        for (int i = 0; i < n; i++)
        {
            double product = 0;
            for (int j = 0; j < n; j++)
            {
                product += _precision[(i * n) + j] * _mean[j];
            }

            priorForm += product * _mean[i];
            mean[i] = product + data.Cross[i];
        }

        double[] right = [.. mean];
        new Cholesky(precision, n).Solve(mean);
        double posteriorForm = 0;
        for (int i = 0; i < n; i++)
        {
            posteriorForm += mean[i] * right[i];
        }

        double rate = Rate + (0.5 * Math.Max(0, data.Square + priorForm - posteriorForm));
        return new LinearGaussian(mean, precision, Shape + (0.5 * data.Weight), rate);
    }

    /// <summary>KL(this ‖ prior).</summary>
    internal double Divergence(LinearGaussian prior)
    {
        int n = Dimension;
        double form = 0;
        double trace = 0;
        var column = new double[n];
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < n; i++)
            {
                column[i] = prior._precision[(i * n) + j];
                form += (_mean[i] - prior._mean[i]) * column[i] * (_mean[j] - prior._mean[j]);
            }

            _factor.Solve(column);
            trace += column[j];
        }

        double ofCoefficients = 0.5 * ((Shape / Rate * form) + trace - n + _factor.LogDeterminant - prior._factor.LogDeterminant);
        double ofPrecision = ((Shape - prior.Shape) * SpecialFunctions.DiGamma(Shape)) - SpecialFunctions.GammaLn(Shape)
            + SpecialFunctions.GammaLn(prior.Shape) + (prior.Shape * (Math.Log(Rate) - Math.Log(prior.Rate)))
            + (Shape * (prior.Rate - Rate) / Rate);
        return ofCoefficients + ofPrecision;
    }

    /// <summary>The prior of a measurement given one state of its parent, on the standard scale.</summary>
    /// <param name="prior">What is believed.</param>
    /// <param name="dimension">How many coefficients there are: the regressors and the intercept.</param>
    /// <returns>The prior.</returns>
    /// <exception cref="ArgumentException">A number of the prior is unfit.</exception>
    public static LinearGaussian FromPrior(MeasurementPrior prior, int dimension)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        var precision = new double[dimension * dimension];
        for (int i = 0; i < dimension; i++)
        {
            precision[(i * dimension) + i] = i == 0 ? prior.InterceptSampleSize : prior.SlopeSampleSize;
        }

        return new LinearGaussian(
            new double[dimension], precision, prior.NoiseSampleSize / 2, prior.NoiseSampleSize / 2 * prior.NoiseVariance);
    }

    private double Dot(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * _mean[i];
        }

        return sum;
    }
}
