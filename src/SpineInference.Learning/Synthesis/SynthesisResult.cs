using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning;

/// <summary>What studies made of a network's numbers: the mode, the uncertainty around it, and how each rate fared.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class SynthesisResult
{
    private readonly LogOddsPrior _prior;
    private readonly SynthesisRun _run;
    private readonly StudySet _studies;

    internal SynthesisResult(LogOddsPrior prior, StudySet studies, SynthesisRun run)
    {
        _prior = prior;
        _run = run;
        _studies = studies;
        Network = run.Iterations == 0 ? run.Start ?? prior.Network : prior.Network.WithParameters(run.Evaluator.Parameters(run.Delta));
        Rates = ListRates();
        Heterogeneity = run.Errors.Kinds
            .Select((kind, i) => (kind, run.Errors.DeviationOf(i)))
            .ToImmutableSortedDictionary(static k => k.kind, static k => k.Item2, StringComparer.Ordinal);
    }

    /// <summary>The network with the numbers of the mode.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>Every rate, study after study in the order of their keys.</summary>
    public ImmutableArray<SynthesizedRate> Rates { get; }

    /// <summary>By kind of rate, the standard deviation between studies beyond sampling, on the scale of comparison.</summary>
    public ImmutableSortedDictionary<string, double> Heterogeneity { get; }

    /// <summary>How many steps it took.</summary>
    public int Iterations => _run.Iterations;

    /// <summary>Whether it converged within <see cref="SynthesisOptions.MaxIterations"/>.</summary>
    public bool HasConverged => _run.HasConverged;

    /// <summary>The standard deviation of the log-odds of a state after the synthesis, to first order.</summary>
    /// <param name="row">A row of <see cref="LogOddsPrior.Network"/> of the prior, or of <see cref="Network"/>.</param>
    /// <param name="state">The index of a state.</param>
    /// <returns>0 for a row that is known, or a state that is impossible.</returns>
    /// <exception cref="ArgumentException">There is no such state.</exception>
    public double LogOddsDeviationOf(ProbabilityRow row, int state)
    {
        ArgumentNullException.ThrowIfNull(row);
        ProbabilityRow own = _prior.Network.Rows[row.Index];
        double p = Network.Rows[row.Index].Probabilities[state];
        if (!LogOddsPrior.IsFree(own) || p == 0)
        {
            return 0;
        }

        var gradient = new double[_run.Covariance.Length];
        for (int i = 0; i < own.Length; i++)
        {
            gradient[own.ParameterOffset + i] = i == state ? 1 : -Network.Rows[row.Index].Probabilities[i] / (1 - p);
        }

        return Math.Sqrt(Math.Max(0, Variance(gradient)));
    }

    /// <summary>Draws parameter vectors from the posterior of the log-odds.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same draws on every machine.</param>
    /// <returns>The draws, of <see cref="Network"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <remarks>Gaussian about the mode, by Matheron's rule: a draw from the prior and from the studies' errors, corrected by what the
    /// studies say of their sum. O(count × rates × parameters). Source: Journel &amp; Huijbregts 1978.</remarks>
    public ParameterDraws Draw(int count = 1000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var random = new SeededRandom(seed);
        int length = Network.Parameters.Length;
        var values = new double[checked(count * length)];
        for (int d = 0; d < count; d++)
        {
            _run.Evaluator.Parameters(DrawDelta(random)).CopyTo(values, d * length);
        }

        return ParameterDraws.Of(Network, values, seed);
    }

    /// <summary>How far the Gaussian posterior can be trusted: the shape of the tail of its importance weights.</summary>
    /// <param name="count">How many draws it is judged by; at least 100.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>k̂, and the effective number of draws out of <paramref name="count"/>. Below 0.5 the Gaussian serves well, below 0.7 its
    /// reweighted draws do, above it does not.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 100.</exception>
    /// <remarks>Prior and linearised likelihood make up the Gaussian, so that a draw's weight is the likelihood over the linearised one.
    /// Source: Vehtari, Simpson, Gelman, Yao &amp; Gabry 2024, <i>Pareto smoothed importance sampling</i>.</remarks>
    public (double Shape, double EffectiveDraws) AssessReliability(int count = 1000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 100);
        double[] weights = LogWeights(count, seed);
        double largest = weights.Max();
        double[] relative = [.. weights.Select(w => Math.Exp(w - largest))];
        double sum = relative.Sum();
        return (ParetoTail.Shape(relative), sum * sum / relative.Sum(static w => w * w));
    }

    /// <summary>What is now believed of the numbers of <see cref="Network"/>, in the compact form that answers draw from.</summary>
    /// <param name="smallest">Directions that studies narrowed by less than this share of their variance are left as they were; in (0, 1).</param>
    /// <returns>The belief.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smallest"/> is out of range.</exception>
    /// <remarks>With R = L·Lᵀ and G = L⁻¹·J·F the errors' posterior covariance is (I + Gᵀ·G)⁻¹; the eigenvectors of G·Gᵀ give its directions.
    /// O(rates³ + rates² × parameters).</remarks>
    public LogOddsBelief ToBelief(double smallest = 0.01)
    {
        if (!(smallest is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(smallest), smallest, "A share lies above 0 and below 1.");
        }

        LogOddsShape shape = LogOddsShape.Of(_prior);
        int n = _run.Published.Length;
        int width = _run.Covariance.Length;
        var r = new double[n * n];
        _run.Errors.AddTo(r);
        var factor = new Cholesky(r, n);
        double[][] rows = [.. Enumerable.Range(0, n).Select(t => shape.ToErrors(_run.Jacobian.AsSpan(t * width, width)))];
        factor.SolveLower(rows);
        return new LogOddsBelief(Network, shape, PrincipalDirections.Of(rows, smallest));
    }

    private double[] LogWeights(int count, int seed)
    {
        var random = new SeededRandom(seed);
        int length = Network.Parameters.Length;
        var linear = new double[count][];
        var values = new double[checked(count * length)];
        for (int d = 0; d < count; d++)
        {
            double[] delta = DrawDelta(random);
            _run.Evaluator.Parameters(delta).CopyTo(values, d * length);
            linear[d] = [.. _run.Implied.Select((h, t) => h + Moved(t, delta))];
        }

        double[][] implied = _run.Evaluator.Implied(values, count);
        int n = _run.Published.Length;
        var r = new double[n * n];
        _run.Errors.AddTo(r);
        var factor = new Cholesky(r, n);
        return [.. Enumerable.Range(0, count).Select(d =>
        {
            double[] exact = [.. _run.Published.Select((y, t) => y - implied[t][d])];
            double[] approximate = [.. _run.Published.Select((y, t) => y - linear[d][t])];
            return exact.Any(double.IsNaN) ? double.NegativeInfinity : (factor.InverseForm(approximate) - factor.InverseForm(exact)) / 2;
        })];
    }

    // J·(δ − δ̂) of one rate.
    private double Moved(int rate, double[] delta)
    {
        ReadOnlySpan<double> row = _run.Jacobian.AsSpan(rate * delta.Length, delta.Length);
        return Cholesky.Dot(row, delta) - Cholesky.Dot(row, _run.Delta);
    }

    private double[] DrawDelta(SeededRandom random)
    {
        double[] delta = _run.Covariance.Draw(random.NextNormal);
        double[] errors = _run.Errors.Draw(random.NextNormal);
        int n = errors.Length;
        int width = delta.Length;
        var gaps = new double[n];
        for (int t = 0; t < n; t++)
        {
            // y − h(δ̂) + J·δ̂, less what the draws of η and of the errors already say.
            gaps[t] = _run.Published[t] - _run.Implied[t] - Moved(t, delta) - errors[t];
        }

        for (int t = 0; t < n; t++)
        {
            double correction = Cholesky.Dot(_run.Inverse.AsSpan(t * n, n), gaps);
            ReadOnlySpan<double> direction = _run.Projected.AsSpan(t * width, width);
            for (int j = 0; j < width; j++)
            {
                delta[j] += correction * direction[j];
            }
        }

        return delta;
    }

    // gᵀ·(V − V·Jᵀ·S⁻¹·J·V)·g.
    private double Variance(double[] gradient)
    {
        int n = _run.Published.Length;
        var seen = new double[n];
        for (int t = 0; t < n; t++)
        {
            seen[t] = Cholesky.Dot(_run.Projected.AsSpan(t * gradient.Length, gradient.Length), gradient);
        }

        double explained = 0;
        for (int t = 0; t < n; t++)
        {
            explained += seen[t] * Cholesky.Dot(_run.Inverse.AsSpan(t * n, n), seen);
        }

        return Cholesky.Dot(gradient, _run.Covariance.Times(gradient)) - explained;
    }

    private ImmutableArray<SynthesizedRate> ListRates()
    {
        var rates = ImmutableArray.CreateBuilder<SynthesizedRate>();
        int first = 0;
        foreach (Study study in _studies.Studies)
        {
            (double[] means, double[] variances) = LeftOutStudy.Predict(_run, first, study.Rates.Length);
            for (int i = 0; i < study.Rates.Length; i++)
            {
                PublishedRate rate = study.Rates[i];
                double halfWidth = LeftOutStudy.Quantile90 * Math.Sqrt(variances[i]);
                rates.Add(new SynthesizedRate
                {
                    Study = study,
                    Rate = rate,
                    Before = rate.ToValue(_run.FirstImplied[first + i]),
                    After = rate.ToValue(_run.Implied[first + i]),
                    Expected = rate.ToValue(means[i]),
                    Predicted = (rate.ToValue(means[i] - halfWidth), rate.ToValue(means[i] + halfWidth)),
                    Weight = _run.Errors.WeightOf(first + i),
                });
            }

            first += study.Rates.Length;
        }

        return rates.DrainToImmutable();
    }
}
