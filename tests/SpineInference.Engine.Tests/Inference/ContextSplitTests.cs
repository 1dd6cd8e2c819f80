using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>A factor of which a state decides what else matters becomes several: a shorter program, the same answers.</summary>
public class ContextSplitTests
{
    private static readonly int[] States = [3, 3, 2, 2];

    [Fact]
    public void Run_StatesThatNeedDifferentVariables_AreApart()
    {
        // State 2 of the first variable hangs on the second, the others on the third and the fourth.
        SymbolicFactor[] parts = ContextSplit.Run(Factor(static s => s[0] == 2 ? 100 + s[1] : 200 + (10 * s[2]) + s[3]), States);
        Assert.Equal([[0, 1], [0, 2, 3]], parts.Select(static p => p.Scope).OrderBy(static s => s.Length));
    }

    [Fact]
    public void Run_StatesThatNeedDifferentVariables_MultiplyToTheWhole()
    {
        SymbolicFactor whole = Factor(static s => s[0] == 2 ? 100 + s[1] : 200 + (10 * s[2]) + s[3]);
        SymbolicFactor[] parts = ContextSplit.Run(whole, States);
        for (int i = 0; i < whole.Count; i++)
        {
            int[] nodes = [.. parts.Select(p => p.Nodes[Array.IndexOf(p.Keys, whole.Layout.ProjectTo(p.Layout).Apply(whole.Keys[i]))])];
            Assert.Equal(whole.Nodes[i], Assert.Single(nodes, static n => n != ExpressionGraph.One));
        }
    }

    [Fact]
    public void Run_MostStatesNeedAll_StaysWhole()
    {
        SymbolicFactor whole = Factor(static s => s[0] == 2 ? 400 + s[3] : 100 + (100 * s[0]) + (10 * s[1]) + (4 * s[2]) + s[3]);
        Assert.Same(whole, Assert.Single(ContextSplit.Run(whole, States)));
    }

    [Fact]
    public void Run_RandomFactorsOfContexts_GivesTheMostNeededPartsAndTheirEntries()
    {
        int split = 0;
        for (int seed = 1; seed <= 200; seed++)
        {
            // Each state of one variable hangs on a choice of the others; some assignments are absent.
            var random = new Random(seed);
            int pivot = random.Next(4);
            int[][] needs = [.. Enumerable.Range(0, States[pivot]).Select(_ => Enumerable.Range(0, 4).Where(v => v != pivot && random.Next(2) == 0).ToArray())];
            SymbolicFactor dense = Factor(s => 1000 + (100 * s[pivot]) + needs[s[pivot]].Aggregate(0, (n, v) => (n * 3) + s[v]));
            int[] kept = [.. Enumerable.Range(0, dense.Count).Where(_ => random.Next(10) > 0)];
            var whole = new SymbolicFactor(dense.Layout, [.. kept.Select(i => dense.Keys[i])], [.. kept.Select(i => dense.Nodes[i])]) { IsTotal = true };
            SymbolicFactor[] parts = ContextSplit.Run(whole, States);
            for (int i = 0; i < whole.Count; i++)
            {
                int[] nodes = [.. parts.Select(p => p.Nodes[Array.IndexOf(p.Keys, whole.Layout.ProjectTo(p.Layout).Apply(whole.Keys[i]))])];
                Assert.Equal(whole.Nodes[i], Assert.Single(nodes, static n => n != ExpressionGraph.One));
            }

            split += parts.Length > 1 ? 1 : 0;
            Assert.All(parts, static p => Assert.True(p.IsTotal));
            if (parts.Length > 1)
            {
                Assert.All(parts, static p => Assert.Equal(p.Keys.Distinct().Order(), p.Keys));
                Assert.Equal(parts.Length, parts.Select(static p => string.Join(' ', p.Scope)).Distinct().Count());
                Assert.True(parts.Sum(static p => (double)p.Count) < whole.Layout.DenseSize * parts.Length);
            }
        }

        Assert.InRange(split, 20, 180);
    }

