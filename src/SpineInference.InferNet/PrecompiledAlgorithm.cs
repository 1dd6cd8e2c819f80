using Microsoft.ML.Probabilistic.Models;
using SpineInference.Engine.Networks;
using SpineInference.InferNet.Clusters;

namespace SpineInference.InferNet;

/// <summary>Writes the source of a generated algorithm, so that a program can use it without a compiler at run time.</summary>
public static class PrecompiledAlgorithm
{
    /// <summary>Writes the algorithm of <see cref="InferNetEngine"/> for a network.</summary>
    /// <param name="network">The network. The source depends on nothing but the depth of its cluster tree, and serves every network and
    /// every parameter vector whose tree is no deeper.</param>
    /// <param name="folder">The folder for the file; made where it is missing. A file of that name is overwritten.</param>
    /// <param name="namespaceName">The namespace of the generated class.</param>
    /// <returns>The file, the full name of the class in it, and the depth to give to <see cref="InferNetEngine.FromPrecompiled"/>.</returns>
    /// <exception cref="NotSupportedException">The network is too wide or too deep.</exception>
    public static GeneratedSource Write(BayesianNetwork network, string folder, string namespaceName)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(namespaceName);
        int depth = ClusterAlgorithm.DepthFor(ClusterTree.Build(network).Levels.Count);
        string full = Path.GetFullPath(folder);
        Directory.CreateDirectory(full);
        Type type = ClusterAlgorithm.Compile(depth, engine => WriteTo(engine, full, namespaceName));
        return new GeneratedSource(Path.Combine(full, $"{type.Name}.cs"), type.FullName!, depth);
    }

    private static void WriteTo(InferenceEngine engine, string folder, string namespaceName)
    {
        engine.ModelNamespace = namespaceName;
        engine.Compiler.WriteSourceFiles = true;
        engine.Compiler.GeneratedSourceFolder = folder;
    }
}
