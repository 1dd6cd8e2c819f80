using System.Runtime.CompilerServices;
using MathNet.Numerics;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>What the network implies for every rate, and how that changes with each η.</summary>
/// <remarks>With N the expected counts of a case, ∂ ln P(case)/∂ηⱼ = Nⱼ − θⱼ·Σ N of the row; a noisy-MAX has the same form.
/// A proportion f: ∂ logit f = (∂ ln P(joint) − ∂ ln P(given)) / (1 − f).</remarks>
internal sealed class RateEvaluator
{
    // An entry may become very rare, never impossible.
    private const double SmallestEntry = 1e-300;

    private readonly LogOddsPrior _prior;
    private readonly PublishedRate[] _rates;
    private readonly RateCases _cases;
    private readonly Evidence[] _evidence;
    private readonly EvidenceColumns[] _columns;
    private readonly ExactEngine _engine;
    private readonly ProbabilityRow[] _freeRows;

    public RateEvaluator(LogOddsPrior prior, StudySet studies, SynthesisOptions options)
    {
        _prior = prior;
        _rates = [.. studies.Rates];
        _cases = new RateCases(prior.Network, studies);
        _freeRows = [.. prior.Network.Rows.Where(LogOddsPrior.IsFree)];
        _engine = ExactEngine.Compile(prior.Network, new ExactEngineOptions
        {
            EvidenceVariables = _cases.Variables,
            ReportedVariables = [],
            Parameters = LiveParameters.Chosen,
            LiveRows = [.. _freeRows],
            EliminationOrder = options.EliminationOrder,
            MemoryLimit = options.MemoryLimit,
            SearchAttempts = 16,
        });
        _evidence = _cases.ToEvidence();
        _columns = [.. _evidence.Select(e => EvidenceColumns.From(prior.Network, [e]))];
    }

    /// <summary>θ of m + δ: each free row's softmax; other entries as they are.</summary>
    public double[] Parameters(ReadOnlySpan<double> delta)
    {
        double[] theta = _prior.Network.Parameters.ToArray();
        foreach (ProbabilityRow row in _freeRows)
        {
            Softmax(theta.AsSpan(row.ParameterOffset, row.Length), delta.Slice(row.ParameterOffset, row.Length));
        }

        return theta;
    }

    /// <summary>Replaces a row θ by softmax(ln θ + shift); what is 0 stays 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(Span<double> row, ReadOnlySpan<double> shift)
    {
        double largest = double.NegativeInfinity;
        for (int s = 0; s < row.Length; s++)
        {
            largest = row[s] > 0 ? Math.Max(largest, shift[s]) : largest;
        }

        double sum = 0;
        for (int s = 0; s < row.Length; s++)
        {
            // e⁰ is 1: of two states one needs no exponential.
            double factor = shift[s] == largest ? 1 : Math.Exp(shift[s] - largest);
            row[s] = row[s] > 0 ? Math.Max(SmallestEntry, row[s] * factor) : 0;
            sum += row[s];
        }

        for (int s = 0; s < row.Length; s++)
        {
            row[s] /= sum;
        }
    }

    /// <summary>The implied numbers on the scale of comparison, and their Jacobian by η (a row for each rate).</summary>
    /// <exception cref="ArgumentException">The network makes a condition impossible, or an event impossible or certain: all such rates are
    /// listed.</exception>
    public (double[] Implied, double[] Jacobian) Evaluate(ReadOnlySpan<double> delta, CancellationToken cancellationToken)
    {
        double[] theta = Parameters(delta);
        int width = theta.Length;
        var logs = new double[_cases.Count];
        var gradients = new double[_cases.Count][];

        // Each case by itself, so that the number of threads changes no bit.
        Parallel.For(0, logs.Length, new ParallelOptions { CancellationToken = cancellationToken }, c =>
        {
            ExpectedCounts counts = _engine.ComputeExpectedCounts(_columns[c], default, theta, cancellationToken: cancellationToken);
            logs[c] = counts.ImpossibleCount > 0 ? double.NegativeInfinity : counts.LogLikelihood;
            gradients[c] = ByEta(counts.Counts, theta);
        });

        ThrowIfInexpressible(logs);
        var implied = new double[_rates.Length];
        var jacobian = new double[_rates.Length * width];
        for (int t = 0; t < _rates.Length; t++)
        {
            RateCases.Places places = _cases.PlacesOf[t];
            Span<double> row = jacobian.AsSpan(t * width, width);
            if (_rates[t].Measure == RateMeasure.AreaUnderCurve)
            {
                implied[t] = AreaUnderCurve.LogOdds(places, logs, gradients, row);
                continue;
            }

            implied[t] = AddTerm(_rates[t].Measure, logs, gradients, places.Joint, places.Given, 1, row);
            if (_rates[t].Measure != RateMeasure.Proportion)
            {
                implied[t] += AddTerm(_rates[t].Measure, logs, gradients, places.OtherJoint, places.Against, -1, row);
            }
        }

        return (implied, jacobian);
    }

