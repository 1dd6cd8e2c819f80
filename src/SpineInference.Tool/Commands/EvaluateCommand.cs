using System.CommandLine;
using SpineInference.Engine.Formats;
using SpineInference.Learning;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine evaluate</c>: how good a model's predictions of one variable are on a cohort.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> data = CohortLoading.DataArgument();
        var table = new TableSettings();
        Option<string?> network = CohortLoading.NetworkOption();
        var target = new Option<string>("--target") { Description = "The variable to predict; it must be known in some rows.", Required = true };
        var folds = new Option<int>("--folds")
        {
            Description = "Fit anew and predict by stratified cross-validation over so many folds; without it the model is judged as it is.",
        };
        var repeats = new Option<int>("--repeats") { Description = "How often the folds are drawn anew.", DefaultValueFactory = static _ => 1 };
        repeats.MustBePositive();
        var seed = new Option<int>("--seed") { Description = "Seed of the folds.", DefaultValueFactory = static _ => 1 };
        var settings = new FitSettings();
        var plot = new Option<string?>("--plot") { Description = "An SVG file that receives the calibration curve." };
        var page = new Option<string?>("--report") { Description = "An HTML file that receives the whole report: scores, calibration, ROC and reject curves." };
        var command = new Command("evaluate", "Judges a model's predictions: log score, Brier, accuracy, calibration, ROC, reject curve.")
        {
            data, network, target, folds, repeats, seed, plot, page,
        };
        table.AddTo(command);
        settings.AddTo(command);

        // On a thread of its own: the wait for a key that stops it begins only when the action has been started.
        command.SetAction((parsed, cancellationToken) => Task.Run(() => CohortLoading.Guard(() =>
        {
            FittedModel model = CohortLoading.Model(parsed.GetValue(network), streams);
            string variable = parsed.GetValue(target)!;
            int foldCount = parsed.GetValue(folds);
            FitOptions learning = LearningOf(model, settings, parsed) with { CorrectSampleSizes = false, CancellationToken = cancellationToken };
            IEnumerable<string> names = foldCount > 0 ? learning.Measurements.Select(static m => m.Name) : model.Measurements?.Measurements.Select(static m => m.Name) ?? [];
            Cohort cohort = CohortLoading.Read(model.Network, parsed.GetValue(data)!, table.Read(parsed, model.Network, names));
            Predictions predictions;
            if (foldCount > 0)
            {
                var divisions = Folds.Stratified(cohort, variable, foldCount, parsed.GetValue(repeats), parsed.GetValue(seed));
                using var progress = new FoldProgressLine(streams, divisions.Length);
                predictions = Predictions.Concat(CrossValidation.Run(
                    cohort,
                    variable,
                    divisions,
                    train =>
                    {
                        FitResult fit = Fit.Run(settings.Tied(parsed, model.Network), train.Aggregate(), learning);
                        return new FittedModel(fit.Network, fit.Measurements);
                    },
                    progress,
                    cancellationToken));
            }
            else
            {
                predictions = new Predictor(model, variable).Predict(cohort);
            }

            EvaluationReport report = EvaluationReport.From(predictions);
            using StreamWriter writer = streams.NewOutputWriter();
            EvaluationPage.Write(report, writer);
            if (parsed.GetValue(plot) is { } path)
            {
                AtomicFile.WriteText(path, svg => CalibrationSvg.Write(report.Calibration, svg));
            }

            if (parsed.GetValue(page) is { } pagePath)
            {
                string how = foldCount > 0
                    ? $"{report.Count} predictions of {variable}, each by a model fitted without the patient: {foldCount}-fold stratified cross-validation, {parsed.GetValue(repeats)} time(s), seed {parsed.GetValue(seed)}."
                    : $"{report.Count} predictions of {variable} by the model as it is, everything else known being given.";
                EvaluationPage.Save(report, predictions, $"Evaluation of {model.Network.Name} on {Path.GetFileName(parsed.GetValue(data)!)}", how, pagePath);
            }

            return ExitCode.Done;
        }), CancellationToken.None));
        return command;
    }

    // A model that has measurements is fitted anew with them, their scales taken from the rows of each fold.
    private static FitOptions LearningOf(FittedModel model, FitSettings settings, ParseResult parsed)
    {
        FitOptions options = settings.Read(parsed, model.Network);
        return options.Measurements.IsEmpty && model.Measurements is { } own
            ? options with { Measurements = [.. own.Measurements.Select(static m => m with { Centre = double.NaN, Scale = double.NaN })] }
            : options;
    }
}
