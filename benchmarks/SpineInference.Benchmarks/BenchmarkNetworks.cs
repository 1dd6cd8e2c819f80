using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Benchmarks;

/// <summary>The networks that are measured: the spine model, a generated one, and any files of networks named in SPINEINFERENCE_NETWORKS.</summary>
public static class BenchmarkNetworks
{
    /// <summary>The spine model compiled for its answer alone: cause, place and roots.</summary>
    public const string SpineAnswer = "spine-answer";

    /// <summary>Names for the benchmarks' parameter: "spine", "generated", and a path for each file of the environment variable.</summary>
    public static IEnumerable<string> Names =>
    [
        "spine",
        SpineAnswer,
        "generated",
        .. (Environment.GetEnvironmentVariable("SPINEINFERENCE_NETWORKS") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    ];

    /// <summary>Reads or makes a network.</summary>
    public static BayesianNetwork Load(string name)
    {
        switch (name)
        {
            case "spine":
            case SpineAnswer:
                return ShippedKnowledge.Network.Network;
            case "generated":
                return GeneratedNetworks.Band(variables: 60, reach: 8, seed: 1);
        }

        return NetworkFiles.Read(name, new NetworkReaderOptions { EffectiveSampleSize = 1 }).Network;
    }

    /// <summary>What the engine is compiled for: everything, or the answer of a diagnosis from what can be observed; the spine model in the
    /// elimination order it ships with.</summary>
    public static ExactEngineOptions OptionsFor(string name, BayesianNetwork network)
    {
        if (name is not ("spine" or SpineAnswer))
        {
            return ExactEngineOptions.Default;
        }

        var shipped = new ExactEngineOptions { EliminationOrder = ((ExactEngine)SpineModel.Default.Engine).EliminationOrder };
        return name != SpineAnswer ? shipped : shipped with
        {
            ReportedVariables = [.. network.Variables.Where(static v =>
                v.Name is "cause" or "disc-level" or "zone" or "side" or "root-level" or "lesion-site" || v.Name.Contains(".root.", StringComparison.Ordinal))],
            EvidenceVariables = [.. ShippedKnowledge.Network.Variables.Where(static v => v.Kind != VariableKind.Latent).Select(static v => v.Variable)],
        };
    }

    /// <summary>Cases drawn from the network itself, a fifth of the leaves observed that may be.</summary>
    /// <returns>For each case the flat layout of likelihoods.</returns>
    public static double[][] Cases(BayesianNetwork network, int count, ExactEngineOptions options)
    {
        var random = new Random(17);
        var offsets = new int[network.Variables.Length + 1];
        var hasChild = new bool[network.Variables.Length];
        foreach (Variable variable in network.Variables)
        {
            offsets[variable.Index + 1] = offsets[variable.Index] + variable.StateCount;
            foreach (Variable parent in network.DistributionOf(variable).Parents)
            {
                hasChild[parent.Index] = true;
            }
        }

        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            int[] states = Sample(network, random);
            var likelihoods = new double[offsets[^1]];
            Array.Fill(likelihoods, 1);
            foreach (Variable variable in network.Variables)
            {
                if (!hasChild[variable.Index] && random.Next(5) == 0 && options.EvidenceVariables?.Contains(variable) != false)
                {
                    likelihoods.AsSpan(offsets[variable.Index], variable.StateCount).Clear();
                    likelihoods[offsets[variable.Index] + states[variable.Index]] = 1;
                }
            }

            return likelihoods;
        })];
    }

    private static int[] Sample(BayesianNetwork network, Random random)
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
            while (state < row.Length - 1 && (u -= row[state]) >= 0)
            {
                state++;
            }

            while (row[state] == 0)
            {
                state--;
            }

            states[variable.Index] = state;
        }

        return states;
    }
}
