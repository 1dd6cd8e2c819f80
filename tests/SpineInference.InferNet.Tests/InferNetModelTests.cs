using Microsoft.ML.Probabilistic.Algorithms;
using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Math;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Inference;
using SpineInference.Networks;

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
        InferenceEngine engine = Engine(new ExpectationPropagation());

        Discrete[][] posteriors = [.. network.Variables.Select(v => engine.Infer<Discrete[]>(model[v.Name]))];

        for (int i = 0; i < patients.Length; i++)
        {
            (double[][] expected, _) = Enumeration.Query(network, patients[i]);
            foreach (Networks.Variable variable in network.Variables)
            {
                Vector actual = posteriors[variable.Index][i].GetProbs();
                for (int s = 0; s < variable.StateCount; s++)
                {
                    Assert.Equal(expected[variable.Index][s], actual[s], 1e-9);
                }
            }
        }
    }

    private static InferenceEngine Engine(Microsoft.ML.Probabilistic.Models.Attributes.IAlgorithm algorithm)
    {
        var engine = new InferenceEngine(algorithm) { ShowProgress = false, ShowWarnings = false };
        engine.Compiler.WriteSourceFiles = false;
        return engine;
    }
}
