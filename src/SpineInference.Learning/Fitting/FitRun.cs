using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>One fit in progress.</summary>
internal sealed class FitRun
{
    private readonly BayesianNetwork _network;
    private readonly ICohortSource _source;
    private readonly FitOptions _options;
    private readonly bool[] _isLearned;
    private readonly HashSet<int> _parents;
    private readonly MeasurementLearner? _measurements;
    private readonly CohortSurvey _survey;
    private readonly LearningNetwork _learning;
    private readonly Dirichlets _dirichlets;
    private readonly ExpectationStep _expectation;
    private readonly List<PreparedBlock>? _blocks;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private Expectations? _last;
    private TimeSpan _climbing;
    private int _iterationsBefore;

    public FitRun(BayesianNetwork network, ICohortSource source, FitOptions options)
    {
        _network = network;
        _source = source;
        _options = options;
        _isLearned = options.LearnedRows(network);
        _parents = [.. options.Measurements.Select(m => network[m.Parent].Index)];
        _measurements = options.Measurements.Length > 0 ? MeasurementLearner.Create(network, options.Measurements, source) : null;
        _survey = CohortSurvey.Take(source, _parents);
        _learning = new LearningNetwork(network, _survey, _isLearned, _parents, options.EliminationOrder);
        _dirichlets = new Dirichlets(network, _isLearned, options.PriorStrength);

        // A cohort in memory is prepared once; a streamed one anew in each pass, so that memory stays flat.
        _blocks = source is Cohort ? [.. Prepare()] : null;
        _expectation = new ExpectationStep(network, _learning, _measurements, () => _blocks ?? Prepare(), options);
    }

    private bool IsVariational => _options.Method == FitMethod.VariationalBayes;

    public FitResult Run()
    {
        bool isMixture = _parents.Any(p => _survey.ObservedWeight[p] < _survey.TotalWeight);
        int starts = isMixture ? _options.Restarts : 1;
        _options.Resume?.ThrowIfUnfit(_network, _survey.Hash, _options, _dirichlets.Prior, starts);
        FitAttempt? best = null;
        for (int restart = _options.Resume?.Restart ?? 0; restart < starts; restart++)
        {
            FitAttempt attempt = Climb(restart, isMixture);
            if (best is null || (attempt.Bounds.Count > 0 && !(attempt.Bounds[^1] <= best.Bounds.LastOrDefault(double.NegativeInfinity))))
            {
                best = attempt;
            }

            if (attempt.Status == FitStatus.Cancelled)
            {
                break;
            }
        }

        return Report(best!);
    }

    private IEnumerable<PreparedBlock> Prepare() =>
        PreparedBlock.Prepare(_source, _network, _learning, _parents, _measurements?.Current);

    private FitAttempt Climb(int restart, bool isMixture)
    {
        var bounds = new List<double>();
        var attempt = new FitAttempt { Bounds = bounds, Concentrations = _dirichlets.Prior, Measurements = null };
        try
        {
            Start(restart, isMixture, bounds);
            _climbing = _clock.Elapsed;
            _iterationsBefore = bounds.Count;
            while (true)
            {
                double[] concentrations = _dirichlets.Posterior;
                MeasurementModel? model = _measurements?.Current;
                Expectations expectations = Expect(IsVariational ? _dirichlets.FillGeometricMeans : _dirichlets.FillMeans);
                double bound = expectations.LogLikelihood - (_measurements?.Divergence() ?? 0)
                    - (IsVariational ? _dirichlets.Divergence() : _dirichlets.Penalty());
                double change = bounds.Count > 0 ? bound - bounds[^1] : double.NaN;
                bounds.Add(bound);
                attempt.Counts = expectations.Counts;
                Maximise(expectations);
                attempt.Concentrations = _dirichlets.Posterior;
                attempt.Measurements = _measurements?.Current;
                attempt.LargestMove = LargestMove(concentrations);
                _options.Progress?.Report(new FitProgress(restart, bounds.Count, bound, change, _clock.Elapsed, Remaining(bounds)));
                if (_options.CheckpointPath is { } path && bounds.Count % _options.CheckpointInterval == 0)
                {
                    Checkpoint(restart, bounds).Write(path);
                }

                if (change <= _options.Tolerance * Math.Max(1, _survey.TotalWeight))
                {
                    attempt.Status = FitStatus.Converged;
                    return attempt;
                }

                if (bounds.Count >= _options.MaxIterations)
                {
                    attempt.Status = FitStatus.IterationLimit;
                    return attempt;
                }
            }
        }
        catch (OperationCanceledException) when (_options.CancellationToken.IsCancellationRequested)
        {
            attempt.Status = FitStatus.Cancelled;
            return attempt;
        }
    }

