using BenchmarkDotNet.Attributes;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>One case at a time: all posteriors, and the baselines in the same run.</summary>
[MemoryDiagnoser]
public class QueryBenchmarks
{
    private BayesianNetwork _network = null!;
    private ExactEngine _engine = null!;
    private JunctionTree? _tree;
    private double[][] _cases = [];
    private double[] _posteriors = [];
    private int _next;

    [ParamsSource(typeof(BenchmarkNetworks), nameof(BenchmarkNetworks.Names))]
    public string Network { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _network = BenchmarkNetworks.Load(Network);
        ExactEngineOptions options = BenchmarkNetworks.OptionsFor(Network, _network);
        _engine = ExactEngine.Compile(_network, options);
        _cases = BenchmarkNetworks.Cases(_network, 64, options);
        _posteriors = new double[_engine.StateCount];
        try
        {
            _tree = new JunctionTree(_network);
        }
        catch (NotSupportedException)
        {
            // Its dense tables do not fit: the row of the junction tree is then an error, which is the result.
        }
    }

    [Benchmark(Baseline = true)]
    public double Tree() => (_tree ?? throw new NotSupportedException("Too wide for dense tables.")).Query(NextCase(), _posteriors);

    [Benchmark]
    public double Exact() => _engine.Query(NextCase(), _posteriors);

    [Benchmark]
    public double[] EliminationOfOnePosterior() =>
        new PlainVariableElimination(_network).Query(NextCase(), _network.Variables[0]);

    private double[] NextCase() => _cases[_next++ & 63];
}
