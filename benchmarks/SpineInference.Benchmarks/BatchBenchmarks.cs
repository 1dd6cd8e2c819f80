using BenchmarkDotNet.Attributes;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>Many cases or draws at a time; times are per case or draw, on one thread.</summary>
[MemoryDiagnoser]
public class BatchBenchmarks
{
    private const int Count = 1024;
    private static readonly BatchOptions Double = new() { MaxDegreeOfParallelism = 1 };
    private static readonly BatchOptions Single = new() { MaxDegreeOfParallelism = 1, Precision = BatchPrecision.SinglePrecision };

    private ExactEngine _folded = null!;
    private ExactEngine _live = null!;
    private EvidenceColumns _columns = null!;
    private double[] _case = [];
    private BatchPosteriors _posteriors = null!;
    private double[] _draws = [];

    [ParamsSource(typeof(BenchmarkNetworks), nameof(BenchmarkNetworks.Names))]
    public string Network { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        BayesianNetwork network = BenchmarkNetworks.Load(Network);
        ExactEngineOptions options = BenchmarkNetworks.OptionsFor(Network, network);
        _folded = ExactEngine.Compile(network, options);
        _live = ExactEngine.Compile(network, options with { Parameters = LiveParameters.All, EliminationOrder = _folded.EliminationOrder });
        double[][] cases = BenchmarkNetworks.Cases(network, Count, options);
        _case = cases[0];
        _columns = BenchmarkColumns.From(network, cases);
        _posteriors = _folded.CreateBatch(Count);
        _draws = [.. Enumerable.Range(0, Count).SelectMany(_ => network.Parameters.ToArray())];
        _live.ComputeExpectedCounts(_columns, options: Double);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public void BatchDouble() => _folded.QueryBatch(_columns, _posteriors, Double);

    [Benchmark(OperationsPerInvoke = Count)]
    public void BatchSingle() => _folded.QueryBatch(_columns, _posteriors, Single);

    [Benchmark(OperationsPerInvoke = Count)]
    public void BatchDoubleAllCores() => _folded.QueryBatch(_columns, _posteriors);

    [Benchmark(OperationsPerInvoke = Count)]
    public BatchPosteriors ParameterDraws() => _live.QueryDraws(_case, _draws, Double);

    [Benchmark(OperationsPerInvoke = Count)]
    public ExpectedCounts Counts() => _live.ComputeExpectedCounts(_columns, options: Double);
}
