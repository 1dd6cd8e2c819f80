using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Machine code gives the interpreter's numbers to the last bit.</summary>
public class EmittedStepsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(900, 20)];

    [SkippableTheory]
    [MemberData(nameof(Seeds))]
    public void Query_RandomNetworks_GivesTheBitsOfTheInterpreter(int seed)
    {
        Skip.IfNot(EmittedSteps.IsSupported, "This runtime makes no machine code at run time.");
        BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 5 + (seed % 9));
        var options = new ExactEngineOptions { Parameters = seed % 2 == 0 ? LiveParameters.All : LiveParameters.None };
        AssertSameBits(network, options, seed);
    }

    [SkippableFact]
    public void Query_ProgramOfManyMethods_GivesTheBitsOfTheInterpreter()
    {
        Skip.IfNot(EmittedSteps.IsSupported, "This runtime makes no machine code at run time.");
        AssertSameBits(RandomNetworks.Grid(7, 2), new ExactEngineOptions { Program = EngineProgram.Numbers }, 1);
    }

    [SkippableFact]
    public void Query_StepLongerThanAMethod_IsInterpreted()
    {
        Skip.IfNot(EmittedSteps.IsSupported, "This runtime makes no machine code at run time.");
        var builder = new BayesianNetworkBuilder("many");
        int count = EmittedSteps.LongestStep + 2;
        Variable many = builder.AddVariable("many", [.. Enumerable.Range(0, count).Select(static i => $"s{i}")]);
        builder.SetTable(many, [], [.. Enumerable.Repeat(1.0 / count, count)], 10);
        ExactEngine engine = ExactEngine.Compile(builder.Build(), new ExactEngineOptions { MachineCode = MachineCode.AtOnce });
        Assert.False(engine.RunsMachineCode);
        Assert.Equal(0, engine.Query(Evidence.None(engine.Network)).LogEvidence, 1e-12);
    }

    [SkippableFact]
    [Trait("Category", "Slow")]
    public async Task Query_ManyTimes_BecomesMachineCodeWithTheSameNumbers()
    {
        Skip.IfNot(EmittedSteps.IsSupported && CodeEmission.Parse(Environment.GetEnvironmentVariable(CodeEmission.Variable)) == MachineCode.Automatic, "Another choice was made outside.");
        BayesianNetwork network = RandomNetworks.Create(931, variableCount: 8);
        ExactEngine engine = ExactEngine.Compile(network);
        double[] likelihoods = RandomNetworks.Flatten(Evidence.None(network).Observe(network.Variables[2], 0));
        var first = new double[engine.StateCount];
        var later = new double[engine.StateCount];
        double log = engine.Query(likelihoods, first);
        Assert.False(engine.RunsMachineCode);
        for (int i = 0; i < 2_000_000 && !engine.RunsMachineCode; i++)
        {
            Assert.Equal(log, engine.Query(likelihoods, later));
            if (i % 10_000 == 9_999)
            {
                await Task.Delay(1);
            }
        }

        Assert.True(engine.RunsMachineCode);
        Assert.Equal(log, engine.Query(likelihoods, later));
        Assert.Equal(first, later);
        Assert.False(ExactEngine.Compile(network, new ExactEngineOptions { MachineCode = MachineCode.Never }).RunsMachineCode);
    }

    [Fact]
    public void Parse_Names_ChooseAndOthersAreRefused()
    {
        Assert.Equal(MachineCode.Automatic, CodeEmission.Parse(""));
        Assert.Equal(MachineCode.Never, CodeEmission.Parse("interpreted"));
        Assert.Equal(MachineCode.AtOnce, CodeEmission.Parse("emitted"));
        Assert.Contains("SPINEINFERENCE_CODE: got 'native'", Assert.Throws<NotSupportedException>(static () => CodeEmission.Parse("native")).Message, StringComparison.Ordinal);
    }

    private static void AssertSameBits(BayesianNetwork network, ExactEngineOptions options, int seed)
    {
        ExactEngine interpreted = ExactEngine.Compile(network, options with { MachineCode = MachineCode.Never });
        ExactEngine emitted = ExactEngine.Compile(network, options with { MachineCode = MachineCode.AtOnce });
        Assert.Equal((false, true), (interpreted.RunsMachineCode, emitted.RunsMachineCode));
        var random = new Random(seed);
        var expected = new double[interpreted.StateCount];
        var actual = new double[interpreted.StateCount];
        for (int i = 0; i < 20; i++)
        {
            double[] likelihoods = RandomNetworks.Flatten(RandomNetworks.Evidence(network, random));
            Assert.Equal(interpreted.Query(likelihoods, expected), emitted.Query(likelihoods, actual));
            Assert.Equal(expected, actual);
        }
    }
}
