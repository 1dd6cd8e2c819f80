using SpineInference.Engine.Networks;

namespace SpineInference.InferNet;

/// <summary>What an <see cref="InferNetLearner"/> found.</summary>
public sealed class InferNetFit
{
    internal InferNetFit(BayesianNetwork network, int passes, double largestChange, bool isConverged)
    {
        Network = network;
        Passes = passes;
        LargestChange = largestChange;
        IsConverged = isConverged;
    }

    /// <summary>The network with the posterior: the means of the learned rows, and their Dirichlet concentrations as effective
    /// sample sizes. Rows that were not learned are as they were.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>How often every batch was visited.</summary>
    public int Passes { get; }

    /// <summary>The largest change of an entry in the last pass; with a single pass, of that pass from the prior.</summary>
    public double LargestChange { get; }

    /// <summary>Whether that change is within the tolerance.</summary>
    public bool IsConverged { get; }
}
