using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Fitted measurements: for each, and each state of its parent, a linear regression with uncertain parameters.</summary>
/// <remarks>Enters queries as likelihoods on the parents: of each state, the product of the measurements' Student-t predictives. Immutable
/// and safe for concurrent use.</remarks>
public sealed class MeasurementModel
{
    private readonly int[] _parents;
    private readonly int[][] _regressors;
    private readonly LinearGaussian[][] _parameters;
    private readonly Lazy<string> _hash;

    /// <summary>Joins measurements with their parameters.</summary>
    /// <param name="network">The network of their parents.</param>
    /// <param name="measurements">At most 1,000 measurements, each after its regressors, with a <see cref="Measurement.Centre"/> within ±1e100 and a
    /// <see cref="Measurement.Scale"/> from 1e-100 to 1e100.</param>
    /// <param name="parameters">For each measurement, the parameters on the standard scale for each state of its parent.</param>
    /// <exception cref="ArgumentException">A name is unknown or stands twice, a regressor stands twice or later, a centre, scale or prior is
    /// unfit, or parameters are missing or of the wrong dimension.</exception>
    public MeasurementModel(
        BayesianNetwork network, ImmutableArray<Measurement> measurements, ImmutableArray<ImmutableArray<LinearGaussian>> parameters)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (measurements.Length > MeasurementBounds.MostMeasurements)
        {
            throw new ArgumentException($"Got {measurements.Length} measurements; expected at most {MeasurementBounds.MostMeasurements}.", nameof(measurements));
        }

