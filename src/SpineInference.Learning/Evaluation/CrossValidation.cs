using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>Cross-validation: every step of learning is done again inside each fold, and only the rows left out are judged.</summary>
public static class CrossValidation
{
    /// <summary>Learns and predicts in every fold.</summary>
    /// <param name="cohort">The rows.</param>
    /// <param name="target">The name of the variable to predict.</param>
    /// <param name="folds">The divisions.</param>
    /// <param name="learn">Given the rows to learn from, the model: everything that looks at data belongs in here.</param>
    /// <param name="evidence">What of a row left out may be used to predict it.</param>
    /// <param name="progress">Told how many folds are done.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The predictions on the rows left out, fold by fold, each with its row in <paramref name="cohort"/>.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ImmutableArray<Predictions> Run(
        Cohort cohort,
        string target,
        IReadOnlyList<Fold> folds,
        Func<Cohort, FittedModel> learn,
        PredictionEvidence evidence,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(learn);
        var predictions = ImmutableArray.CreateBuilder<Predictions>(folds.Count);
        foreach (Fold fold in folds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FittedModel model = learn(cohort.Select(fold.Train));
            predictions.Add(new Predictor(model, target, evidence).Predict(cohort.Select(fold.Test), fold.Test));
            progress?.Report(predictions.Count);
        }

        return predictions.MoveToImmutable();
    }
}
