using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Finds the most probable joint answers to several questions, everything else summed out.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class JointExplanations
{
    /// <summary>Finds the k most probable joint states of some variables.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="targets">The variables, each once; those that decide the others first need the fewest queries.</param>
    /// <param name="count">How many to find; at least 1.</param>
    /// <returns>The most probable first; fewer than asked for where there are no more with a probability above 0.</returns>
    /// <exception cref="ArgumentException">A variable is named twice or belongs to another network, or none is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>Best-first search over partial assignments: the probability of a part is an upper bound on that of every whole it can
    /// become, so what is completed first is most probable. Exact. One query for each part that is taken up.</remarks>
    public static ImmutableArray<JointExplanation> Find(
        IInferenceEngine engine, Evidence evidence, IReadOnlyList<Variable> targets, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (targets.Count == 0 || targets.Distinct().Count() != targets.Count)
        {
            throw new ArgumentException(
                $"Got the targets [{string.Join(", ", targets.Select(static v => v.Name))}]; expected at least one, and each once.", nameof(targets));
        }

        ImmutableArray<Variable> variables = [.. targets];
        var found = ImmutableArray.CreateBuilder<JointExplanation>();
        var waiting = new PriorityQueue<Part, (double, int)>();
        int made = 0;
        FewAnswers answers = FewAnswers.Open(engine, evidence);
        waiting.Enqueue(new Part(evidence, [], 1), (-1, made++));
        while (found.Count < count && waiting.TryDequeue(out Part? part, out _))
        {
            if (part.States.Length == variables.Length)
            {
                found.Add(new JointExplanation(variables, part.States, part.Probability));
                continue;
            }

            Variable next = variables[part.States.Length];
            double[] posterior = answers.PosteriorUnder(part.Evidence, next);
            for (int s = 0; s < posterior.Length; s++)
            {
                if (posterior[s] > 0)
                {
                    double probability = part.Probability * posterior[s];

                    // Among equals the one made first comes first, so that the order is always the same.
                    waiting.Enqueue(
                        new Part(Restriction.To(part.Evidence, next, s), part.States.Add(s), probability), (-probability, made++));
                }
            }
        }

        return found.ToImmutable();
    }

    private sealed record Part(Evidence Evidence, ImmutableArray<int> States, double Probability);
}
