using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>One fit in progress.</summary>
internal sealed class FitRun
{
    private readonly BayesianNetwork _network;
    private readonly ICohortSource _source;
    private readonly FitOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly bool[] _isLearned;
    private readonly HashSet<int> _parents;
    private readonly MeasurementLearner? _measurements;
    private readonly CohortSurvey _survey;
    private readonly LearningNetwork _learning;
    private readonly Dirichlets _dirichlets;
    private readonly ExpectationStep _expectation;
    private readonly List<PreparedBlock>? _blocks;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _climbing;
    private int _iterationsBefore;

    public FitRun(BayesianNetwork network, ICohortSource source, FitOptions options, CancellationToken cancellationToken)
    {
        _network = network;
        _source = source;
        _options = options;
        _cancellationToken = cancellationToken;
        _isLearned = options.LearnedRows(network);
        _parents = [.. options.Measurements.Select(m => network[m.Parent].Index)];
        _measurements = options.Measurements.Length > 0 ? MeasurementLearner.Create(network, options.Measurements, source) : null;
        _survey = CohortSurvey.Take(source, _parents);
        _learning = new LearningNetwork(network, _survey, _isLearned, _parents, options.EliminationOrder);
        _dirichlets = new Dirichlets(network, _isLearned, options.PriorStrength);

        // A cohort in memory is prepared once; a streamed one anew in each pass, so that memory stays flat.
        _blocks = source is Cohort ? [.. Prepare()] : null;
        _expectation = new ExpectationStep(network, _learning, _measurements, () => _blocks ?? Prepare(), options, cancellationToken);
    }

    private bool IsVariational => _options.Method == FitMethod.VariationalBayes;

    public FitResult Run()
    {
        bool isMixture = _parents.Any(p => _survey.ObservedWeight[p] < _survey.TotalWeight);
        int starts = isMixture ? _options.Restarts : 1;
        _options.Resume?.ThrowIfUnfit(_network, _survey.Hash, _options, _dirichlets.Prior, starts);
        FitAttempt? best = _options.Resume?.Best is { } done ? FitAttempt.From(done, _measurements?.Current) : null;
        bool isCut = false;
        for (int restart = _options.Resume?.Current.Restart ?? 0; restart < starts && !isCut; restart++)
        {
            FitAttempt attempt = Climb(restart, isMixture, best);
            isCut = !attempt.IsDone;
            if (best is null || (attempt.Bounds.Count > 0 && !(attempt.Bounds[^1] <= best.Bounds.LastOrDefault(double.NegativeInfinity))))
            {
                best = attempt;
            }
        }

        return Report(best!, isCut);
    }

    private IEnumerable<PreparedBlock> Prepare() =>
        PreparedBlock.Prepare(_source, _network, _learning, _parents, _measurements?.Current);

    private FitAttempt Climb(int restart, bool isMixture, FitAttempt? best)
    {
        FitAttempt attempt = _options.Resume is { } resume && resume.Current.Restart == restart
            ? FitAttempt.From(resume.Current, _measurements?.Current)
            : new FitAttempt { Restart = restart, Bounds = [], Concentrations = _dirichlets.Prior, Measurements = null, Status = FitStatus.Cancelled };
        try
        {
            if (!attempt.IsDone)
            {
                Start(attempt, isMixture);
                Iterate(attempt, best);
            }
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            // What the attempt holds is the last complete iteration.
        }

        return attempt;
    }

