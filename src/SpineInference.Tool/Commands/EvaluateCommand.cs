using System.CommandLine;
using SpineInference.Engine.Formats;
using SpineInference.Learning;
using SpineInference.Plots;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine evaluate</c>: how good a model's predictions of one variable are on a cohort.</summary>
internal static class EvaluateCommand
{
    private const int MostRepeats = 1000;

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
        folds.MustBeBetween(2, int.MaxValue);
        var repeats = new Option<int>("--repeats") { Description = "How often the folds are drawn anew.", DefaultValueFactory = static _ => 1 };
        repeats.MustBeBetween(1, MostRepeats);
        var seed = new Option<int>("--seed") { Description = "Seed of the folds.", DefaultValueFactory = static _ => 1 };
        var latent = new Option<bool>("--latent")
        {
            Description = "Take what cannot be observed (causes, roots, places) as evidence, too. Unless given, findings and context alone are.",
        };
        var hide = new Option<string[]>("--hide") { Description = "A variable that is no evidence, such as a label; may be given more than once." };
        var settings = new FitSettings();
        var plot = new Option<string?>("--plot") { Description = "An SVG file that receives the calibration curve." };
        var page = new Option<string?>("--report") { Description = "An HTML file that receives the whole report: scores, calibration, ROC and reject curves." };
        var command = new Command("evaluate", "Judges a model's predictions: log score, Brier, accuracy, calibration, ROC, reject curve.")
        {
            data, network, target, latent, hide, folds, repeats, seed, plot, page,
        };
        table.AddTo(command);
        settings.AddTo(command);

        command.SetStoppableAction((parsed, cancellationToken) => CohortLoading.Guard(() =>
        {
            string source = parsed.GetValue(data)!;
            (string, string?)[] inputs = [("the data", source), ("the column map", table.MapPath(parsed)), ("the network", parsed.GetValue(network))];
            OutputFile.ThrowIfUnwritable("--plot", parsed.GetValue(plot), inputs);
            OutputFile.ThrowIfUnwritable("--report", parsed.GetValue(page), [.. inputs, ("--plot", parsed.GetValue(plot))]);
            FittedModel model = CohortLoading.Model(parsed.GetValue(network), streams);
            string variable = parsed.GetValue(target)!;
            int foldCount = parsed.GetValue(folds);
            FitOptions learning = LearningOf(model, settings, parsed) with { CorrectSampleSizes = false };
            IEnumerable<string> names = foldCount > 0 ? learning.Measurements.Select(static m => m.Name) : model.Measurements?.Measurements.Select(static m => m.Name) ?? [];
            Cohort cohort = CohortLoading.Read(model.Network, source, table.Read(parsed, model.Network, names));
            if (foldCount > cohort.Count)
            {
                throw new CliException($"--folds is {foldCount}; the data have {cohort.Count} rows, and each fold needs one.");
            }

            EvaluationEvidence evidence = EvaluationEvidence.Of(model.Network, parsed.GetValue(latent), parsed.GetValue(hide) ?? []);
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
                        FitResult fit = Fit.Run(settings.Tied(parsed, model.Network), train.Aggregate(), learning, cancellationToken);
                        return new FittedModel(fit.Network, fit.Measurements);
                    },
                    evidence.Allowed,
                    progress,
                    cancellationToken));
            }
            else
            {
                predictions = new Predictor(model, variable, evidence.Allowed).Predict(cohort);
            }

            EvaluationReport report = EvaluationReport.From(predictions);
            string words = evidence.Describe(cohort, variable);
            using TextWriter writer = streams.NewOutputWriter();
            EvaluationPage.Write(report, words, writer);
            if (parsed.GetValue(plot) is { } path)
            {
                AtomicFile.WriteText(path, svg => svg.Write(LearningCharts.Calibration(report).ToSvg()));
            }

            if (parsed.GetValue(page) is { } pagePath)
            {
                string how = foldCount > 0
                    ? $"{report.Count} predictions of {variable}, each by a model fitted without the patient: {foldCount}-fold stratified cross-validation, {parsed.GetValue(repeats)} time(s), seed {parsed.GetValue(seed)}."
                    : $"{report.Count} predictions of {variable} by the model as it is.";
                EvaluationPage.Save(report, predictions, $"Evaluation of {model.Network.Name} on {Path.GetFileName(source)}", [how, words], pagePath);
            }

            return ExitCode.Done;
        }));
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
