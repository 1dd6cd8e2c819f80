using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>What need not be computed is not in the program. Leaving it in would change no answer, so only these tests would tell.</summary>
public class ProgramReductionTests
{
    [Fact]
    public void Factors_OfATableThatReadsAFunctionOfItsOtherParent_KeepThePossibleCombinations()
    {
        var builder = new BayesianNetworkBuilder("function");
        Variable cause = builder.AddVariable("cause", "a", "b", "c");
        Variable group = builder.AddVariable("group", "ab", "c");
        Variable sign = builder.AddVariable("sign", "absent", "present");
        builder.SetTable(cause, [], [0.2, 0.3, 0.5], 10);
        builder.SetTable(group, [cause], [1, 0, 1, 0, 0, 1], double.PositiveInfinity);
        builder.SetTable(sign, [cause, group], [0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4, 0.5, 0.5, 0.4, 0.6], 10);
        Assert.Equal(3 * 2, EntriesOf(builder.Build(), "cause", "group", "sign"));
    }

    [Fact]
    public void Factors_BelowAStateThatCannotOccur_AreDroppedAlongTheChain()
    {
        // 'c' is impossible, hence group 'c', hence whatever hangs on that.
        var builder = new BayesianNetworkBuilder("chain");
        Variable sign = builder.AddVariable("sign", "absent", "present");
        Variable group = builder.AddVariable("group", "ab", "c");
        Variable cause = builder.AddVariable("cause", "a", "b", "c");
        builder.SetTable(cause, [], [0.4, 0.6, 0], 10);
        builder.SetTable(group, [cause], [1, 0, 1, 0, 0, 1], double.PositiveInfinity);
        builder.SetTable(sign, [group], [0.9, 0.1, 0.3, 0.7], 10);
        BayesianNetwork network = builder.Build();
        Assert.Equal(2, EntriesOf(network, "group", "cause"));
        Assert.Equal(2, EntriesOf(network, "sign", "group"));
    }

    [Fact]
    public void Compile_LeafOfWhichNothingIsAskedAndWhoseRowsRoundBelowOne_IsNotInTheProgram()
    {
        double[] row = [0.6, 0.3, 0.1];
        Assert.True(row[0] + row[1] + row[2] < 1);
        var builder = new BayesianNetworkBuilder("leaf");
        Variable parent = builder.AddVariable("parent", "a", "b");
        Variable child = builder.AddVariable("child", "x", "y", "z");
        builder.SetTable(parent, [], [0.25, 0.75], 10);
        builder.SetTable(child, [parent], [.. row, 0.5, 0.25, 0.25], 10);
        BayesianNetwork network = builder.Build();
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions
        {
            EliminationOrder = [child, parent],
            EvidenceVariables = [parent],
            ReportedVariables = [parent],
        });
        var alone = new BayesianNetworkBuilder("alone");
        alone.SetTable(alone.AddVariable("parent", "a", "b"), [], [0.25, 0.75], 10);
        Assert.Equal(ExactEngine.Compile(alone.Build(), new ExactEngineOptions()).ProgramLength, engine.ProgramLength);
    }

    [Fact]
    public void Compile_WithLiveParametersAndNoEvidence_IsWholeProbabilityVectorsAndNothingElse()
    {
        ExactEngine engine = ExactEngine.Compile(Pair(), new ExactEngineOptions
        {
            Parameters = LiveParameters.All,
            EvidenceVariables = [],
            ReportedVariables = [],
        });
        Assert.InRange(engine.ProgramLength, 0, 1);
    }

    [Fact]
    public void Query_OfASumOverEntriesOfTwoRows_DoesNotTakeItForOne()
    {
        // Forbidding 'x' of the child leaves one entry of each of two live rows: their sum is no probability vector.
        BayesianNetwork network = Pair();
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All, EvidenceVariables = [network["child"]] });
        Posteriors posteriors = engine.Query(Evidence.None(network).Observe("child", "y"));
        Assert.Equal(Math.Log((0.25 * 0.4) + (0.75 * 0.9)), posteriors.LogEvidence, 1e-12);
        Assert.Equal(0.1 / 0.775, posteriors["parent"][0], 1e-12);
    }

    [Fact]
    public void ExpectedCounts_WithoutEvidence_AreThePriorProbabilities()
    {
        // The derivative by a parameter is then the seed itself: it is copied to the accumulator, not computed.
        BayesianNetwork network = Pair();
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All, EvidenceVariables = [] });
        ExpectedCounts counts = engine.ComputeExpectedCounts(new EvidenceColumns(network, 20));
        double[] expected = [20 * 0.25, 20 * 0.75, 20 * 0.25 * 0.6, 20 * 0.25 * 0.4, 20 * 0.75 * 0.1, 20 * 0.75 * 0.9];
        Assert.Equal(0, counts.LogLikelihood, 1e-12);
        Assert.Equal(expected.Length, counts.Counts.Length);
        Assert.All(expected.Zip(counts.Counts), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static int EntriesOf(BayesianNetwork network, params string[] scope)
    {
        ProgramSpecification specification = OptionsReader.Read(network, ExactEngineOptions.Default);
        int[] variables = [.. scope.Select(name => network[name].Index).Order()];
        return Assert.Single(specification.Factors(new ExpressionGraph()), f => f.Scope.SequenceEqual(variables)).Count;
    }

    private static BayesianNetwork Pair()
    {
        var builder = new BayesianNetworkBuilder("pair");
        Variable parent = builder.AddVariable("parent", "a", "b");
        Variable child = builder.AddVariable("child", "x", "y");
        builder.SetTable(parent, [], [0.25, 0.75], 10);
        builder.SetTable(child, [parent], [0.6, 0.4, 0.1, 0.9], 10);
        return builder.Build();
    }
}
