using Microsoft.ML.Probabilistic.Models;
using Microsoft.ML.Probabilistic.Models.Attributes;

namespace SpineInference.InferNet;

/// <summary>Makes Infer.NET engines that print nothing and write no files.</summary>
internal static class QuietEngine
{
    /// <summary>An engine for an algorithm.</summary>
    /// <param name="algorithm">Expectation propagation or variational message passing.</param>
    /// <remarks>Infer.NET writes the source it generates into the current folder unless told otherwise, and prints progress.</remarks>
    public static InferenceEngine Create(IAlgorithm algorithm)
    {
        var engine = new InferenceEngine(algorithm) { ShowProgress = false, ShowTimings = false, ShowWarnings = false };
        engine.Compiler.WriteSourceFiles = false;
        engine.Compiler.ShowProgress = false;
        return engine;
    }
}
