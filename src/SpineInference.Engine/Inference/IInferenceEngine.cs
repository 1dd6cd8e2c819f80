using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>Answers queries on one network: the probability of the evidence and the posterior of every variable.</summary>
/// <remarks>Implementations are immutable after construction, or pool what is not, and are safe for concurrent use.</remarks>
public interface IInferenceEngine
{
    /// <summary>The network that is queried.</summary>
    BayesianNetwork Network { get; }

    /// <summary>Computes the posterior of every variable given the evidence.</summary>
    /// <param name="evidence">Evidence on this engine's network.</param>
    /// <returns>Posterior marginals and the log probability of the evidence.</returns>
    /// <exception cref="ArgumentException">The evidence belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    Posteriors Query(Evidence evidence);
}
