using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Predicts one variable of a fitted model for the rows of cohorts.</summary>
/// <remarks>Immutable and safe for concurrent use. Compiles the network once.</remarks>
public sealed class Predictor
{
    private readonly FittedModel _model;
    private readonly Variable _target;
    private readonly PredictionEvidence _evidence;
    private readonly ExactEngine _engine;

    /// <summary>Compiles a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">The name of the variable to predict.</param>
    /// <param name="evidence">What of a row may be used; <see cref="PredictionEvidence.EverythingKnown"/> where every column can be
    /// observed, and nothing that tells the answer is among them.</param>
    /// <exception cref="ArgumentException">The network has no such variable.</exception>
    /// <exception cref="NetworkTooWideException">The network is too wide for exact inference.</exception>
    public Predictor(FittedModel model, string target, PredictionEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(evidence);
        _model = model;
        _target = model.Network[target];
        _evidence = evidence;
        _engine = ExactEngine.Compile(model.Network, new ExactEngineOptions { ReportedVariables = [_target] });
    }

    /// <summary>The posterior of the target for every row in which it is known, given what else is known and may be used.</summary>
    /// <param name="cohort">The rows; the target itself is hidden from the model.</param>
    /// <returns>The predictions, in the order of the rows.</returns>
    /// <exception cref="ArgumentException">The cohort does not belong to the network, or knows the target in no row.</exception>
    /// <exception cref="ImpossibleEvidenceException">A row is impossible under the model.</exception>
    public Predictions Predict(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return Predict(cohort, null);
    }

    /// <summary>As <see cref="Predict(Cohort)"/>, of rows that were selected from another cohort: rows are told by their numbers there.</summary>
    internal Predictions Predict(Cohort cohort, IReadOnlyList<int>? selection)
    {
        Cohort own = _evidence.Limit(cohort.On(_model.Network), _target);
        int[] rows = [.. Enumerable.Range(0, own.Count).Where(row => own.StateOf(_target, row) >= 0)];
        if (rows.Length == 0)
        {
            throw new ArgumentException($"The cohort knows '{_target.Name}' in no row; there is nothing to compare with.", nameof(cohort));
        }

        var probabilities = new double[rows.Length * _target.StateCount];
        var isImpossible = new bool[rows.Length];
        Parallel.For(0, rows.Length, i => isImpossible[i] = double.IsNegativeInfinity(
            Posterior(own, rows[i], probabilities.AsSpan(i * _target.StateCount, _target.StateCount))));
        int[] numbers = [.. rows.Select(r => selection is null ? r : selection[r])];
        int impossible = Array.IndexOf(isImpossible, true);
        return impossible < 0
            ? new Predictions(
                _target.States, probabilities, [.. rows.Select(r => own.StateOf(_target, r))], [.. rows.Select(r => own.Weights[r])], numbers)
            : throw new ImpossibleEvidenceException(
                $"Row {numbers[impossible] + 1} of the cohort is impossible under the model. Correct it or leave it out.");
    }

    /// <summary>log P of everything known in each row, the target among it and what <see cref="Predict(Cohort)"/> may not use; measurements count
    /// with their densities.</summary>
    /// <param name="cohort">The rows.</param>
    /// <returns>One number for each row; negative infinity where a row is impossible.</returns>
    /// <exception cref="ArgumentException">The cohort does not belong to the network.</exception>
    public double[] ComputeLogProbabilities(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        Cohort own = cohort.On(_model.Network);
        var logs = new double[own.Count];
        Parallel.For(0, logs.Length, row =>
        {
            double[] likelihoods = RowEvidence.Likelihoods(own, row, _model.Measurements, hidden: null, out double logScale);
            logs[row] = logScale + _engine.Query(likelihoods, new double[likelihoods.Length]);
        });
        return logs;
    }

    private double Posterior(Cohort cohort, int row, Span<double> destination)
    {
        double[] likelihoods = RowEvidence.Likelihoods(cohort, row, _model.Measurements, _target, out _);
        var posteriors = new double[likelihoods.Length];
        double log = _engine.Query(likelihoods, posteriors);
        posteriors.AsSpan(_engine.StateOffsetOf(_target), _target.StateCount).CopyTo(destination);
        return log;
    }
}