    private void Iterate(FitAttempt attempt, FitAttempt? best)
    {
        List<double> bounds = attempt.Bounds;
        _climbing = _clock.Elapsed;
        _iterationsBefore = bounds.Count;
        while (!attempt.IsDone)
        {
            double[] concentrations = _dirichlets.Posterior;
            Expectations expectations = Expect(IsVariational ? _dirichlets.FillGeometricMeans : _dirichlets.FillMeans);
            double bound = expectations.LogLikelihood - (_measurements?.Divergence() ?? 0)
                - (IsVariational ? _dirichlets.Divergence() : _dirichlets.Penalty());
            if (double.IsNaN(bound))
            {
                throw new ArgumentException(
                    "The bound of the fit is not a number: sample sizes, prior strength or weights of rows are so large or so small that their differences vanish. Choose more moderate ones.");
            }

            double change = bounds.Count > 0 ? bound - bounds[^1] : double.NaN;
            bounds.Add(bound);
            attempt.Counts = expectations.Counts;
            attempt.ImpossibleCount = expectations.ImpossibleCount;
            Maximise(expectations);
            attempt.Concentrations = _dirichlets.Posterior;
            attempt.Measurements = _measurements?.Current;
            attempt.LargestMove = LargestMove(concentrations);
            bool hasConverged = change <= _options.Tolerance * Math.Max(1, _survey.TotalWeight);
            if (hasConverged || bounds.Count >= _options.MaxIterations)
            {
                attempt.Status = hasConverged ? FitStatus.Converged : FitStatus.IterationLimit;
                attempt.IsDone = true;
            }

            _options.Progress?.Report(new FitProgress(attempt.Restart, bounds.Count, bound, change, _clock.Elapsed, Remaining(bounds)));
            if (_options.CheckpointPath is { } path && (attempt.IsDone || bounds.Count % _options.CheckpointInterval == 0))
            {
                Checkpoint(attempt, best).Write(path);
            }
        }
    }

    // The first posterior comes from one E-step at the prior means: a prior that leaves a state next to nothing would lose it for good
    // under its geometric mean.
    private void Start(FitAttempt attempt, bool isMixture)
    {
        if (attempt.Bounds.Count > 0)
        {
            _dirichlets.Restore(attempt.Concentrations);
            _measurements?.Restore(attempt.Measurements!);
            return;
        }

        _dirichlets.Restore(_dirichlets.Prior);
        _measurements?.Reset();
        Func<int, int, double[], double[], bool>? addLogs = isMixture && _measurements is not null
            ? new MixtureStart(_measurements.Current, _blocks ?? Prepare(), _options.Seed + (1000003 * attempt.Restart)).AddLogs
            : null;
        Maximise(Expect(_dirichlets.FillMeans, addLogs));
    }

    private Expectations Expect(ParameterFiller fill, Func<int, int, double[], double[], bool>? addLogs = null)
    {
        Expectations expectations = _expectation.Run(fill, addLogs);
        if (expectations.ImpossibleCount > 0 && !_options.LeaveOutImpossibleRows)
        {
            throw new CohortFormatException(
                "cohort",
                [.. expectations.ImpossibleRows.Select(static r => Fault.OfTable("cohort", r + 1, "", "the row is impossible under the network: its findings have probability 0 together. Correct it, or let impossible rows be left out."))],
                expectations.ImpossibleCount);
        }

        return expectations;
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

    private FitCheckpoint Checkpoint(FitAttempt attempt, FitAttempt? best) => new()
    {
        Format = FitCheckpoint.FormatId,
        Version = FitCheckpoint.FormatVersion,
        NetworkHash = _network.Hash,
        CohortHash = _survey.Hash,
        Options = _options.Describe(),
        Current = attempt.ToState(),
        Best = best?.ToState(),
    };

    private FitResult Report(FitAttempt attempt, bool isCut)
    {
        _dirichlets.Restore(attempt.Concentrations);
        if (_measurements is not null && attempt.Measurements is { } best)
        {
            _measurements.Restore(best);
        }

        double[] sizes = SampleSizes(attempt, ref isCut);
        attempt.Status = isCut ? FitStatus.Cancelled : attempt.Status;
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
            Warnings = FitDiagnostics.Find(_network, fitted, _survey, _isLearned, rows, attempt, attempt.ImpossibleCount, _options),
            RowCount = _survey.Count,
            TotalWeight = _survey.TotalWeight,
            Provenance = Provenance(attempt),
        };
    }

    private double[] SampleSizes(FitAttempt attempt, ref bool isCut)
    {
        try
        {
            // Who cancels does not want to wait for a pass over the data more, nor to lose what there is.
            if (_options.CorrectSampleSizes && attempt.Bounds.Count > 0 && !isCut)
            {
                return ObservedInformation.SampleSizes(
                    _network, _learning, _dirichlets, (_blocks ?? Prepare()).Select(WithPredictive), _survey.TotalWeight, _survey.Count, _options, _cancellationToken);
            }
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            isCut = true;
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
