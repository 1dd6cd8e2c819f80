using Microsoft.ML.Probabilistic.Algorithms;
using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using Variable = SpineInference.Engine.Networks.Variable;

namespace SpineInference.InferNet.Tests;

public sealed class InferNetModelTests
{
    [Fact]
    public void Infer_PolytreeWithFixedRows_IsExact()
    {
        BayesianNetwork network = RandomNetworks.Polytree(seed: 3, variables: 8);
        var model = new InferNetModel(network, InferNetModelOptions.Inference);
        Assert.True(model.IsExact, model.Exactness);
        var random = new Random(5);
        Evidence[] patients = [.. Enumerable.Range(0, 6).Select(_ => RandomNetworks.Observe(network, random, 0.3))];
        model.Observe(patients);

        AssertPosteriors(network, patients, Infer(model, new ExpectationPropagation()), 1e-9);
    }

    [Fact]
    public void Infer_NoisyMaxWithKnownButRandomRows_FollowsItsTable()
    {
        // Rows of so large a sample size are as good as fixed, so the contributors and their maximum must give what the table gives.
        BayesianNetwork network = Weakness(effectiveSampleSize: 1e9);
        var model = new InferNetModel(network, InferNetModelOptions.Inference with { LearnedRows = static _ => true });
        Assert.False(model.IsExact);
        Evidence[] patients =
        [
            Evidence.None(network),
            Evidence.None(network).Observe("muscle", "severely weak"),
            Evidence.None(network).Observe("muscle", "weak").Observe("root.L4", "normal"),
        ];
        model.Observe(patients);

        AssertPosteriors(network, patients, Infer(model, new ExpectationPropagation()), 1e-6);
    }

    [Fact]
    public void Constructor_NoisyMaxWithFixedRows_IsExactAsItsTable()
    {
        var model = new InferNetModel(Weakness(10), InferNetModelOptions.Inference);

        Assert.True(model.IsExact, model.Exactness);
    }

    [Fact]
    public void Constructor_GraphWithALoop_SaysWhere()
    {
        var builder = new BayesianNetworkBuilder("loop");
        Variable a = builder.AddVariable("a", "no", "yes");
        Variable b = builder.AddVariable("b", "no", "yes");
        Variable c = builder.AddVariable("c", "no", "yes");
        builder.SetTable(a, [], [0.5, 0.5], 10);
        builder.SetTable(b, [a], [0.5, 0.5, 0.1, 0.9], 10);
        builder.SetTable(c, [a, b], [0.5, 0.5, 0.1, 0.9, 0.2, 0.8, 0.3, 0.7], 10);
        BayesianNetwork network = builder.Build();

        var whole = new InferNetModel(network, InferNetModelOptions.Inference);
        var part = new InferNetModel(network, InferNetModelOptions.Inference with { Variables = ["b"] });

        Assert.False(whole.IsExact);
        Assert.Contains("through b and c", whole.Exactness, StringComparison.Ordinal);
        Assert.True(part.IsExact);
        Assert.Equal(["a", "b"], part.Variables.Select(static v => v.Name));
        Assert.Contains("without 'c'", Assert.Throws<ArgumentException>(() => part["c"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForEachPatient_ModelWithWeights_SaysWhatToUse()
    {
        var model = new InferNetModel(Weakness(10), InferNetModelOptions.Learning with { Weighted = true });

        Assert.Contains("Extension", Assert.Throws<InvalidOperationException>(model.ForEachPatient).Message, StringComparison.Ordinal);
        Assert.Contains("Node", Assert.Throws<InvalidOperationException>(() => model["muscle"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Observe_WeightsOfAModelWithoutWeights_Throws()
    {
        BayesianNetwork network = Weakness(10);
        var model = new InferNetModel(network, InferNetModelOptions.Inference);

        Assert.Throws<ArgumentException>(() => model.Observe([Evidence.None(network)], [2.0]));
    }

    [Fact]
    public void SetPriors_OtherSampleSizes_ReplacesThePriors()
    {
        BayesianNetwork network = Weakness(10);
        var model = new InferNetModel(network, InferNetModelOptions.Learning with { Variables = ["root.L4"] });
        model.SetPriors(network.WithParameters(network.Parameters, [.. network.Rows.Select(static _ => 200.0)]));
        model.Observe([Evidence.None(network)]);

        Dirichlet row = Engine(new VariationalMessagePassing()).Infer<Dirichlet[]>(Assert.Single(model.RowArrays))[0];

        Assert.Equal(200 + 1, row.TotalCount, 1e-6);
    }

    private static BayesianNetwork Weakness(double effectiveSampleSize)
    {
        var builder = new BayesianNetworkBuilder("weakness");
        Variable l4 = builder.AddVariable("root.L4", "normal", "compressed");
        Variable l5 = builder.AddVariable("root.L5", "normal", "compressed");
        Variable muscle = builder.AddVariable("muscle", "normal", "weak", "severely weak");
        builder.SetTable(l4, [], [0.9, 0.1], effectiveSampleSize);
        builder.SetTable(l5, [], [0.7, 0.3], effectiveSampleSize);
        int fromL4 = builder.AddRow("muscle/L4", [0.5, 0.4, 0.1], effectiveSampleSize);
        int fromL5 = builder.AddRow("muscle/L5", [0.2, 0.5, 0.3], effectiveSampleSize);
        int leak = builder.AddRow("muscle/leak", [0.95, 0.04, 0.01], effectiveSampleSize);
        builder.SetNoisyMax(muscle, [l4, l5], [new([0], [-1, fromL4]), new([1], [-1, fromL5]), new([], [leak])]);
        return builder.Build();
    }

    private static Discrete[][] Infer(InferNetModel model, Microsoft.ML.Probabilistic.Models.Attributes.IAlgorithm algorithm)
    {
        InferenceEngine engine = Engine(algorithm);
        return [.. model.Network.Variables.Select(v => engine.Infer<Discrete[]>(model[v.Name]))];
    }

    private static InferenceEngine Engine(Microsoft.ML.Probabilistic.Models.Attributes.IAlgorithm algorithm)
    {
        var engine = new InferenceEngine(algorithm) { ShowProgress = false, ShowWarnings = false };
        engine.Compiler.WriteSourceFiles = false;
        return engine;
    }

    private static void AssertPosteriors(BayesianNetwork network, Evidence[] patients, Discrete[][] posteriors, double tolerance)
    {
        for (int i = 0; i < patients.Length; i++)
        {
            (double[][] expected, _) = Enumeration.Query(network, patients[i]);
            foreach (Variable variable in network.Variables)
            {
                Vector actual = posteriors[variable.Index][i].GetProbs();
                for (int s = 0; s < variable.StateCount; s++)
                {
                    Assert.Equal(expected[variable.Index][s], actual[s], tolerance);
                }
            }
        }
    }
}
