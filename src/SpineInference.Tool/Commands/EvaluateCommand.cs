using System.CommandLine;
using System.Globalization;
using SpineInference.Formats;
using SpineInference.Learning;

namespace SpineInference.Tool.Commands;

/// <summary><c>spine evaluate</c>: how good a model's predictions of one variable are on a cohort.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> data = CohortLoading.DataArgument();
        Option<string?> map = CohortLoading.MapOption();
        Option<string?> network = CohortLoading.NetworkOption();
        var target = new Option<string>("--target") { Description = "The variable to predict; it must be known in some rows.", Required = true };
        var folds = new Option<int>("--folds")
        {
            Description = "Fit anew and predict by stratified cross-validation over so many folds; without it the model is judged as it is.",
        };
        var repeats = new Option<int>("--repeats") { Description = "How often the folds are drawn anew.", DefaultValueFactory = static _ => 1 };
        repeats.MustBePositive();
        var seed = new Option<int>("--seed") { Description = "Seed of the folds.", DefaultValueFactory = static _ => 1 };
        var plot = new Option<string?>("--plot") { Description = "An SVG file that receives the calibration curve." };
        var command = new Command("evaluate", "Judges a model's predictions: log score, Brier, accuracy, calibration, ROC, reject curve.")
        {
            data, map, network, target, folds, repeats, seed, plot,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(CohortLoading.Guard(() =>
        {
            FittedModel model = CohortLoading.Model(parsed.GetValue(network), streams);
            Cohort cohort = CohortLoading.Read(model.Network, parsed.GetValue(data)!, parsed.GetValue(map));
            string variable = parsed.GetValue(target)!;
            Predictions predictions = parsed.GetValue(folds) > 0
                ? Predictions.Concat(CrossValidation.Run(
                    cohort,
                    variable,
                    Folds.Stratified(cohort, variable, parsed.GetValue(folds), parsed.GetValue(repeats), parsed.GetValue(seed)),
                    train => new FittedModel(Fit.Run(model.Network, train.Aggregate(), new FitOptions { CorrectSampleSizes = false }).Network),
                    cancellationToken: cancellationToken))
                : new Predictor(model, variable).Predict(cohort);
            EvaluationReport report = EvaluationReport.From(predictions);
            using StreamWriter writer = streams.NewOutputWriter();
            Write(report, writer);
            if (parsed.GetValue(plot) is { } path)
            {
                AtomicFile.WriteText(path, svg => CalibrationSvg.Write(report.Calibration, svg));
            }

            return ExitCode.Done;
        })));
        return command;
    }

    private static void Write(EvaluationReport report, TextWriter writer)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        writer.WriteLine(string.Create(
            invariant,
            $"{report.Count} predictions\nlog score {report.LogScore:F4}\nBrier {report.Brier:F4}\naccuracy {report.Accuracy:F4}\nbalanced accuracy {report.BalancedAccuracy:F4}\nmacro AUC {report.MacroAreaUnderCurve:F4}\nexpected calibration error {report.ExpectedCalibrationError:F4}"));
        writer.WriteLine("class                          recall   AUC");
        for (int c = 0; c < report.Classes.Length; c++)
        {
            writer.WriteLine(string.Create(invariant, $"{report.Classes[c],-30} {report.Recall[c]:F4}   {report.AreaUnderCurve[c]:F4}"));
        }

        writer.WriteLine("calibration of the most probable class: predicted, came true, weight");
        foreach (CalibrationBin bin in report.Calibration.Where(static b => b.Weight > 0))
        {
            string bar = new('#', (int)Math.Round(40 * bin.Observed));
            writer.WriteLine(string.Create(invariant, $"  {bin.MeanPredicted:F3}  {bin.Observed:F3}  {bin.Weight,8:G5}  {bar}"));
        }

        writer.WriteLine("left undecided: " + string.Join(", ", report.Reject.Select(r => string.Create(invariant, $"{r.Rejected:P0} {r.Accuracy:F3}"))));
    }
}