    /// <summary>The implied numbers under many parameter vectors, one after the other; a rate that is not expressible under one is NaN.</summary>
    /// <returns>For each rate, one number for each vector.</returns>
    public double[][] Implied(ReadOnlySpan<double> parameters, int count)
    {
        var logs = new double[_cases.Count][];
        for (int c = 0; c < logs.Length; c++)
        {
            logs[c] = [.. _engine.QueryDraws(Likelihoods(_evidence[c]), parameters).LogEvidence];
        }

        var implied = new double[_rates.Length][];
        for (int t = 0; t < implied.Length; t++)
        {
            RateCases.Places p = _cases.PlacesOf[t];
            if (_rates[t].Measure == RateMeasure.AreaUnderCurve)
            {
                implied[t] = [.. Enumerable.Range(0, count).Select(d => AreaUnderCurve.LogOdds(p, [.. logs.Select(l => l[d])], null, []))];
                continue;
            }

            bool isRatio = _rates[t].Measure != RateMeasure.Proportion;
            implied[t] = [.. Enumerable.Range(0, count).Select(d =>
                Scale(_rates[t].Measure, logs[p.Joint][d] - logs[p.Given][d])
                - (isRatio ? Scale(_rates[t].Measure, logs[p.OtherJoint][d] - logs[p.Against][d]) : 0))];
        }

        return implied;
    }

    // Log-odds of a probability given by its logarithm; a likelihood ratio compares logarithms themselves.
    private static double Scale(RateMeasure measure, double log) =>
        measure == RateMeasure.LikelihoodRatio ? log : log - Math.Log(-SpecialFunctions.Expm1(log));

    private static double AddTerm(
        RateMeasure measure, double[] logs, double[][] gradients, int joint, int given, double sign, Span<double> row)
    {
        double log = logs[joint] - logs[given];
        double slope = sign * (measure == RateMeasure.LikelihoodRatio ? 1 : -1 / SpecialFunctions.Expm1(log));
        ReadOnlySpan<double> upper = gradients[joint];
        ReadOnlySpan<double> lower = gradients[given];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] += slope * (upper[j] - lower[j]);
        }

        return sign * Scale(measure, log);
    }

    private double[] ByEta(double[] counts, double[] theta)
    {
        foreach (ProbabilityRow row in _freeRows)
        {
            Span<double> own = counts.AsSpan(row.ParameterOffset, row.Length);
            double sum = 0;
            foreach (double n in own)
            {
                sum += n;
            }

            for (int s = 0; sum != 0 && s < own.Length; s++)
            {
                own[s] -= theta[row.ParameterOffset + s] * sum;
            }
        }

        return counts;
    }

    private double[] Likelihoods(Evidence evidence)
    {
        var likelihoods = new double[_engine.StateCount];
        Array.Fill(likelihoods, 1);
        foreach (Variable variable in evidence.Variables)
        {
            evidence.LikelihoodsOf(variable).CopyTo(likelihoods.AsSpan(_engine.StateOffsetOf(variable)));
        }

        return likelihoods;
    }

    private void ThrowIfInexpressible(double[] logs)
    {
        var faults = new List<string>();
        for (int t = 0; t < _rates.Length; t++)
        {
            RateCases.Places p = _cases.PlacesOf[t];
            if (_rates[t].Measure == RateMeasure.AreaUnderCurve)
            {
                if (AreaUnderCurve.FaultOf(p, logs) is { } fault)
                {
                    faults.Add($"Rate '{_rates[t].Id}': {fault}");
                }

                continue;
            }

            Check(_rates[t], logs, p.Joint, p.Given, faults);
            if (p.Against >= 0)
            {
                Check(_rates[t], logs, p.OtherJoint, p.Against, faults);
            }
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults));
        }
    }

    private static void Check(PublishedRate rate, double[] logs, int joint, int given, List<string> faults)
    {
        if (double.IsNegativeInfinity(logs[given]))
        {
            faults.Add($"Rate '{rate.Id}': its condition has probability 0 in the network. It is of a population that the network does not have: leave it out.");
        }
        else if (double.IsNegativeInfinity(logs[joint]) || (rate.Measure != RateMeasure.LikelihoodRatio && logs[joint] - logs[given] > -1e-13))
        {
            faults.Add($"Rate '{rate.Id}': the network makes its event {(double.IsNegativeInfinity(logs[joint]) ? "impossible" : "certain")} by definition; no number can follow the study. Mend the structure, or leave the rate out.");
        }
    }
}
