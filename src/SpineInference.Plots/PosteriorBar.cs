using SpineInference.Engine.Reasoning;

namespace SpineInference.Plots;

/// <summary>One bar of a chart of posteriors.</summary>
public sealed class PosteriorBar
{
    /// <summary>Makes a bar.</summary>
    /// <param name="label">What it is.</param>
    /// <param name="probability">How probable it is.</param>
    /// <param name="interval">How that spreads; <see langword="null"/> where it is not known.</param>
    public PosteriorBar(string label, double probability, CredibleInterval? interval)
    {
        Label = label;
        Probability = probability;
        Interval = interval;
    }

    /// <summary>The answer, in words.</summary>
    public string Label { get; }

    /// <summary>Its probability, in [0, 1].</summary>
    public double Probability { get; }

    /// <summary>Its credible interval, or <see langword="null"/> for none.</summary>
    public CredibleInterval? Interval { get; }
}
