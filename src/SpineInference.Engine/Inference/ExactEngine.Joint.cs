using System.Diagnostics.CodeAnalysis;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <content>Answers about several variables together: pairs, and the most probable assignment of all.</content>
public sealed partial class ExactEngine
{
    private readonly Lazy<MaximumFinder> _maximum;

    /// <summary>The joint posterior of two variables.</summary>
    /// <param name="evidence">Evidence on this engine's network.</param>
    /// <param name="first">A variable; at least one of the two may carry evidence, and the other is reported.</param>
    /// <param name="second">Another variable, or the same.</param>
    /// <returns>P(first = i, second = j | evidence) at [i, j]; all entries sum to 1.</returns>
    /// <exception cref="ArgumentException">A variable or the evidence belongs to another network, or neither variable may carry evidence
    /// while the other is reported.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>P(i, j | e) = P(i | e)·P(j | i, e): one run of the program for each state of one variable.</remarks>
    public double[,] ComputeJointPosterior(Evidence evidence, Variable first, Variable second)
    {
        Network.ThrowIfForeign(first);
        Network.ThrowIfForeign(second);
        double[] likelihoods = FlatLikelihoods(evidence);
        bool swap = _loader.SlotOf(first.Index) < 0 || _states.Offsets[second.Index] < 0;
        (Variable given, Variable read) = swap ? (second, first) : (first, second);
        ThrowIfNoEvidence(given);
        _ = _states.OutputOf(read, 0);
        var posteriors = new double[_layout.Total];
        double logEvidence = Query(likelihoods, posteriors);
        if (double.IsNegativeInfinity(logEvidence))
        {
            throw Impossible(evidence);
        }

        var probabilities = new double[given.StateCount];
        var conditionals = new double[given.StateCount][];
        for (int i = 0; i < given.StateCount; i++)
        {
            probabilities[i] = Math.Exp(Query(Restrict(likelihoods, given, i), posteriors) - logEvidence);
            conditionals[i] = posteriors.AsSpan(_layout.Offsets[read.Index], read.StateCount).ToArray();
        }

        // As a whole the states of the given variable are certain, whatever their logarithms were rounded to.
        double sum = probabilities.Sum();
        var joint = new double[first.StateCount, second.StateCount];
        for (int i = 0; i < given.StateCount; i++)
        {
            for (int j = 0; j < read.StateCount && probabilities[i] > 0; j++)
            {
                (int row, int column) = swap ? (j, i) : (i, j);
                joint[row, column] = probabilities[i] / sum * conditionals[i][j];
            }
        }

        return joint;
    }

    /// <summary>The most probable explanation: the assignment of all variables that is most probable together with the evidence.</summary>
    /// <param name="evidence">Evidence on this engine's network, on any variable.</param>
    /// <returns>The assignment and its probability.</returns>
    /// <exception cref="ArgumentException">The evidence belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <exception cref="NetworkTooWideException">The engine answers by tables, and a program of numbers does not fit the limit.</exception>
    /// <remarks>The program of P(evidence) with maxima in place of sums; the terms that attain them spell the assignment. Among equally
    /// probable assignments one is returned, always the same. The program is compiled at the first call.</remarks>
    public MostProbableExplanation FindMostProbableExplanation(Evidence evidence) =>
        TryFindMostProbableExplanation(evidence, out MostProbableExplanation? explanation) ? explanation : throw Impossible(evidence);

    /// <summary>The most probable explanation, if the evidence is possible.</summary>
    /// <param name="evidence">Evidence on this engine's network, on any variable.</param>
    /// <param name="explanation">Receives it; null where the evidence has probability 0.</param>
    /// <returns>Whether the evidence has a probability above 0.</returns>
    /// <exception cref="ArgumentException">The evidence belongs to another network.</exception>
    public bool TryFindMostProbableExplanation(Evidence evidence, [NotNullWhen(true)] out MostProbableExplanation? explanation)
    {
        double[] likelihoods = FlatLikelihoods(evidence);
        var states = new int[_layout.Counts.Length];
        double log = _maximum.Value.Find(likelihoods, states);
        explanation = double.IsNegativeInfinity(log) ? null : new MostProbableExplanation(Network, [.. states], log);
        return explanation is not null;
    }
}
