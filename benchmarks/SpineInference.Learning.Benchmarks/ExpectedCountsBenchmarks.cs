using BenchmarkDotNet.Attributes;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Benchmarks;

/// <summary>Expected counts of every parameter over 8,192 simulated patients with 30 % of their cells missing, on one thread; times are a
/// patient. Multiply patients a second by the network's parameters for expected counts a second.</summary>
[MemoryDiagnoser]
public class ExpectedCountsBenchmarks
{
    private const int Records = 8192;

    private static readonly BatchOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    private ExactEngine _engine = null!;
    private EvidenceColumns _evidence = null!;

    [ParamsSource(typeof(LearningCohorts), nameof(LearningCohorts.Names))]
    public string Network { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        BayesianNetwork network = LearningCohorts.Load(Network);
        Cohort cohort = LearningCohorts.Draw(Network, network, Records);
        _engine = ExactEngine.Compile(network, new ExactEngineOptions
        {
            Parameters = LiveParameters.All,
            EvidenceVariables = [.. cohort.ObservedVariables],
            ReportedVariables = [],
        });
        _evidence = cohort.ToEvidence();
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public double ExpectedCounts() => _engine.ComputeExpectedCounts(_evidence, options: OneThread).LogLikelihood;
}
