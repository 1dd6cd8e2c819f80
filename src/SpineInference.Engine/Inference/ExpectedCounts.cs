namespace SpineInference.Engine.Inference;

/// <summary>What the cases of a batch are expected to have contributed to each parameter.</summary>
public sealed class ExpectedCounts
{
    internal ExpectedCounts(double[] counts, double logLikelihood, int impossibleCount)
    {
        Counts = counts;
        LogLikelihood = logLikelihood;
        ImpossibleCount = impossibleCount;
    }

    /// <summary>θ·∂/∂θ Σ weight·log P(evidence) for each parameter, laid out as the network's parameter vector; for a row of a
    /// table it is the expected number of times its state was taken under it. 0 for parameters that are not live.</summary>
    public double[] Counts { get; }

    /// <summary>Σ weight·log P(evidence) over the cases whose evidence is possible.</summary>
    public double LogLikelihood { get; }

    /// <summary>How many cases had evidence of probability 0; they contribute to neither.</summary>
    public int ImpossibleCount { get; }
}