    // The first posterior comes from one E-step at the prior means: a prior that leaves a state next to nothing would lose it for good
    // under its geometric mean.
    private void Start(int restart, bool isMixture, List<double> bounds)
    {
        if (_options.Resume is { } resume && resume.Restart == restart)
        {
            bounds.AddRange(resume.Bounds);
            _dirichlets.Restore([.. resume.Concentrations]);
            _measurements?.Restore(MeasurementNumbers.Read(_measurements.Current, resume.Measurements.AsSpan()));
            return;
        }

        _dirichlets.Restore(_dirichlets.Prior);
        _measurements?.Reset();
        Func<int, int, double[], double[], bool>? addLogs = isMixture && _measurements is not null
            ? new MixtureStart(_measurements.Current, _blocks ?? Prepare(), _options.Seed + (1000003 * restart)).AddLogs
            : null;
        Maximise(Expect(_dirichlets.FillMeans, addLogs));
    }

    private Expectations Expect(ParameterFiller fill, Func<int, int, double[], double[], bool>? addLogs = null)
    {
        _last = _expectation.Run(fill, addLogs);
        if (_last.ImpossibleCount > 0 && !_options.LeaveOutImpossibleRows)
        {
            throw new CohortFormatException(
                "cohort",
                [.. _last.ImpossibleRows.Select(static r => new CohortFault(r + 1, "", "the row is impossible under the network: its findings have probability 0 together. Correct it, or let impossible rows be left out."))],
                _last.ImpossibleCount);
        }

        return _last;
    }

    private void Maximise(Expectations expectations)
    {
        _dirichlets.Update(expectations.Counts);
        _measurements?.Update(expectations.Statistics);
    }

    private double LargestMove(double[] before)
    {
        double largest = 0;
        foreach (ProbabilityRow row in _dirichlets.Learned)
        {
            double totalBefore = Dirichlets.Total(before, row);
            double totalAfter = Dirichlets.Total(_dirichlets.Posterior, row);
            for (int j = row.ParameterOffset; j < row.ParameterOffset + row.Length; j++)
            {
                largest = Math.Max(largest, Math.Abs((before[j] / totalBefore) - (_dirichlets.Posterior[j] / totalAfter)));
            }
        }

        return largest;
    }

    // Near its end the bound's rise shrinks by a constant factor.
    private TimeSpan? Remaining(List<double> bounds)
    {
        if (bounds.Count < 4)
        {
            return null;
        }

        double last = bounds[^1] - bounds[^2];
        double ratio = last / (bounds[^2] - bounds[^3]);
        double goal = _options.Tolerance * Math.Max(1, _survey.TotalWeight);
        if (!(ratio > 0 && ratio < 1) || goal <= 0)
        {
            return null;
        }

        double iterations = Math.Clamp(Math.Log(goal / last) / Math.Log(ratio), 0, _options.MaxIterations - bounds.Count);
        return (_clock.Elapsed - _climbing) / (bounds.Count - _iterationsBefore) * iterations;
    }

