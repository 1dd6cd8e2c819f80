using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Finds the most probable assignments of all variables of a network.</summary>
/// <remarks>Such an assignment commits itself on every variable, also on hundreds that nobody asked for, and its probability is
/// correspondingly small; for the best answer to a few questions use <see cref="JointExplanations"/>. Stateless.</remarks>
public static class CompleteExplanations
{
    /// <summary>Finds the k most probable assignments of all variables.</summary>
    /// <param name="engine">The engine; evidence must be allowed on every variable.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="count">How many to find; at least 1.</param>
    /// <returns>The most probable first; fewer where there are no more with a probability above 0.</returns>
    /// <exception cref="ArgumentException">The evidence belongs to another network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>Each solution splits what is left into parts that agree with it on the first variables and differ on the next; the best
    /// of each part is one maximisation, so every further solution costs at most as many as there are variables.
    /// Source: Lawler 1972; Nilsson 1998, <i>An efficient algorithm for finding the M most probable configurations</i>.</remarks>
    public static ImmutableArray<MostProbableExplanation> Find(ExactEngine engine, Evidence evidence, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var found = ImmutableArray.CreateBuilder<MostProbableExplanation>();
        var waiting = new PriorityQueue<Part, (double, int)>();
        int made = 0;
        Enqueue(new Part(engine.FindMostProbableExplanation(evidence), evidence, 0));
        while (waiting.TryDequeue(out Part? part, out _))
        {
            found.Add(part.Best);
            if (found.Count == count)
            {
                break;
            }

            Evidence agreeing = part.Evidence;
            for (int v = part.FirstOpen; v < evidence.Network.Variables.Length; v++)
            {
                Variable variable = evidence.Network.Variables[v];
                if (Restriction.Excluding(agreeing, variable, part.Best.States[v]) is { } differing && engine.TryFindMostProbableExplanation(differing, out MostProbableExplanation? best))
                {
                    Enqueue(new Part(best, differing, v));
                }

                agreeing = Restriction.To(agreeing, variable, part.Best.States[v]);
            }
        }

        return found.ToImmutable();

        void Enqueue(Part part) => waiting.Enqueue(part, (-part.Best.LogProbability, made++));
    }

    // All assignments that the evidence allows; variables before FirstOpen are fixed in it.
    private sealed record Part(MostProbableExplanation Best, Evidence Evidence, int FirstOpen);
}
