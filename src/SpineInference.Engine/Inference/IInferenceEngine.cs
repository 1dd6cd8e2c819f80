using System.Diagnostics.CodeAnalysis;
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

    /// <summary>Computes the posterior of every variable given the evidence, if that is possible.</summary>
    /// <param name="evidence">Evidence on this engine's network.</param>
    /// <param name="posteriors">Receives posterior marginals and the log probability of the evidence; null where that is 0.</param>
    /// <returns>Whether the evidence has a probability above 0.</returns>
    /// <exception cref="ArgumentException">The evidence belongs to another network.</exception>
    bool TryQuery(Evidence evidence, [NotNullWhen(true)] out Posteriors? posteriors)
    {
        try
        {
            posteriors = Query(evidence);
            return true;
        }
        catch (ImpossibleEvidenceException)
        {
            posteriors = null;
            return false;
        }
    }
}
