using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Networks too large to enumerate, of known width: answered as plain elimination answers them, or refused.</summary>
public class WideNetworkTests
{
    [Theory]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    public void Query_Grid_EqualsPlainElimination(int side, int seed)
    {
        BayesianNetwork network = RandomNetworks.Grid(side, seed);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = 4 });
        var random = new Random(seed);
        Evidence evidence = RandomNetworks.Evidence(network, random);
        Posteriors posteriors = engine.Query(evidence);
        var oracle = new PlainElimination(network, RandomNetworks.Flatten(evidence));
        foreach (Variable variable in network.Variables.Where(v => v.Index % 9 == 0))
        {
            double[] joint = oracle.Joint(variable);
            Assert.Equal(Math.Log(joint.Sum()), posteriors.LogEvidence, 1e-11);
            for (int s = 0; s < joint.Length; s++)
            {
                Assert.Equal(joint[s] / joint.Sum(), posteriors[variable][s], 1e-12);
            }
        }
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(40)]
    public void Compile_SmallLimit_AnswersOrRefusesWithinIt(int side)
    {
        BayesianNetwork network = RandomNetworks.Grid(side, 3);
        const long Limit = 16L << 20;
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        try
        {
            ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = 1, MemoryLimit = Limit });
            Assert.Equal(1, engine.Query(Evidence.None(network))["x0-0"].ToArray().Sum(), 1e-12);
        }
        catch (NetworkTooWideException refused)
        {
            Assert.True(refused.RequiredBytes > Limit, refused.Message);
            Assert.Equal(Limit, refused.LimitBytes);
        }

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 4 * Limit);
    }

    [Fact]
    public void Compile_TableThatZerosElsewhereRestrict_KeepsWhatIsPossible()
    {
        // Each cause allows one intermediate only: of 5 causes × 2⁵ intermediates × 2 states, 5 × 2 × 2 are possible.
        BayesianNetwork network = ExclusiveCauses(5);
        Variable sign = network["sign"];
        SymbolicFactor table = OptionsReader.Read(network, ExactEngineOptions.Default).Factors(new ExpressionGraph())
            .Single(f => f.Scope.Contains(sign.Index) && f.Scope.Length > 1);
        Assert.Equal(320, network.DistributionOf(sign).TableLength);
        Assert.Equal(20, table.Count);
        Evidence evidence = Evidence.None(network).Observe(sign, 1);
        double[] expected = new Enumeration(network, RandomNetworks.Flatten(evidence)).Posteriors();
        var actual = new double[expected.Length];
        ExactEngine.Compile(network).Query(RandomNetworks.Flatten(evidence), actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-14);
        }
    }

    private static BayesianNetwork ExclusiveCauses(int count)
    {
        var builder = new BayesianNetworkBuilder("exclusive");
        Variable cause = builder.AddVariable("cause", [.. Enumerable.Range(0, count).Select(static i => $"c{i}")]);
        builder.SetTable(cause, [], [.. Enumerable.Repeat(1.0 / count, count)], 10);
        var intermediates = new Variable[count];
        for (int i = 0; i < count; i++)
        {
            intermediates[i] = builder.AddVariable($"p{i}", "no", "yes");
            builder.SetTable(
                intermediates[i], [cause], [.. Enumerable.Range(0, count).SelectMany(c => c == i ? new[] { 0.2, 0.8 } : [1, 0])], 10);
        }

        Variable sign = builder.AddVariable("sign", "no", "yes");
        int leak = builder.AddRow("leak", [0.95, 0.05], 10);
        builder.SetNoisyMax(sign, [cause, .. intermediates], [new([], [leak]), .. intermediates.Select((_, i) =>
            new NoisyMaxContributorDraft([i + 1], [-1, builder.AddRow($"{i}", [0.3 + (0.05 * i), 0.7 - (0.05 * i)], 10)]))]);
        return builder.Build();
    }
}
