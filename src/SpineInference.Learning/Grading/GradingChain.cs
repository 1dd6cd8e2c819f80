using SpineInference.Engine.Reasoning;

namespace SpineInference.Learning;

/// <summary>Draws factors, deviations between studies and weights from their posterior.</summary>
/// <remarks>A random walk on the logarithms of s and τ, whose covariance is learned in the burn-in and then kept (Haario, Saksman &amp; Tamminen 2001), and
/// a sweep over the weights after each step.</remarks>
internal sealed class GradingChain
{
    private const int FirstAdaptation = 200;
    private const double SmallStep = 0.1;
    private const double SmallShare = 0.05;

    private readonly GradingModel _model;
    private readonly GradingOptions _options;
    private readonly WeightedBlock _grading;
    private readonly WeightedBlock _contrast;
    private readonly int _scales;
    private readonly int _length;

    public GradingChain(GradingModel model, GradingOptions options)
    {
        _model = model;
        _options = options;
        _grading = model.GradingBlock();
        _contrast = model.ContrastBlock();
        _scales = options.AreScalesFixed ? 0 : model.Groups.Length;
        _length = _scales + (options.HasHeterogeneity ? model.Kinds.Length : 0);
    }

    /// <summary>One state: log s of each group, log τ of each kind, and the weights of the rates that grade.</summary>
    public sealed record State(double[] LogScales, double[] LogTau, double[] Weights);

    public double Acceptance { get; private set; }

    public List<State> Run(CancellationToken cancellationToken)
    {
        var random = new SeededRandom(_options.Seed);
        double[] at = Start();
        Point point = At(at);
        var mean = new double[_length];
        var moments = new double[_length * _length];
        Cholesky? learned = null;
        var kept = new List<State>(_options.Draws);
        int accepted = 0;
        for (int step = 0; step < _options.BurnIn + _options.Draws; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] next = Propose(at, learned, random);
            Point proposed = At(next);
            double present = LogPosterior(at, point);
            if (_length > 0 && Math.Log(random.NextUniform()) < LogPosterior(next, proposed) - present)
            {
                (at, point) = (next, proposed);
                accepted += step >= _options.BurnIn ? 1 : 0;
            }

            if (_options.HasHeterogeneity)
            {
                _grading.Refresh(point.Grading, point.Tau);
                _grading.Sweep(point.Tau, random);
                _contrast.Refresh(point.Contrast, point.Tau);
                _contrast.Sweep(point.Tau, random);
            }

            if (step < _options.BurnIn)
            {
                Learn(at, step + 1, mean, moments);
                learned = step >= FirstAdaptation && step % 50 == 0 ? Factor(moments, step + 1) : learned;
            }
            else
            {
                kept.Add(new State(LogScalesOf(at), [.. point.Tau.Select(static t => Math.Log(t))], [.. _grading.Weights]));
            }
        }

        Acceptance = accepted / (double)_options.Draws;
        return kept;
    }

    /// <summary>log of the prior density of log s and log τ, less its constant. μ is integrated out: the covariance of log s is b²·I + a²·11ᵀ.</summary>
    internal static double LogPrior(ReadOnlySpan<double> logScales, ReadOnlySpan<double> logTau, GradingOptions options)
    {
        double squares = 0;
        double sum = 0;
        foreach (double s in logScales)
        {
            double x = s - Math.Log(options.Middle);
            squares += x * x;
            sum += x;
        }

        double a = options.Spread * options.Spread;
        double b = options.GroupSpread * options.GroupSpread;
        double log = -(squares - (a * sum * sum / (b + (logScales.Length * a)))) / (2 * b);
        foreach (double t in logTau)
        {
            double x = (t - Math.Log(options.HeterogeneityMiddle)) / options.HeterogeneitySpread;
            log -= x * x / 2;
        }

        return log;
    }

    private double[] Start() => [.. Enumerable.Range(0, _length).Select(i => Math.Log(i < _scales ? _options.Middle : _options.HeterogeneityMiddle))];

    private double[] LogScalesOf(double[] at) => _options.AreScalesFixed ? new double[_model.Groups.Length] : at[.._scales];

    private Point At(double[] at)
    {
        double[] scales = [.. LogScalesOf(at).Select(Math.Exp)];
        double[] tau = [.. at[_scales..].Select(Math.Exp)];
        return new(tau, _model.GradingCovariance(scales, tau), _model.ContrastCovariance(tau));
    }

    private double LogPosterior(double[] at, Point point) =>
        LogPrior(at.AsSpan(0, _scales), at.AsSpan(_scales), _options)
        + _grading.LogLikelihood(point.Grading, point.Tau)
        + _contrast.LogLikelihood(point.Contrast, point.Tau);

    private double[] Propose(double[] at, Cholesky? learned, SeededRandom random)
    {
        double[] z = [.. at.Select(_ => random.NextNormal())];
        bool isSmall = random.NextUniform() < SmallShare;
        double[] step = learned is null || isSmall ? [.. z.Select(x => SmallStep * x)] : learned.LowerTimes(z);
        double factor = learned is null || isSmall ? 1 : 2.38 / Math.Sqrt(_length);
        return [.. at.Zip(step, (a, s) => a + (factor * s))];
    }

    private static void Learn(double[] at, int count, double[] mean, double[] moments)
    {
        double[] before = [.. at.Zip(mean, static (a, m) => a - m)];
        for (int i = 0; i < at.Length; i++)
        {
            mean[i] += before[i] / count;
        }

        for (int i = 0; i < at.Length; i++)
        {
            for (int j = 0; j < at.Length; j++)
            {
                moments[(i * at.Length) + j] += before[i] * (at[j] - mean[j]);
            }
        }
    }

    private Cholesky Factor(double[] moments, int count) =>
        new([.. moments.Select((m, i) => (m / count) + (i % (_length + 1) == 0 ? 1e-6 : 0))], _length);

    private sealed record Point(double[] Tau, double[] Grading, double[] Contrast);
}
