using System.Runtime.InteropServices;
using Microsoft.ML.Probabilistic.Algorithms;
using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Models;
using SpineInference;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.InferNet;
using SpineInference.Learning;
using SpineInference.Tests.Reference;
using Measurement = SpineInference.InferNet.Benchmarks.Measurement;
using Variable = SpineInference.Engine.Networks.Variable;

// Each engine does the same jobs on the same evidence, in one run and one process. "small" leaves the full model out.
string processor = File.Exists("/proc/cpuinfo")
    ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
    : "unknown";
Console.WriteLine($"{processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
Console.WriteLine($"Microsoft.ML.Probabilistic {typeof(Discrete).Assembly.GetName().Version}; processor time (wall time)");
Console.WriteLine();

Compare(ReferenceNetworks.Asia(), patients: 2_000);
if (!args.Contains("small"))
{
    Compare(SpineModel.Default.Network, patients: 20);
}

Natural(ReferenceNetworks.Asia());
Learn(ReferenceNetworks.Asia(), rows: 500);

static void Compare(BayesianNetwork network, int patients)
{
    Evidence[] evidence = [.. RandomEvidence(network, 64)];
    Console.WriteLine($"## {network}");
    ExactEngine? builtIn = null;
    InferNetEngine? inferNet = null;
    Measurement builtInCompile = Measurement.Of(() => builtIn = ExactEngine.Compile(network));
    Measurement inferNetCompile = Measurement.Of(() => inferNet = new InferNetEngine(network));
    Measurement again = Measurement.Of(() => _ = new InferNetEngine(network));
    Row("", "built-in", "Infer.NET, tree of clusters");
    Row("---", "---", "---");
    Row("size", $"{builtIn!.ProgramLength} terms", $"{inferNet!.NodeCount} nodes, {inferNet.LevelCount} levels, {inferNet.MatrixEntries} matrix entries");
    Row("compile", builtInCompile, inferNetCompile);
    Row("compile, algorithm there already", "", again);
    Row("first answer", Measurement.Of(() => builtIn.Query(evidence[0])), Measurement.Of(() => inferNet.Query(evidence[0])));
    for (int i = 0; i < 2_000; i++)
    {
        builtIn.Query(evidence[i % evidence.Length]);
    }

    Row(
        "per patient",
        Measurement.Each(2_000, i => builtIn.Query(evidence[i % evidence.Length])),
        Measurement.Each(patients, i => inferNet.Query(evidence[i % evidence.Length])));
    Measurement builtInBatch = Measurement.Of(() => Parallel.For(0, 2_000, i => builtIn.Query(evidence[i % evidence.Length])));
    Measurement inferNetBatch = Measurement.Of(() => Parallel.For(0, patients, i => inferNet.Query(evidence[i % evidence.Length])));
    Row($"batch on {Environment.ProcessorCount} cores, per patient", new Measurement(builtInBatch.Wall / 2_000, builtInBatch.Processor / 2_000), new Measurement(inferNetBatch.Wall / patients, inferNetBatch.Processor / patients));
    double error = evidence.Take(Math.Min(patients, 64)).Max(e =>
    {
        Posteriors a = builtIn.Query(e);
        Posteriors b = inferNet.Query(e);
        return network.Variables.Max(v => Enumerable.Range(0, v.StateCount).Max(s => Math.Abs(a[v][s] - b[v][s])));
    });
    Row("largest difference of a posterior", "", error.ToString("E1", null));
    Console.WriteLine();
}

static void Natural(BayesianNetwork network)
{
    const int Patients = 64;
    Evidence[] evidence = [.. RandomEvidence(network, Patients)];
    var model = new InferNetModel(network, InferNetModelOptions.Inference);
    model.Observe(evidence);
    var engine = new InferenceEngine(new ExpectationPropagation()) { ShowProgress = false, ShowWarnings = false, NumberOfIterations = 50 };
    engine.Compiler.WriteSourceFiles = false;
    engine.OptimiseForVariables = [.. network.Variables.Select(v => model[v.Name])];
    Discrete[][] posteriors = [];
    Measurement first = Measurement.Of(() => posteriors = Infer());
    Measurement second = Measurement.Of(() =>
    {
        model.Observe(evidence);
        posteriors = Infer();
    });
    ExactEngine exact = ExactEngine.Compile(network);
    var errors = new List<double>();
    for (int i = 0; i < Patients; i++)
    {
        Posteriors expected = exact.Query(evidence[i]);
        errors.AddRange(network.Variables.SelectMany(v => Enumerable.Range(0, v.StateCount).Select(
            s => Math.Abs(expected[v][s] - posteriors[v.Index][i].GetProbs()[s]))));
    }

    Console.WriteLine($"## {network.Name}: the natural model, {Patients} patients at once, 50 iterations ({model.Exactness})");
    Row("compile and first answer", first, "");
    Row("per patient", new Measurement(second.Wall / Patients, second.Processor / Patients), "");
    Row("error of a posterior, largest / mean", errors.Max().ToString("G2", null), errors.Average().ToString("G2", null));
    Console.WriteLine();

    Discrete[][] Infer() => [.. network.Variables.Select(v => engine.Infer<Discrete[]>(model[v.Name]))];
}

static void Learn(BayesianNetwork network, int rows)
{
    Evidence[] evidence = [.. RandomEvidence(network, rows, share: 0.8)];
    InferNetFit? fit = null;
    Measurement time = Measurement.Of(() => fit = new InferNetLearner(network, new InferNetLearnerOptions { MaximumPasses = 1 }).Fit(evidence));
    var cohort = new CohortBuilder(network);
    foreach (Evidence patient in evidence)
    {
        cohort.Add(patient.Variables.Select(v => KeyValuePair.Create(v, patient.ObservedStateOf(v))), 1);
    }

    FitResult? builtInFit = null;
    Measurement builtIn = Measurement.Of(() => builtInFit = SpineInference.Learning.Fit.Run(network, cohort.Build()));
    Console.WriteLine($"## {network.Name}: learning all rows from {rows} patients, a fifth of the values missing");
    Row("", "built-in", "Infer.NET");
    Row("---", "---", "---");
    Row("variational, compilation included", builtIn, time);
    Row("", $"{builtInFit!.Status}", $"20 iterations, largest change {fit!.LargestChange:G3}");
}

static void Row(object a, object b, object c) => Console.WriteLine($"| {a} | {b} | {c} |");

static IEnumerable<Evidence> RandomEvidence(BayesianNetwork network, int count, double share = 0.15)
{
    var random = new Random(1);
    for (int i = 0; i < count; i++)
    {
        var states = new int[network.Variables.Length];
        Evidence evidence = Evidence.None(network);
        foreach (Variable variable in network.TopologicalOrder)
        {
            ConditionalDistribution distribution = network.DistributionOf(variable);
            int configuration = distribution.Parents.Aggregate(0, (c, p) => (c * p.StateCount) + states[p.Index]);
            ReadOnlySpan<double> row = distribution.Table.Slice(configuration * variable.StateCount, variable.StateCount);
            double u = random.NextDouble();
            int state = 0;
            while (state < row.Length - 1 && (u >= row[state] || row[state] == 0))
            {
                u -= row[state++];
            }

            while (row[state] == 0)
            {
                state--;
            }

            states[variable.Index] = state;
            if (random.NextDouble() < share)
            {
                evidence = evidence.Observe(variable, state);
            }
        }

        yield return evidence;
    }
}
