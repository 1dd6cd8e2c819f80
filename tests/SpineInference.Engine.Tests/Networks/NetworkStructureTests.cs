using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Networks;

/// <summary>One structure under many numbers.</summary>
public class NetworkStructureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void WithParameters_OtherNumbers_SharesStructureAndVariablesAndAnswersAsIfBuiltAnew(int seed)
    {
        BayesianNetwork network = RandomNetworks.Create(seed);
        double[] parameters = RandomNetworks.OtherParameters(network, new Random(seed));
        double[] sizes = [.. network.Rows.Select(static (r, i) => r.IsDefinition ? double.PositiveInfinity : 1.5 + i)];
        BayesianNetwork other = network.WithParameters(parameters, sizes);
        Assert.Same(network.Structure, other.Structure);
        Assert.Equal(network.Variables.ToArray(), other.Variables.ToArray());
        Assert.Equal(sizes, other.Rows.Select(static r => r.EffectiveSampleSize));
        Assert.Equal(StructureDifference.None, network.Structure.DifferenceFrom(other.Structure));

        BayesianNetwork anew = Rebuilt(other);
        Assert.Equal(anew.Hash, other.Hash);
        Assert.NotEqual(network.Hash, other.Hash);
        Assert.NotSame(anew.Structure, other.Structure);
        Assert.Equal(StructureDifference.None, anew.Structure.DifferenceFrom(other.Structure));
        Assert.Equal(anew.Structure.Hash, network.Structure.Hash);
        Posteriors expected = ExactEngine.Compile(anew).Query(Evidence.None(anew));
        Posteriors actual = ExactEngine.Compile(other).Query(Evidence.None(network));
        foreach (Variable variable in anew.Variables)
        {
            Assert.Equal(expected[variable].ToArray(), actual[variable.Name].ToArray());
            Assert.Equal(anew.DistributionOf(variable).Table.ToArray(), other.Distributions[variable.Index].Table.ToArray());
        }
    }

    [Fact]
    public void Evidence_OnOneNetworkOfAStructure_ServesTheOthersAndNoMore()
    {
        BayesianNetwork network = TestNetworks.Featured();
        BayesianNetwork other = network.WithParameters(RandomNetworks.OtherParameters(network, new Random(5)));
        Variable sign = network["sign"];
        Evidence evidence = Evidence.None(network).Observe(sign, 1);
        Posteriors direct = ExactEngine.Compile(other).Query(Evidence.None(other).Observe(sign, 1));
        Assert.Equal(direct[sign].ToArray(), ExactEngine.Compile(other).Query(evidence)[sign].ToArray());
        Assert.Equal(1, EvidenceColumns.From(other, [evidence]).Count);

        BayesianNetwork foreign = TestNetworks.Featured();
        Assert.Contains("another network", Assert.Throws<ArgumentException>(() => ExactEngine.Compile(foreign).Query(evidence)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => foreign.ThrowIfForeign(sign));
        Assert.Throws<ArgumentException>(() => foreign.Structure.ParentsOf(sign));
        Assert.False(foreign.Structure.Contains(sign));
    }

    [Fact]
    public void DifferenceFrom_Networks_IsTheLargestDifference()
    {
        NetworkStructure two = Chain(["a", "b"], ["no", "yes"], isReversed: false, isTied: false);
        Assert.Equal(StructureDifference.None, two.DifferenceFrom(Chain(["a", "b"], ["no", "yes"], isReversed: false, isTied: false)));
        Assert.Equal(StructureDifference.Rows, two.DifferenceFrom(Chain(["a", "b"], ["no", "yes"], isReversed: false, isTied: true)));
        Assert.Equal(StructureDifference.Parents, two.DifferenceFrom(Chain(["a", "b"], ["no", "yes"], isReversed: true, isTied: false)));
        Assert.Equal(StructureDifference.Variables, two.DifferenceFrom(Chain(["a", "c"], ["no", "yes"], isReversed: false, isTied: false)));
        Assert.Equal(StructureDifference.Variables, two.DifferenceFrom(Chain(["a", "b"], ["no", "maybe"], isReversed: false, isTied: false)));
        Assert.Equal(StructureDifference.Variables, two.DifferenceFrom(TestNetworks.Featured().Structure));
        Assert.NotEqual(two.Hash, Chain(["a", "b"], ["no", "yes"], isReversed: false, isTied: true).Hash);
    }

    [Fact]
    public void WithTiedRows_SomeRows_IsTheNetworkThatWouldBeBuiltWithThem()
    {
        BayesianNetwork network = TestNetworks.Featured();
        int[] rowOf = [.. network.Rows.Select(static r => r.Index)];
        int one = network.Rows.Single(static r => r.Id == "pain/one").Index;
        int both = network.Rows.Single(static r => r.Id == "pain/both").Index;
        rowOf[one] = both;
        BayesianNetwork tied = network.WithTiedRows(rowOf);
        Assert.Equal(network.Variables.ToArray(), tied.Variables.ToArray());
        Assert.Equal(network.Rows.Length - 1, tied.Rows.Length);
        Assert.DoesNotContain(tied.Rows, static r => r.Id == "pain/one");
        Assert.Equal(network.Parameters.Length - 3, tied.Parameters.Length);
        Assert.Equal(StructureDifference.Rows, tied.Structure.DifferenceFrom(network.Structure));
        Assert.Equal(Rebuilt(tied).Hash, tied.Hash);
        var pain = (NoisyMax)tied.Distributions[tied["pain"].Index];
        Assert.Same(pain.Contributors[0].RowOfConfiguration[1], pain.Contributors[1].RowOfConfiguration[1]);
        Assert.Null(pain.Contributors[0].RowOfConfiguration[0]);

        Assert.Throws<ArgumentException>(() => network.WithTiedRows([0]));
        rowOf[both] = 0;
        Assert.Contains("'pain/one' cannot be tied", Assert.Throws<ArgumentException>(() => network.WithTiedRows(rowOf)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithParameters_RowThatIsNoVector_NamesTheRow()
    {
        BayesianNetwork network = TestNetworks.Featured();
        double[] parameters = network.Parameters.ToArray();
        ProbabilityRow leak = network.Rows.Single(static r => r.Id == "pain/leak");
        parameters[leak.ParameterOffset] = 0.5;
        NetworkProblem problem = Assert.Single(Assert.Throws<InvalidNetworkException>(() => network.WithParameters(parameters)).Problems);
        Assert.Equal(("pain/leak", null), (problem.Row, problem.Variable));
        Assert.StartsWith("pain/leak: got 0.5, ", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_FaultyDraft_TellsProblemsByVariableAndRow()
    {
        var builder = new BayesianNetworkBuilder("faulty");
        Variable a = builder.AddVariable("a", "no", "yes");
        Variable b = builder.AddVariable("b", "no", "no");
        builder.AddVariable("c", "x");
        int row = builder.AddRow("r", [0.5, 0.6], 0);
        builder.SetTable(a, [b], [row, row]);
        builder.SetTable(b, [a], [row, row]);
        InvalidNetworkException fault = Assert.Throws<InvalidNetworkException>(builder.Build);
        Assert.Equal(
            [("b", null), (null, "r"), (null, "r"), ("c", null), ("a", null)],
            fault.Problems.Select(static p => (p.Variable, p.Row)));
        Assert.All(fault.Problems, p => Assert.Contains(p.Message, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Builder_AfterBuild_RefusesEverything()
    {
        var builder = new BayesianNetworkBuilder("once");
        Variable a = builder.AddVariable("a", "no", "yes");
        builder.SetTable(a, [], [0.5, 0.5], 1);
        builder.Build();
        Action[] asked =
        [
            () => builder.Build(),
            () => builder.AddVariable("b", "x"),
            () => builder.AddRow("r", [1], 1),
            () => builder.SetTable(a, [], [0]),
            () => builder.SetTable(a, [], [0.5, 0.5], 1),
            () => builder.SetNoisyMax(a, [], []),
        ];
        Assert.All(asked, static ask => Assert.Contains("Make a new builder", Assert.Throws<InvalidOperationException>(ask).Message, StringComparison.Ordinal));
    }

    private static NetworkStructure Chain(string[] names, string[] states, bool isReversed, bool isTied)
    {
        var builder = new BayesianNetworkBuilder("chain");
        Variable[] variables = [.. names.Select(n => builder.AddVariable(n, states))];
        (Variable parent, Variable child) = isReversed ? (variables[1], variables[0]) : (variables[0], variables[1]);
        int first = builder.AddRow("first", [0.5, 0.5], 1);
        int second = builder.AddRow("second", [0.25, 0.75], 1);
        int third = builder.AddRow("third", [0.75, 0.25], 1);
        builder.SetTable(parent, [], [first]);
        builder.SetTable(child, [parent], [second, isTied ? second : third]);
        return builder.Build().Structure;
    }

    // Through the builder, row by row: shares nothing with the original.
    private static BayesianNetwork Rebuilt(BayesianNetwork network)
    {
        var builder = new BayesianNetworkBuilder(network.Name);
        foreach (ProbabilityRow row in network.Rows)
        {
            builder.AddRow(row.Id, row.Probabilities.AsSpan(), row.EffectiveSampleSize);
        }

        Variable[] variables = [.. network.Variables.Select(v => builder.AddVariable(v.Name, v.States.AsSpan()))];
        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            Variable[] parents = [.. distribution.Parents.Select(p => variables[p.Index])];
            if (distribution is NoisyMax noisyMax)
            {
                builder.SetNoisyMax(variables[distribution.Variable.Index], parents, [.. noisyMax.Contributors.Select(static c =>
                    new NoisyMaxContributorDraft(c.ParentPositions, [.. c.RowOfConfiguration.Select(static r => r?.Index ?? -1)]))]);
            }
            else
            {
                builder.SetTable(variables[distribution.Variable.Index], parents, [.. ((ConditionalTable)distribution).RowOfConfiguration.Select(static r => r.Index)]);
            }
        }

        return builder.Build();
    }
}
