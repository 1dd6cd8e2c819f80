using BenchmarkDotNet.Attributes;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>From a network to an engine: with the search, with a known order, and from a saved tape.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private BayesianNetwork _network = null!;
    private ExactEngineOptions _searched = null!;
    private ExactEngineOptions _ordered = null!;
    private byte[] _tape = [];

    [ParamsSource(typeof(BenchmarkNetworks), nameof(BenchmarkNetworks.Names))]
    public string Network { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _network = BenchmarkNetworks.Load(Network);
        _searched = BenchmarkNetworks.OptionsFor(Network, _network) with { EliminationOrder = null };
        ExactEngine engine = ExactEngine.Compile(_network, _searched);
        _ordered = _searched with { EliminationOrder = engine.EliminationOrder };
        using var stream = new MemoryStream();
        engine.Save(stream);
        _tape = stream.ToArray();
    }

    [Benchmark(Baseline = true)]
    public ExactEngine Search() => ExactEngine.Compile(_network, _searched);

    [Benchmark]
    public ExactEngine KnownOrder() => ExactEngine.Compile(_network, _ordered);

    [Benchmark]
    public ExactEngine SavedTape() => ExactEngine.Load(_network, new MemoryStream(_tape), _ordered);
}
