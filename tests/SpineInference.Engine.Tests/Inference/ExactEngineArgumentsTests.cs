using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>What an engine and its evidence refuse, and the words of the refusal.</summary>
public class ExactEngineArgumentsTests
{
    private static readonly BayesianNetwork Network = ExactEngineTests.Chain(3, zero: false);
    private static readonly BayesianNetwork Other = ExactEngineTests.Chain(4, zero: false);

    private static readonly ExactEngine Engine = ExactEngine.Compile(Network, new ExactEngineOptions
    {
        Parameters = LiveParameters.All,
        EvidenceVariables = [Network["v0"], Network["v1"]],
        ReportedVariables = [Network["v0"], Network["v1"]],
    });

    private static readonly ExactEngine Folded = ExactEngine.Compile(Network);

    [Fact]
    public void AnyJob_WrongLength_IsRefused()
    {
        double[] five = [1, 1, 1, 1, 1];
        double[] six = [.. five, 1];
        var parameters = new double[Network.Parameters.Length];
        Action[] calls =
        [
            () => Engine.Query(five, new double[6]),
            () => Engine.Query(six, new double[5]),
            () => Engine.ComputeLogEvidenceGradient(five, parameters),
            () => Engine.ComputeLogEvidenceGradient(six, new double[5]),
            () => Engine.ComputePosteriorGradient(five, Network["v0"], 0, parameters),
            () => Engine.ComputePosteriorGradient(six, Network["v0"], 0, new double[5]),
            () => Engine.QueryDraws(five, parameters),
            () => Engine.QueryDraws(six, five),
        ];
        Assert.All(calls, static call => Assert.Contains("Got 5", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AnyJob_VariableOrEvidenceOfAnotherNetwork_IsRefused()
    {
        Variable foreign = Other["v0"];
        Evidence none = Evidence.None(Network);
        Action[] calls =
        [
            () => Engine.StateOffsetOf(foreign),
            () => _ = Engine.CreateBatch(1)[0, foreign, 0],
            () => Engine.CreateBatch(1).Of(foreign, 0),
            () => Engine.ComputeJointPosterior(none, foreign, Network["v0"]),
            () => Engine.ComputeJointPosterior(none, Network["v0"], foreign),
            () => Engine.ComputePosteriorGradient([1, 1, 1, 1, 1, 1], foreign, 0, new double[Network.Parameters.Length]),
            () => Engine.Query(Evidence.None(Other)),
            () => Engine.ComputeExpectedCounts(new EvidenceColumns(Other, 1)),
            () => none.Without(foreign),
            () => none.ObserveLikelihood(foreign, [1, 1]),
        ];
        Assert.All(calls, static call => Assert.Contains("another network", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AnyJob_VariableThatCarriesNoEvidenceOrIsNotReported_IsRefused()
    {
        Variable hidden = Network["v2"];
        var columns = new EvidenceColumns(Network, 1);
        columns.SetStates(hidden, [0]);
        var soft = new EvidenceColumns(Network, 1);
        soft.SetLikelihoods(hidden, [1, 0.5]);
        Action[] calls =
        [
            () => Engine.ComputePosteriorGradient([1, 1, 1, 1, 1, 1], hidden, 0, new double[Network.Parameters.Length]),
            () => Engine.ComputeJointPosterior(Evidence.None(Network), hidden, hidden),
            () => Engine.ComputeJointPosterior(Evidence.None(Network), hidden, Network["v0"]),
            () => Engine.ComputeJointPosterior(Evidence.None(Network), Network["v0"], hidden),
            () => Engine.ComputeExpectedCounts(columns),
            () => Engine.ComputeExpectedCounts(soft),
            () => Engine.QueryBatch(columns),
            () => _ = Engine.CreateBatch(1)[0, hidden, 0],
            () => Engine.CreateBatch(1).CopyTo(hidden, 1, new double[1]),
        ];
        Assert.All(calls, static call => Assert.Contains("v2", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void PosteriorGradient_NoSuchState_IsRefused()
    {
        foreach (int state in (int[])[-1, 2])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Engine.ComputePosteriorGradient([1, 1, 1, 1, 1, 1], Network["v0"], state, new double[Network.Parameters.Length]));
        }
    }

    [Fact]
    public void ExpectedCounts_WrongNumberOfWeightsOrParameters_IsRefused()
    {
        var columns = new EvidenceColumns(Network, 2);
        Assert.Contains("Got 3 weights; expected 2", Assert.Throws<ArgumentException>(() => Engine.ComputeExpectedCounts(columns, [1, 1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("Got 1 parameters", Assert.Throws<ArgumentException>(() => Engine.ComputeExpectedCounts(columns, parameters: [1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyJob_OfDerivatives_WithoutLiveParameters_IsRefused()
    {
        double[] six = [1, 1, 1, 1, 1, 1];
        Action[] calls =
        [
            () => Folded.ComputeExpectedCounts(new EvidenceColumns(Network, 1)),
            () => Folded.ComputeLogEvidenceGradient(six, new double[Network.Parameters.Length]),
            () => Folded.QueryDraws(six, Network.Parameters),
        ];
        Assert.All(calls, static call => Assert.Contains("without live parameters", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void JointPosterior_ImpossibleEvidence_IsToldAsSuch()
    {
        BayesianNetwork network = ExactEngineTests.Chain(3, zero: true);
        ExactEngine engine = ExactEngine.Compile(network);
        Evidence impossible = Evidence.None(network).Observe("v0", "b").Observe("v1", "b");
        Assert.Throws<ImpossibleEvidenceException>(() => engine.ComputeJointPosterior(impossible, network["v0"], network["v2"]));
        Assert.Throws<ImpossibleEvidenceException>(() => engine.FindMostProbableExplanation(impossible));
    }

    [Theory]
    [InlineData(new[] { 0.5, 1, 1 }, "got 3 likelihoods; expected 2")]
    [InlineData(new[] { -0.5, 1 }, "got a likelihood of -0.5")]
    [InlineData(new[] { double.PositiveInfinity, 1 }, "got a likelihood of Infinity")]
    [InlineData(new[] { double.NaN, 1 }, "got a likelihood of NaN")]
    [InlineData(new[] { 0.0, 0 }, "all likelihoods are 0")]
    public void ObserveLikelihood_Unfit_IsRefused(double[] likelihoods, string message)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Evidence.None(Network).ObserveLikelihood(Network["v0"], likelihoods));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 0.0, 0.3 }, 1)]
    [InlineData(new[] { 0.3, 0.0 }, 0)]
    [InlineData(new[] { 0.3, 0.1 }, -1)]
    [InlineData(new double[0], -1)]
    public void ObservedStateOf_Likelihoods_IsTheOneStateThatIsLeft(double[] likelihoods, int state)
    {
        Evidence evidence = Evidence.None(Network);
        Assert.Equal(state, (likelihoods.Length == 0 ? evidence : evidence.ObserveLikelihood(Network["v0"], likelihoods)).ObservedStateOf(Network["v0"]));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Gradients_OfEvidenceBeyondADouble_AreThoseOfCompleteData()
    {
        // Everything is known: ∂log P/∂θ is 1/θ for the entries that are used, however improbable they are together.
        BayesianNetwork network = ExactEngineTests.Chain(1000, zero: false);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All, EliminationOrder = network.Variables });
        double[] likelihoods = [.. network.Variables.SelectMany(static _ => (double[])[0, 1])];
        var gradient = new double[network.Parameters.Length];
        double log = engine.ComputeLogEvidenceGradient(likelihoods, gradient);
        Assert.Equal(Math.Log(0.5) + (999 * Math.Log(0.2)), log, 1e-6);
        double[] counts = [.. gradient.Zip(network.Parameters.ToArray(), static (g, p) => g * p)];
        Assert.Equal(1000, counts.Sum(), 1e-6);
        Assert.All(counts, static c => Assert.InRange(Math.Min(Math.Abs(c), Math.Abs(c - 1)), 0, 1e-9));
        Assert.Equal(log, engine.ComputeLogEvidenceGradient(likelihoods, gradient), 1e-12);
    }

    [Fact]
    public void QueryBatch_ColumnsOfLikelihoodsOfAnySize_GiveWhatSingleQueriesGive()
    {
        double[][] columns = [[1e-200, 3, 1e250, 0.4, 1], [2e-200, 5, 1e249, 0, 1]];
        var batch = new EvidenceColumns(Network, 5);
        batch.SetLikelihoods(Network["v1"], [.. columns[0], .. columns[1]]);
        BatchPosteriors answers = Engine.QueryBatch(batch);
        double[] posteriors = answers.Flat();
        double[] logs = [.. answers.LogEvidence];
        for (int i = 0; i < 5; i++)
        {
            Posteriors single = Engine.Query(Evidence.None(Network).ObserveLikelihood(Network["v1"], [columns[0][i], columns[1][i]]));
            Assert.Equal(single.LogEvidence, logs[i], 1e-9);
            Assert.Equal(single["v1"][1], posteriors[(3 * 5) + i], 1e-12);
        }
    }
}
