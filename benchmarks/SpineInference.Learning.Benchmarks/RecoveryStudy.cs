using System.Collections.Immutable;
using System.Globalization;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Learning.Benchmarks;

/// <summary>Whether a fit of the whole spine model to simulated patients finds the parameters they were drawn from.</summary>
/// <remarks>The truth is drawn from the library's priors. 30 % of the cells of context and findings are missing, half the labels, and what
/// is neither is hidden. Rows the data visited are then compared with the truth, and predictions with those of the prior.</remarks>
internal static class RecoveryStudy
{
    private static readonly ImmutableArray<string> Labels = ["cause", "disc-level", "side", "root-level"];

    private static readonly (double From, double To)[] Bands = [(0, 1), (1, 10), (10, 100), (100, 1000), (1000, double.PositiveInfinity)];

    public static void Run(string[] args)
    {
        int patients = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
        int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        BayesianNetwork prior = SpineModel.Default.Network;
        BayesianNetwork truth = Simulator.DrawParameters(prior, seed);
        SimulationOptions gaps = Gaps();
        Cohort train = Simulator.Draw(truth, patients, seed + 1, gaps);
        Cohort test = Simulator.Draw(truth, 5000, seed + 2, gaps);
        FitResult fit = Fit.Run(prior, train, new FitOptions { Tolerance = 1e-6, MaxIterations = 300, Progress = new IterationLog() });
        Say($"{patients:N0} patients, seed {seed}: {fit.Status} after {fit.Iterations} iterations, bound {fit.Bounds[0]:F0} -> {fit.Bound:F0}");
        foreach (FitWarning warning in fit.Warnings)
        {
            Say($"warning {warning.Kind}: {warning.Message}");
        }

        WriteCoverage(fit, truth);
        foreach (string label in Labels)
        {
            // A label is predicted from the findings alone.
            Variable[] others = [.. Labels.Where(l => l != label).Select(l => test.Network[l])];
            Cohort unlabelled = test.Without(others);
            double before = EvaluationReport.From(new Predictor(new FittedModel(prior), label, PredictionEvidence.EverythingKnown).Predict(unlabelled)).LogScore;
            double after = EvaluationReport.From(new Predictor(new FittedModel(fit.Network), label, PredictionEvidence.EverythingKnown).Predict(unlabelled)).LogScore;
            double best = EvaluationReport.From(new Predictor(new FittedModel(truth), label, PredictionEvidence.EverythingKnown).Predict(unlabelled)).LogScore;
            Say($"| {label} | {before:F4} | {after:F4} | {best:F4} |");
        }

        Say($"| everything known | {Mean(prior, test):F4} | {Mean(fit.Network, test):F4} | {Mean(truth, test):F4} |");
    }

    private static SimulationOptions Gaps() => new()
    {
        MissingRate = 0.3,
        MissingRates = Labels.ToImmutableDictionary(static l => l, static _ => 0.5),
        Shown =
        [
            .. ShippedKnowledge.Network.Variables.Where(static v => v.Kind != VariableKind.Latent).Select(static v => v.Variable.Name),
            .. Labels,
        ],
    };

    private static double Mean(BayesianNetwork network, Cohort test) => new Predictor(new FittedModel(network), "cause", PredictionEvidence.EverythingKnown).ComputeLogProbabilities(test).Average();

    private static void WriteCoverage(FitResult fit, BayesianNetwork truth)
    {
        Dictionary<string, ProbabilityRow> real = truth.Rows.ToDictionary(static r => r.Id, StringComparer.Ordinal);
        RowReport[] visited = [.. fit.Rows.Where(static r => r.IsVisited)];
        Say($"{visited.Length} of {fit.Rows.Count(static r => r.IsLearned)} learned rows visited");
        foreach ((double from, double to) in Bands)
        {
            Write(visited.Where(r => r.Information >= from && r.Information < to), $"worth {from:F0} to {to:F0} patients", real);
        }

        Write(visited, "all", real);
    }

    private static void Write(IEnumerable<RowReport> rows, string name, Dictionary<string, ProbabilityRow> real)
    {
        int held = 0;
        int total = 0;
        int count = 0;
        foreach (RowReport row in rows)
        {
            count++;
            for (int s = 0; s < row.After.Length - 1; s++)
            {
                if (row.After[s] is <= 0 or >= 1)
                {
                    continue;
                }

                (double lower, double upper) = row.ComputeInterval(s);
                double probability = real[row.Id].Probabilities[s];
                held += probability >= lower && probability <= upper ? 1 : 0;
                total++;
            }
        }

        Say($"| {name} | {count} | {total} | {held} | {(total == 0 ? "" : ((double)held / total).ToString("P1", CultureInfo.InvariantCulture))} |");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
