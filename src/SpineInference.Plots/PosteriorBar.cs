using SpineInference.Engine.Reasoning;

namespace SpineInference.Plots;

/// <summary>One bar of a chart of posteriors.</summary>
/// <param name="Label">The answer, in words.</param>
/// <param name="Probability">Its probability, in [0, 1].</param>
/// <param name="Interval">Its credible interval, or <see langword="null"/> for none.</param>
public sealed record PosteriorBar(string Label, double Probability, CredibleInterval? Interval);
