using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>A statement that another says already: compression seen, beside the root that is named.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Said">What is implied.</param>
/// <param name="By">What says it already; any of them is enough.</param>
internal sealed record Implication(string Id, CombinationStatement Said, ImmutableArray<CombinationStatement> By)
{
    /// <summary>Lets each thing count once: what is implied by another statement adds nothing to it.</summary>
    /// <param name="evidence">What was stated.</param>
    /// <returns>The evidence with a likelihood of one on what is implied: it counts as asked, and weighs nothing.</returns>
    /// <remarks>P(a, b | cause) = P(a | cause) where a implies b. The network has the two as children of one hidden thing, which would let both count.</remarks>
    public static Evidence SaidOnce(Evidence evidence)
    {
        foreach (Implication implication in Combinations.Implied)
        {
            foreach (Leg leg in Legs.All)
            {
                string name = implication.Said.VariablesOf(leg)[0];
                Variable said = evidence.Network[name];
                if (implication.Said.Holds(evidence, said, leg) && implication.By.Any(by => by.VariablesOf(leg).All(v => by.Holds(evidence, evidence.Network[v], leg))))
                {
                    evidence = evidence.Without(said).ObserveLikelihood(said, [.. said.States.Select(static _ => 1.0)]);
                }
            }
        }

        return evidence;
    }
}
