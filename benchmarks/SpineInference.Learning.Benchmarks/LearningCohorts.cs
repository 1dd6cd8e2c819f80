using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Learning.Benchmarks;

/// <summary>The networks that are learned, and the simulated patients they are learned from.</summary>
public static class LearningCohorts
{
    /// <summary>Names for the benchmarks' parameter: "spine", and a path for each file named in SPINEINFERENCE_NETWORKS.</summary>
    public static IEnumerable<string> Names =>
    [
        "spine",
        .. (Environment.GetEnvironmentVariable("SPINEINFERENCE_NETWORKS") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    ];

    /// <summary>Reads a network; each row of a file counts as ten patients.</summary>
    public static BayesianNetwork Load(string name) => name == "spine"
        ? SpineModel.Default.Network
        : NetworkFiles.Read(name, new NetworkReaderOptions { EffectiveSampleSize = 10 }).Network;

    /// <summary>Patients with 30 % of their cells missing. Of the spine network context and findings are shown, causes and roots hidden; of
    /// any other network everything.</summary>
    public static Cohort Draw(string name, BayesianNetwork network, int count) => Simulator.Draw(network, count, seed: 1, new SimulationOptions
    {
        MissingRate = 0.3,
        Shown = name == "spine" ? [.. ShippedKnowledge.Network.Variables.Where(static v => v.Kind != VariableKind.Latent).Select(static v => v.Variable.Name)] : null,
    });
}