        Network = network;
        Measurements = measurements;
        Parameters = parameters;
        _parents = new int[measurements.Length];
        _regressors = new int[measurements.Length][];
        _parameters = [.. parameters.Select(static p => p.ToArray())];
        _hash = new Lazy<string>(() => MeasurementSection.From(this).HashWith(network));
        for (int m = 0; m < measurements.Length; m++)
        {
            Measurement measurement = measurements[m];
            _parents[m] = network[measurement.Parent].Index;
            _regressors[m] = [.. measurement.Regressors.Select(name => IndexOf(name, m))];
            if (IndexOf(measurement.Name, m + 1) != m || _regressors[m].Distinct().Count() != _regressors[m].Length)
            {
                throw new ArgumentException($"Measurement '{measurement.Name}' or one of its regressors stands twice.", nameof(measurements));
            }

            if (!MeasurementBounds.IsFit(measurement.Centre) || !MeasurementBounds.IsScale(measurement.Scale) || !measurement.Prior.IsValid)
            {
                throw new ArgumentException(
                    $"Measurement '{measurement.Name}' has the centre {measurement.Centre}, the scale {measurement.Scale} or a prior that is unfit; expected a centre of at most {MeasurementBounds.Largest:R}, and a scale and numbers of the prior {MeasurementBounds.Words}.",
                    nameof(measurements));
            }

            if (m >= parameters.Length || parameters[m].Length != network[measurement.Parent].StateCount
                || parameters[m].Any(p => p.Dimension != _regressors[m].Length + 1))
            {
                throw new ArgumentException(
                    $"Measurement '{measurement.Name}' needs parameters of dimension {_regressors[m].Length + 1} for each state of {measurement.Parent}.",
                    nameof(parameters));
            }
        }
    }

    /// <summary>The network of the parents.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>The measurements, each after its regressors.</summary>
    public ImmutableArray<Measurement> Measurements { get; }

    /// <summary>For each measurement, its parameters on the standard scale for each state of its parent.</summary>
    public ImmutableArray<ImmutableArray<LinearGaussian>> Parameters { get; }

    /// <summary>The discrete parents of the measurements, each once.</summary>
    public ImmutableArray<Variable> Parents => [.. _parents.Distinct().Select(v => Network.Variables[v])];

    /// <summary>Identity of network and measurements, in lower-case hexadecimal.</summary>
    public string Hash => _hash.Value;

    internal ReadOnlySpan<int> ParentIndices => _parents;

    /// <summary>Adds what was measured to a patient's evidence, as likelihoods of the parents' states.</summary>
    /// <param name="evidence">Evidence on the network; what it knows of a parent is kept and multiplied in.</param>
    /// <param name="values">A value for each measurement, in the order of <see cref="Measurements"/>; NaN where unknown.</param>
    /// <param name="logScale">What to add to log P(evidence) to have the log density of all that is known, on the measurements' own
    /// scales.</param>
    /// <returns>The evidence with what was measured.</returns>
    /// <exception cref="ArgumentException">The evidence belongs to another network, or a length is wrong.</exception>
    public Evidence Observe(Evidence evidence, ReadOnlySpan<double> values, out double logScale)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ThrowIfWrongLength(values.Length);
        logScale = 0;
        foreach (Variable parent in Parents)
        {
            var logs = new double[parent.StateCount];
            if (!AddLogDensities(parent.Index, values, logs, isExpected: false))
            {
                continue;
            }

            // What is known goes in before the scaling: a state it rules out must not be the one that the others are divided by.
            ReadOnlySpan<double> known = evidence.LikelihoodsOf(parent);
            for (int s = 0; s < logs.Length && !known.IsEmpty; s++)
            {
                logs[s] += Math.Log(known[s]);
            }

            logScale += ToLikelihoods(logs);
            evidence = evidence.ObserveLikelihood(parent, logs);
        }

        return evidence;
    }

    /// <summary>The log density of the measurements given each state of a parent, on their own scales.</summary>
    /// <param name="parent">A parent.</param>
    /// <param name="values">A value for each measurement; NaN where unknown.</param>
    /// <param name="logDensities">Receives one number for each state; 0 throughout where nothing is known.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the variable is foreign.</exception>
    public void FillLogDensities(Variable parent, ReadOnlySpan<double> values, Span<double> logDensities)
    {
        Network.ThrowIfForeign(parent);
        ThrowIfWrongLength(values.Length);
        logDensities.Clear();
        AddLogDensities(parent.Index, values, logDensities, isExpected: false);
    }

    /// <summary>The same regressions over the parents of another network that has variables of the same names.</summary>
    internal MeasurementModel On(BayesianNetwork network) => new(network, Measurements, Parameters);

    /// <summary>Adds the log densities of the measurements of one parent; whether any was known.</summary>
    internal bool AddLogDensities(int parent, ReadOnlySpan<double> values, Span<double> logs, bool isExpected)
    {
        bool any = false;
        Span<double> x = stackalloc double[Measurements.Length + 1];
        for (int m = 0; m < _parents.Length; m++)
        {
            if (_parents[m] != parent || !TryDesign(m, values, x, out int dimension, out double y))
            {
                continue;
            }

            any = true;
            double logScale = Math.Log(Measurements[m].Scale);
            for (int s = 0; s < logs.Length; s++)
            {
                LinearGaussian parameters = _parameters[m][s];
                logs[s] += (isExpected ? parameters.ExpectedLogDensity(x[..dimension], y) : parameters.ComputeLogPredictive(x[..dimension], y)) - logScale;
            }
        }

        return any;
    }

    /// <summary>The regressors and value of a measurement on the standard scale; false where one of them is unknown.</summary>
    internal bool TryDesign(int measurement, ReadOnlySpan<double> values, Span<double> x, out int dimension, out double y)
    {
        int[] regressors = _regressors[measurement];
        dimension = regressors.Length + 1;
        y = Standard(measurement, values[measurement]);
        x[0] = 1;
        bool isKnown = !double.IsNaN(y);
        for (int i = 0; i < regressors.Length; i++)
        {
            x[i + 1] = Standard(regressors[i], values[regressors[i]]);
            isKnown &= !double.IsNaN(x[i + 1]);
        }

        return isKnown;
    }

    /// <summary>Divides logs by their maximum and exponentiates; returns the maximum.</summary>
    internal static double ToLikelihoods(Span<double> logs)
    {
        double largest = double.NegativeInfinity;
        foreach (double log in logs)
        {
            largest = Math.Max(largest, log);
        }

        foreach (ref double log in logs)
        {
            log = Math.Exp(log - largest);
        }

        return largest;
    }

    // What lies so far out counts as lying at the bound: its square is still a number, and so is every density.
    private double Standard(int measurement, double value) => Math.Clamp(
        (value - Measurements[measurement].Centre) / Measurements[measurement].Scale, -MeasurementBounds.Largest, MeasurementBounds.Largest);

    private int IndexOf(string name, int end)
    {
        for (int m = 0; m < end; m++)
        {
            if (Measurements[m].Name == name)
            {
                return m;
            }
        }

        throw new ArgumentException($"Measurement '{name}' is read as a regressor before it is listed.", nameof(name));
    }

    private void ThrowIfWrongLength(int length)
    {
        if (length != Measurements.Length)
        {
            throw new ArgumentException($"Got {length} values; expected {Measurements.Length}, one for each measurement.", nameof(length));
        }
    }
}
