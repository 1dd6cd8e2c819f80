using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Tables answer the first hundred cases, numbers those after them, and both answer alike.</summary>
public class TablesFirstTests
{
    private const double Tolerance = 1e-12;

    private static readonly ExactEngineOptions TablesFirst = new() { Program = EngineProgram.TablesFirst };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(860, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Query_RandomNetworks_EqualsNumbersBeforeAndAfterTheTurn(int seed)
    {
        var random = new Random(seed);
        BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 4 + (seed % 7));
        ExactEngine engine = ExactEngine.Compile(network, TablesFirst);
        ExactEngine numbers = ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = engine.EliminationOrder, Program = EngineProgram.Numbers });
        var expected = new double[numbers.StateCount];
        var actual = new double[numbers.StateCount];
        for (int i = 0; i < 120; i++)
        {
            double[] likelihoods = RandomNetworks.Flatten(i == 0 ? Evidence.None(network) : RandomNetworks.Evidence(network, random));
            double log = numbers.Query(likelihoods, expected);
            Assert.Equal(log, engine.Query(likelihoods, actual), i < 100 ? Tolerance : 0);
            Assert.Equal(i < 100 ? EngineProgram.Tables : EngineProgram.Numbers, engine.Program);
            for (int s = 0; s < expected.Length; s++)
            {
                Assert.Equal(expected[s], actual[s], i < 100 ? Tolerance : 0);
            }
        }

        Assert.Equal(numbers.ProgramLength, engine.ProgramLength);
        Assert.Equal(numbers.SlotCount, engine.SlotCount);
    }

    [Fact]
    public void QueryBatch_TurnsByTheNumberOfCases()
    {
        (ExactEngine engine, Evidence evidence, double expected) = SoftCase(RandomNetworks.Create(881, variableCount: 8));
        Assert.All(engine.QueryBatch([.. Enumerable.Repeat(evidence, 100)]).LogEvidence.ToArray(), l => Assert.Equal(expected, l, Tolerance));
        Assert.Equal(EngineProgram.Tables, engine.Program);
        Assert.All(engine.QueryBatch([evidence]).LogEvidence.ToArray(), l => Assert.Equal(expected, l, Tolerance));
        Assert.Equal(EngineProgram.Numbers, engine.Program);
    }

    [Fact]
    public void Query_FromManyThreads_AnswersAlike()
    {
        (ExactEngine engine, Evidence evidence, double expected) = SoftCase(RandomNetworks.Create(882, variableCount: 9));
        Parallel.For(0, 400, _ => Assert.Equal(expected, engine.Query(evidence).LogEvidence, Tolerance));
        Assert.Equal(EngineProgram.Numbers, engine.Program);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Query_WhereNumbersDoNotFit_StaysWithTables()
    {
        BayesianNetwork network = RandomNetworks.Grid(14, 5);
        ExactEngine engine = ExactEngine.Compile(network, TablesFirst with { MemoryLimit = 100L << 20 });
        Evidence evidence = Evidence.None(network).Observe(network.Variables[3], 1);
        double first = engine.Query(evidence).LogEvidence;
        for (int i = 0; i < 105; i++)
        {
            Assert.Equal(first, engine.Query(evidence).LogEvidence);
        }

        Assert.Equal(EngineProgram.Tables, engine.Program);
    }

    [Fact]
    public void Compile_WithLiveParametersOrAnOrder_DoesWhatTheyAsk()
    {
        BayesianNetwork network = RandomNetworks.Create(883, variableCount: 7);
        Assert.Equal(EngineProgram.Numbers, ExactEngine.Compile(network, TablesFirst with { Parameters = LiveParameters.All }).Program);
        ExactEngine ordered = ExactEngine.Compile(network, TablesFirst with { EliminationOrder = network.Variables });
        Assert.Equal(EngineProgram.Tables, ordered.Program);
        Assert.True(network.Variables.SequenceEqual(ordered.EliminationOrder));
        Assert.Equal(EngineProgram.TablesFirst, ordered.ForProtocol([network.Variables[1]]).Options.Program);
    }

    // An engine that begins with tables, soft evidence of one variable, and its logarithm by numbers.
    private static (ExactEngine Engine, Evidence Evidence, double Expected) SoftCase(BayesianNetwork network)
    {
        Variable seen = network.Variables[1];
        Evidence evidence = Evidence.None(network).ObserveLikelihood(seen, [.. Enumerable.Range(1, seen.StateCount).Select(static i => 0.1 * i)]);
        return (ExactEngine.Compile(network, TablesFirst), evidence, ExactEngine.Compile(network).Query(evidence).LogEvidence);
    }
}
