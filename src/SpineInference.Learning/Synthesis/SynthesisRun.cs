using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Gauss–Newton for the mode of η given all rates, with the errors between studies estimated on the way.</summary>
/// <remarks>
/// <para>Around the present δ = η − m with h the implied numbers and J their Jacobian, S = J·V·Jᵀ + R and the step goes to
/// δ = V·Jᵀ·λ with λ = S⁻¹·(y − h + J·δ). Only a system of the size of the rates is solved. A step that does not lower
/// ½·δᵀV⁻¹δ + ½·(y − h)ᵀR⁻¹(y − h) is halved. c = V⁻¹·δ is carried along, so that V is never inverted.</para>
/// </remarks>
internal sealed class SynthesisRun
{
    private const int MostHalvings = 12;
    private const int ErrorSteps = 25;

    private readonly RateEvaluator _evaluator;
    private readonly PriorCovariance _covariance;
    private readonly SynthesisOptions _options;
    private readonly double[] _published;
    private readonly double[] _deviations;
    private double[] _direction;

    public SynthesisRun(LogOddsPrior prior, StudySet studies, SynthesisOptions options)
    {
        _options = options;
        _evaluator = new RateEvaluator(prior, studies, options);
        _covariance = new PriorCovariance(prior);
        _published = [.. studies.Rates.Select(static r => r.Estimate)];
        _deviations = _covariance.Deviations();
        Errors = new StudyErrors(studies, options);
        Delta = From(prior.Network, options.Start);
        _direction = new double[_covariance.Length];
        Implied = [];
        Jacobian = [];
        Projected = [];
        Inverse = [];
        Lambda = [];
    }

    public RateEvaluator Evaluator => _evaluator;

    public PriorCovariance Covariance => _covariance;

    public StudyErrors Errors { get; }

    /// <summary>η − m at the mode.</summary>
    public double[] Delta { get; private set; }

    /// <summary>h at the mode.</summary>
    public double[] Implied { get; private set; }

    /// <summary>J at the mode, a row for each rate.</summary>
    public double[] Jacobian { get; private set; }

    /// <summary>J·V at the mode, a row for each rate.</summary>
    public double[] Projected { get; private set; }

    /// <summary>S⁻¹ at the mode.</summary>
    public double[] Inverse { get; private set; }

    /// <summary>S⁻¹·(y − h + J·δ) at the mode.</summary>
    public double[] Lambda { get; private set; }

    public int Iterations { get; private set; }

    public bool HasConverged { get; private set; }

    public BayesianNetwork? Start => _options.Start;

    public double[] Published => _published;

    public double[] FirstImplied { get; private set; } = [];

    public void Run(CancellationToken cancellationToken)
    {
        (Implied, Jacobian) = _evaluator.Evaluate(Delta, cancellationToken);
        FirstImplied = _options.Start is null ? Implied : [.. _evaluator.Implied(_evaluator.Parameters(new double[Delta.Length]), 1).Select(static r => r[0])];
        while (!HasConverged && Iterations < _options.MaxIterations)
        {
            double change = Linearise();
            double move = Step(cancellationToken);
            Iterations++;
            HasConverged = move <= _options.Tolerance && change <= Math.Max(_options.Tolerance, 1e-3);
            _options.Progress?.Report(new SynthesisProgress(Iterations, move, Misfit(Residuals(Implied))));
        }

        Linearise();
    }

    // δ = ln θ − ln m of another network's numbers.
    private static double[] From(BayesianNetwork prior, BayesianNetwork? start)
    {
        var delta = new double[prior.Parameters.Length];
        foreach (ProbabilityRow row in start is null ? [] : prior.Rows.Where(LogOddsPrior.IsFree))
        {
            for (int s = 0; s < row.Length; s++)
            {
                double p = row.Probabilities[s];
                delta[row.ParameterOffset + s] = p > 0 ? Math.Log(start!.Parameters[row.ParameterOffset + s] / p) : 0;
            }
        }

        return delta;
    }

    // S⁻¹ and λ at the present point, alternating with the errors between studies; returns their last relative change.
    private double Linearise()
    {
        int n = _published.Length;
        int width = _covariance.Length;
        Projected = new double[n * width];
        for (int t = 0; t < n; t++)
        {
            _covariance.Times(Jacobian.AsSpan(t * width, width)).CopyTo(Projected, t * width);
        }

        var explained = new double[n * n];
        for (int t = 0; t < n; t++)
        {
            for (int u = 0; u <= t; u++)
            {
                explained[(t * n) + u] = explained[(u * n) + t] =
                    Cholesky.Dot(Projected.AsSpan(t * width, width), Jacobian.AsSpan(u * width, width));
            }
        }

        double[] residuals = Residuals(Implied);
        for (int t = 0; t < n; t++)
        {
            residuals[t] += Cholesky.Dot(Jacobian.AsSpan(t * width, width), Delta);
        }

        double change = 0;
        for (int step = 0; step < ErrorSteps; step++)
        {
            Invert(explained, residuals);
            change = Errors.Update(Lambda, Inverse);
            if (change < 1e-4)
            {
                break;
            }
        }

        Invert(explained, residuals);
        return change;
    }

    private void Invert(double[] explained, double[] residuals)
    {
        double[] s = [.. explained];
        Errors.AddTo(s);
        var factor = new Cholesky(s, residuals.Length);
        Lambda = [.. residuals];
        factor.Solve(Lambda);
        Inverse = factor.Inverse();
    }

    private double Step(CancellationToken cancellationToken)
    {
        int width = _covariance.Length;
        var target = new double[width];
        var direction = new double[width];
        for (int t = 0; t < Lambda.Length; t++)
        {
            Add(Lambda[t], Projected.AsSpan(t * width, width), target);
            Add(Lambda[t], Jacobian.AsSpan(t * width, width), direction);
        }

        // Where it began elsewhere than at m, V⁻¹·δ is known only after the first step, which is taken whole.
        double before = _options.Start is not null && Iterations == 0 ? double.PositiveInfinity : Objective(Delta, _direction, Implied);
        double length = 1;
        for (int halving = 0; ; halving++, length /= 2)
        {
            double[] delta = Mix(Delta, target, length);
            double[] next = Mix(_direction, direction, length);
            (double[] implied, double[] jacobian) = _evaluator.Evaluate(delta, cancellationToken);
            if (Objective(delta, next, implied) <= before + (1e-12 * Math.Abs(before)) || halving == MostHalvings)
            {
                double move = 0;
                for (int j = 0; j < width; j++)
                {
                    move = _deviations[j] > 0 ? Math.Max(move, Math.Abs(delta[j] - Delta[j]) / _deviations[j]) : move;
                }

                (Delta, _direction, Implied, Jacobian) = (delta, next, implied, jacobian);
                return move;
            }
        }
    }

    private double Objective(double[] delta, double[] direction, double[] implied) =>
        (Cholesky.Dot(delta, direction) + Misfit(Residuals(implied))) / 2;

    private double Misfit(double[] residuals)
    {
        var r = new double[residuals.Length * residuals.Length];
        Errors.AddTo(r);
        return new Cholesky(r, residuals.Length).InverseForm(residuals);
    }

    private double[] Residuals(double[] implied) => [.. _published.Zip(implied, static (y, h) => y - h)];

    private static double[] Mix(double[] from, double[] to, double length) =>
        length == 1 ? to : [.. from.Zip(to, (a, b) => a + (length * (b - a)))];

    private static void Add(double factor, ReadOnlySpan<double> source, Span<double> destination)
    {
        for (int j = 0; j < destination.Length; j++)
        {
            destination[j] += factor * source[j];
        }
    }
}