    [Fact]
    public void Compile_SignOfDifferentContexts_IsShorterThanSignOfAll()
    {
        Assert.True(Engine(isByContext: true).ProgramLength < Engine(isByContext: false).ProgramLength);

        static ExactEngine Engine(bool isByContext)
        {
            BayesianNetwork network = Slips(isByContext);
            string[] order = ["seen", "age", "sex", "sign", "level", "cause"];
            return ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = [.. order.Select(name => network[name])] });
        }
    }

    [Theory]
    [InlineData("seen", "age", "sex", "sign", "level", "cause")]
    [InlineData("seen", "level", "sign", "sex", "age", "cause")]
    [InlineData("sign", "level", "seen", "cause", "sex", "age")]
    [InlineData("cause", "seen", "level", "sign", "sex", "age")]
    public void Query_SignOfDifferentContexts_AgreesWithEnumeration(params string[] order)
    {
        BayesianNetwork network = Slips(isByContext: true);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { EliminationOrder = [.. order.Select(name => network[name])] });
        var random = new Random(5);
        var actual = new double[engine.StateCount];
        for (int i = 0; i < 20; i++)
        {
            double[] likelihoods = RandomNetworks.Flatten(RandomNetworks.Evidence(network, random));
            var expected = new Enumeration(network, likelihoods);
            if (expected.Probability > 0)
            {
                Assert.Equal(Math.Log(expected.Probability), engine.Query(likelihoods, actual), 1e-12);
                Assert.All(expected.Posteriors().Zip(actual), static p => Assert.Equal(p.First, p.Second, 1e-12));
            }
        }
    }

    private static SymbolicFactor Factor(Func<int[], int> nodeOf)
    {
        var layout = new ScopeLayout([0, 1, 2, 3], States);
        ulong[] keys = [.. layout.AllKeys(States)];
        return new SymbolicFactor(layout, keys, [.. keys.Select(k => nodeOf([.. Enumerable.Range(0, 4).Select(p => layout.StateAt(p, k))]))]) { IsTotal = true };
    }

    // A cause with a level, which a sign shows and an image sees; the image of other causes hangs on age and sex. No level but for the slip.
    private static BayesianNetwork Slips(bool isByContext)
    {
        var builder = new BayesianNetworkBuilder("slips");
        Variable age = builder.AddVariable("age", "young", "middle", "old");
        Variable sex = builder.AddVariable("sex", "male", "female");
        Variable cause = builder.AddVariable("cause", "nerve", "joint", "slip");
        Variable level = builder.AddVariable("level", "none", "upper", "lower");
        Variable seen = builder.AddVariable("seen", "no", "yes");
        Variable sign = builder.AddVariable("sign", "no", "yes");
        builder.SetTable(age, [], [0.3, 0.4, 0.3], 10);
        builder.SetTable(sex, [], [0.4, 0.6], 10);
        builder.SetTable(cause, [age, sex], [0.5, 0.3, 0.2, 0.4, 0.3, 0.3, 0.3, 0.4, 0.3, 0.2, 0.4, 0.4, 0.2, 0.2, 0.6, 0.1, 0.3, 0.6], 10);
        builder.SetTable(level, [cause], [1, 0, 0, 1, 0, 0, 0, 0.35, 0.65], 10);
        builder.SetTable(sign, [level], [0.9, 0.1, 0.45, 0.55, 0.2, 0.8], 10);
        var table = new List<double>();
        for (int c = 0; c < 3 * 3 * 3 * 2; c++)
        {
            (int causeState, int levelState, int ageState, int sexState) = (c / 18, c / 6 % 3, c / 2 % 3, c % 2);
            double yes = !isByContext ? (c + 1) / 60.0
                : causeState == 2 ? 0.3 + (0.3 * levelState)
                : 0.02 + (0.05 * ageState) + (0.04 * sexState);
            table.AddRange([1 - yes, yes]);
        }

        builder.SetTable(seen, [cause, level, age, sex], [.. table], 10);
        return builder.Build();
    }
}
