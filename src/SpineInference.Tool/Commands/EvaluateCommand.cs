using System.Collections.Immutable;
using System.CommandLine;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
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
        var holdout = new Option<double?>("--holdout")
        {
            Description = "Fit anew to the rest of the rows and judge by this share of them, such as 0.3, drawn from every class; told beside the model as it was.",
        };
        holdout.MustBeShare();
        var against = new Option<string?>("--against") { Description = "Another model, judged as it is on the same rows, and the difference." };
        var samples = new Option<int>("--bootstrap") { Description = $"How many samples of the patients the intervals are taken from, at least {ScoreIntervals.FewestSamples}; 0 for none.", DefaultValueFactory = static _ => 1000 };
        samples.MustBeZeroOrAtLeast(ScoreIntervals.FewestSamples);
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
            data, network, target, latent, hide, folds, holdout, repeats, seed, against, samples, plot, page,
        };
        table.AddTo(command);
        settings.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(folds) > 0 && result.GetValue(holdout) is not null)
            {
                result.AddError("--folds and --holdout are two ways to judge a fit; give one of them.");
            }
        });

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
            Cohort cohort = CohortLoading.Read(model.Network, CohortLoading.WithNative(() => table.Open(parsed, source, model.Network, names, streams)));
            if (foldCount > cohort.Count)
            {
                throw new CliException($"--folds is {foldCount}; the data have {cohort.Count} rows, and each fold needs one.");
            }

            double? held = parsed.GetValue(holdout);
            FittedModel? rival = parsed.GetValue(against) is { } other ? CohortLoading.Model(other, streams) : held is null ? null : model;
            EvaluationEvidence evidence = EvaluationEvidence.Of(model.Network, parsed.GetValue(latent), parsed.GetValue(hide) ?? []);
            Predictions predictions;
            FittedModel Learn(Cohort train)
            {
                FitResult fit = Fit.Run(settings.Tied(parsed, model.Network), train.Aggregate(), learning, cancellationToken);
                return new FittedModel(fit.Network, fit.Measurements);
            }

            if (foldCount > 0)
            {
                ImmutableArray<Fold> divisions = Folds.Stratify(cohort, variable, foldCount, parsed.GetValue(repeats), parsed.GetValue(seed));
                using var progress = new FoldProgressLine(streams, divisions.Length);
                predictions = Predictions.Concat(CrossValidation.Run(cohort, variable, divisions, Learn, evidence.Allowed, progress, cancellationToken));
            }
            else if (held is { } share)
            {
                ImmutableArray<(int[] Train, int[] Test)> divisions = HeldOut(cohort, variable, share, parsed.GetValue(repeats), parsed.GetValue(seed));
                using var progress = new FoldProgressLine(streams, divisions.Length);
                predictions = Predictions.Concat([.. divisions.Select((division, i) =>
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Predictions made = new Predictor(Learn(cohort.Select(division.Train)), variable, evidence.Allowed).Predict(cohort.Select(division.Test));
                    progress.Report(i + 1);
                    return OfRows(made, division.Test);
                })]);
            }
            else
            {
                predictions = new Predictor(model, variable, evidence.Allowed).Predict(cohort);
            }

            EvaluationReport report = EvaluationReport.From(predictions);
            string words = evidence.Describe(cohort, variable);
            using TextWriter writer = streams.NewOutputWriter();
            ScoreIntervals? intervals = parsed.GetValue(samples) is > 0 and var count ? ScoreIntervals.Bootstrap(predictions, count, parsed.GetValue(seed)) : null;
            EvaluationPage.Write(report, intervals, words, writer);
            Rival? beside = null;
            if (rival is not null)
            {
                int[] rows = predictions.Rows.ToArray();
                Predictions others = new Predictor(rival, variable, evidence.Allowed).Predict(cohort.On(rival.Network).Select(rows));
                beside = new Rival(parsed.GetValue(against) ?? "the model before the fit", EvaluationReport.From(others), ModelComparison.Of(predictions, others));
                EvaluationPage.WriteComparison(report, beside, writer);
            }

            if (parsed.GetValue(plot) is { } path)
            {
                AtomicFile.WriteText(path, svg => svg.Write(LearningCharts.DrawCalibration(report).ToSvg()));
            }

            if (parsed.GetValue(page) is { } pagePath)
            {
                string how = foldCount > 0
                    ? $"{report.Count} predictions of {variable}, each by a model fitted without the patient: {foldCount}-fold stratified cross-validation, {parsed.GetValue(repeats)} time(s), seed {parsed.GetValue(seed)}."
                    : held is { } part
                        ? $"{report.Count} predictions of {variable} by a model fitted to the other rows: {part:P0} held out, {parsed.GetValue(repeats)} time(s), seed {parsed.GetValue(seed)}."
                        : $"{report.Count} predictions of {variable} by the model as it is.";
                EvaluationPage.Save(report, intervals, predictions, beside, $"Evaluation of {model.Network.Name} on {Path.GetFileName(source)}", [how, words], pagePath);
            }

            return ExitCode.Done;
        }, hasMap: table.MapPath(parsed) is not null));
        return command;
    }

    // The rows by their places in the whole cohort: a patient who is held out twice is one patient.
    private static Predictions OfRows(Predictions made, int[] rows) => new(
        made.Classes,
        Enumerable.Range(0, made.Count).SelectMany(i => made[i].ToArray()).ToArray(),
        made.Truth,
        made.Weights,
        rows);

    // Of every class its share; rows of which the class is not known are learned from.
    private static ImmutableArray<(int[] Train, int[] Test)> HeldOut(Cohort cohort, string target, double share, int repeats, int seed)
    {
        Variable variable = cohort.Network[target];
        var divisions = ImmutableArray.CreateBuilder<(int[] Train, int[] Test)>();
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            var random = new Random(seed + repeat);
            double due = 0;
            List<int> test = [];
            foreach (IGrouping<int, int> rows in Enumerable.Range(0, cohort.Count).GroupBy(row => cohort.StateOf(variable, row)).Where(static g => g.Key >= 0).OrderBy(static g => g.Key))
            {
                int[] shuffled = [.. rows];
                random.Shuffle(shuffled);
                due += share * shuffled.Length;
                int taken = (int)Math.Round(due);
                test.AddRange(shuffled.Take(taken));
                due -= taken;
            }

            test.Sort();
            divisions.Add(test.Count > 0 && test.Count < cohort.Count
                ? (Enumerable.Range(0, cohort.Count).Except(test).ToArray(), test.ToArray())
                : throw new CliException($"--holdout: of {cohort.Count} row(s) this share is {test.Count}; some are learned from and some are judged, so there must be both."));
        }

        return divisions.ToImmutable();
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
