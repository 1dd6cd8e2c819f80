using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.Probabilistic;
using Microsoft.ML.Probabilistic.Algorithms;
using Microsoft.ML.Probabilistic.Distributions;
using Microsoft.ML.Probabilistic.Models;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Testing;
using SpineInference.Tests.Reference;
using Variable = SpineInference.Engine.Networks.Variable;

namespace SpineInference.InferNet.Tests;

/// <summary>Computes the reference posteriors, or checks that the committed ones are what this Infer.NET computes.</summary>
/// <remarks>Writes in place of checking where the environment variable <see cref="ReferenceFile.UpdateSwitch"/> is 1.</remarks>
public sealed class ReferenceTests
{
    private const int NaturalIterations = 50;

    [Fact]
    public void Reference_WetGrass_IsWhatInferNetComputes() => WriteOrCheck("wet-grass", ReferenceNetworks.WetGrass(), 80, natural: true);

    [Fact]
    public void Reference_Asia_IsWhatInferNetComputes() => WriteOrCheck("asia", ReferenceNetworks.Asia(), 120, natural: true);

    [Fact]
    public void Reference_SpineModel_IsWhatInferNetComputes() => WriteOrCheck("spine", SpineModel.Default.Network, 220, natural: false);

    private static void WriteOrCheck(string name, BayesianNetwork network, int count, bool natural)
    {
        string path = Path.Combine(Repository.Root!, "tests", "SpineInference.Tests", "Reference", $"{name}.jsonl");
        var engine = new InferNetEngine(network);
        if (Environment.GetEnvironmentVariable(ReferenceFile.UpdateSwitch) == "1")
        {
            Write(path, network, engine, count, natural);
        }

        ReferenceFile file = ReferenceFile.Read(path, network);
        Assert.Equal(count, file.Cases.Count);
        foreach (ReferenceCase item in file.Cases.Take(5))
        {
            Posteriors posteriors = engine.Query(item.Evidence);
            Assert.Equal(item.LogEvidence, posteriors.LogEvidence, 1e-9);
            Assert.All(network.Variables, v => Assert.All(
                Enumerable.Range(0, v.StateCount), s => Assert.Equal(item.Posteriors[v.Index][s], posteriors[v][s], 1e-9)));
        }
    }

    private static void Write(string path, BayesianNetwork network, InferNetEngine engine, int count, bool natural)
    {
        Evidence[] evidence = [.. RandomEvidence(network, count)];
        Posteriors[] posteriors = [.. evidence.Select(engine.Query)];
        double[] errors = natural ? NaturalErrors(network, evidence, posteriors) : [.. Enumerable.Repeat(double.NaN, count)];
        var header = new List<KeyValuePair<string, string>>
        {
            new("library", $"Microsoft.ML.Probabilistic {FileVersionInfo.GetVersionInfo(typeof(IGeneratedAlgorithm).Assembly.Location).FileVersion}"),
            new("options", "tree of clusters, matrix factors, expectation propagation, 1 iteration"),
            new("evidence", "random: states of a patient drawn from the network, each variable observed with a probability drawn for the case; a tenth soft"),
            new("date", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        };
        if (natural)
        {
            header.Add(new("natural", $"one variable a node, nested switches, expectation propagation, {NaturalIterations} iterations, zeros as {InferNetModelOptions.Inference.ZeroFloor}; naturalError is the largest error of a posterior"));
        }

        ReferenceFile.Write(path, network, header, evidence.Select((e, i) => new ReferenceCase(
            e, posteriors[i].LogEvidence, [.. network.Variables.Select(v => posteriors[i][v].ToArray())], errors[i])));
    }

    // A patient drawn from the network makes the evidence possible; how much of the patient is seen differs from case to case.
    private static IEnumerable<Evidence> RandomEvidence(BayesianNetwork network, int count)
    {
        var random = new Random(20261122);
        for (int i = 0; i < count; i++)
        {
            int[] states = Draw(network, random);
            double share = random.NextDouble() * random.NextDouble();
            Evidence evidence = Evidence.None(network);
            foreach (Variable variable in network.Variables)
            {
                if (random.NextDouble() >= share)
                {
                    continue;
                }

                evidence = random.Next(10) > 0
                    ? evidence.Observe(variable, states[variable.Index])
                    : evidence.ObserveLikelihood(variable, [.. variable.States.Select(_ => Math.Round(0.1 + random.NextDouble(), 2))]);
            }

            yield return evidence;
        }
    }

    private static int[] Draw(BayesianNetwork network, Random random)
    {
        var states = new int[network.Variables.Length];
        foreach (Variable variable in network.TopologicalOrder)
        {
            ConditionalDistribution distribution = network.DistributionOf(variable);
            int configuration = 0;
            foreach (Variable parent in distribution.Parents)
            {
                configuration = (configuration * parent.StateCount) + states[parent.Index];
            }

            ReadOnlySpan<double> row = distribution.Table.Slice(configuration * variable.StateCount, variable.StateCount);
            double u = random.NextDouble();
            int state = 0;
            int lastPossible = 0;
            for (; state < row.Length && (row[state] == 0 || u >= row[state]); state++)
            {
                u -= row[state];
                lastPossible = row[state] > 0 ? state : lastPossible;
            }

            states[variable.Index] = state < row.Length ? state : lastPossible;
        }

        return states;
    }

    private static double[] NaturalErrors(BayesianNetwork network, Evidence[] evidence, Posteriors[] exact)
    {
        var model = new InferNetModel(network, InferNetModelOptions.Inference);
        model.Observe(evidence);
        var engine = new InferenceEngine(new ExpectationPropagation()) { ShowProgress = false, ShowWarnings = false, NumberOfIterations = NaturalIterations };
        engine.Compiler.WriteSourceFiles = false;
        Discrete[][] natural = [.. network.Variables.Select(v => engine.Infer<Discrete[]>(model[v.Name]))];
        return [.. evidence.Select((_, i) => network.Variables.Max(v => Enumerable.Range(0, v.StateCount).Max(
            s => Math.Abs(natural[v.Index][i].GetProbs()[s] - exact[i][v][s]))))];
    }
}
