namespace SpineInference.Engine.Inference;

/// <summary>What the cases of a batch are expected to have contributed to each parameter.</summary>
/// <param name="Counts">θ·∂/∂θ Σ weight·log P(evidence) for each parameter, laid out as the network's parameter vector; for a row of a
/// table it is the expected number of times its state was taken under it. 0 for parameters that are not live.</param>
/// <param name="LogLikelihood">Σ weight·log P(evidence) over the cases whose evidence is possible.</param>
/// <param name="ImpossibleCount">How many cases had evidence of probability 0; they contribute to neither.</param>
public sealed record ExpectedCounts(double[] Counts, double LogLikelihood, int ImpossibleCount);