    private FitCheckpoint Checkpoint(int restart, List<double> bounds) => new()
    {
        Format = FitCheckpoint.FormatId,
        Version = 1,
        NetworkHash = _network.Hash,
        CohortHash = _survey.Hash,
        Options = _options.Describe(),
        Restart = restart,
        Bounds = [.. bounds],
        Concentrations = [.. _dirichlets.Posterior],
        Measurements = _measurements is null ? [] : [.. MeasurementNumbers.Write(_measurements.Current)],
    };

    private FitResult Report(FitAttempt attempt)
    {
        _dirichlets.Restore(attempt.Concentrations);
        if (_measurements is not null && attempt.Measurements is { } best)
        {
            _measurements.Restore(best);
        }

        double[] sizes = SampleSizes(attempt);
        var parameters = new double[_network.Parameters.Length];
        _dirichlets.FillMeans(parameters);
        BayesianNetwork fitted = _network.WithParameters(parameters, sizes);
        ILookup<int, string> users = _network.Distributions
            .SelectMany(static d => d.Rows.Select(r => (r.Index, d.Variable.Name))).ToLookup(static u => u.Index, static u => u.Name);
        ImmutableArray<RowReport> rows = [.. _network.Rows.Select(row => new RowReport(
            row.Id,
            [.. users[row.Index]],
            row.Probabilities,
            fitted.Rows[row.Index].Probabilities,
            _isLearned[row.Index] ? _options.PriorStrength * row.EffectiveSampleSize : row.EffectiveSampleSize,
            sizes[row.Index],
            attempt.Counts is null ? 0 : Dirichlets.Total(attempt.Counts, row),
            _isLearned[row.Index]))];
        return new FitResult
        {
            Network = fitted,
            Measurements = _measurements?.Current.On(fitted),
            Status = attempt.Status,
            Bounds = [.. attempt.Bounds],
            Rows = rows,
            Warnings = FitDiagnostics.Find(_network, fitted, _survey, _isLearned, rows, attempt, _last?.ImpossibleCount ?? 0, _options),
            RowCount = _survey.Count,
            TotalWeight = _survey.TotalWeight,
            Provenance = Provenance(attempt),
        };
    }

    private double[] SampleSizes(FitAttempt attempt)
    {
        // Who cancels does not want to wait for a pass over the data more.
        if (_options.CorrectSampleSizes && attempt.Bounds.Count > 0 && attempt.Status != FitStatus.Cancelled)
        {
            return ObservedInformation.SampleSizes(
                _network, _learning, _dirichlets, (_blocks ?? Prepare()).Select(WithPredictive), _survey.TotalWeight, _survey.Count, _options);
        }

        return [.. _network.Rows.Select(r => _isLearned[r.Index] ? Dirichlets.Total(_dirichlets.Posterior, r) : r.EffectiveSampleSize)];
    }

    private PreparedBlock WithPredictive(PreparedBlock block)
    {
        if (_measurements is { } measurements)
        {
            block.SetMeasurements(_learning, (parent, _, values, logs) => measurements.Current.AddLogDensities(parent, values, logs, isExpected: false));
        }

        return block;
    }

    private ImmutableSortedDictionary<string, string> Provenance(FitAttempt attempt) => new Dictionary<string, string>
    {
        ["bound"] = (attempt.Bounds.Count > 0 ? attempt.Bounds[^1] : double.NaN).ToString("R", CultureInfo.InvariantCulture),
        ["cohort-hash"] = _survey.Hash,
        ["cohort-rows"] = _survey.Count.ToString(CultureInfo.InvariantCulture),
        ["cohort-weight"] = _survey.TotalWeight.ToString("R", CultureInfo.InvariantCulture),
        ["iterations"] = attempt.Bounds.Count.ToString(CultureInfo.InvariantCulture),
        ["library-version"] = typeof(Fit).Assembly.GetName().Version?.ToString(3) ?? "",
        ["options"] = _options.Describe(),
        ["prior-hash"] = _network.Hash,
        ["seed"] = _options.Seed.ToString(CultureInfo.InvariantCulture),
        ["status"] = attempt.Status.ToString(),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
