using SpineInference.Engine.Inference;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>The answers of a batch in forms that a test can compare.</summary>
internal static class FlatAnswers
{
    /// <summary>All cases of the first reported state, then all of the second, ….</summary>
    public static double[] Flat(this BatchPosteriors answers) => [.. answers.Network.Variables
        .Where(v => answers.States.Offsets[v.Index] >= 0)
        .SelectMany(v => Enumerable.Range(0, v.StateCount).SelectMany(s => answers.Of(v, s)))];

    /// <summary>One answer for each case; null where the evidence is impossible.</summary>
    public static Posteriors?[] List(this BatchPosteriors answers) =>
        [.. Enumerable.Range(0, answers.Count).Select(i => answers.TryGet(i, out Posteriors? answer) ? answer : null)];
}
