// Fits networks with continuous measurements to the UCI vertebral column data (310 patients, six measurements, three classes) and
// judges them by ten times repeated stratified ten-fold cross-validation. Every choice is made inside the folds.
//   dotnet run -c Release --project samples/FitPriors -- [folder or column_3C_weka.csv] [repeats]
using System.Diagnostics;
using System.Globalization;
using FitPriors;
using SpineInference.Learning;
using SpineInference.Plots;

string given = args.Length > 0 ? args[0] : Path.Combine(Environment.GetEnvironmentVariable("SPINEINFERENCE_DATA") ?? "", "vertebral-column");
string path = Directory.Exists(given) ? Path.Combine(given, "column_3C_weka.csv") : given;
if (!File.Exists(path))
{
    Console.Error.WriteLine($"'{path}' does not exist. Give the folder of the UCI vertebral column data, or set SPINEINFERENCE_DATA to the folder above it.");
    return 1;
}

int repeats = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
Cohort cohort = VertebralColumn.Read(path);
var folds = Folds.Stratify(cohort, VertebralColumn.Class, folds: 10, repeats, seed: 1);
Console.WriteLine($"{cohort.Count} patients, {repeats} × 10 folds, stratified, seed 1");
Console.WriteLine("model                                    accuracy   log loss   Brier   ECE     macro AUC  recall: hernia normal slip");
Judge("Gaussian naive Bayes", NaiveBayes.Learn);
Judge("dependent measurements", train => DependentMeasurements.Learn(train, mostTypes: 1));
Judge("dependent measurements and sub-types", train => DependentMeasurements.Learn(train, mostTypes: 3));
EvaluationReport best = Report("all networks averaged by evidence", () =>
{
    // Folds have nothing in common, and each is the same whoever computes it.
    var parts = new Predictions[folds.Length];
    Parallel.For(0, folds.Length, f => parts[f] = new AveragedNetworks(cohort.Select(folds[f].Train)).Predict(cohort.Select(folds[f].Test)));
    return parts;
});
Console.WriteLine("published comparison: naive Bayes .820 / .542, quadratic discriminant .846 / .419, logistic regression .860 / .335 (accuracy / log loss)");
Console.WriteLine("accuracy when the least certain are left undecided: "
    + string.Join("  ", best.Reject.Take(6).Select(static r => string.Create(CultureInfo.InvariantCulture, $"{r.Rejected:P0} {r.Accuracy:F3}"))));
Console.WriteLine("structure found on all patients: " + DependentMeasurements.Describe(cohort));
foreach (string line in new AveragedNetworks(cohort).Describe(3))
{
    Console.WriteLine("  " + line);
}

LearningCharts.DrawCalibration(best).Save("calibration.svg");
Console.WriteLine("calibration curve: calibration.svg");
return 0;

EvaluationReport Judge(string name, Func<Cohort, FittedModel> learn) =>
    Report(name, () => CrossValidation.Run(cohort, VertebralColumn.Class, folds, learn, PredictionEvidence.EverythingKnown));

EvaluationReport Report(string name, Func<IReadOnlyList<Predictions>> predict)
{
    var clock = Stopwatch.StartNew();
    EvaluationReport report = EvaluationReport.From(Predictions.Concat(predict()));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-40} {report.Accuracy:F4}     {-report.LogScore:F4}     {report.Brier:F4}  {report.ExpectedCalibrationError:F4}  {report.MacroAreaUnderCurve:F4}     {string.Join("  ", report.Recall.Select(static r => r.ToString("F3", CultureInfo.InvariantCulture)))}   ({clock.Elapsed.TotalSeconds:F0} s)"));
    return report;
}
