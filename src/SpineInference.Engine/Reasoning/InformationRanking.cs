using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Ranks what is not yet known by what it is expected to tell.</summary>
/// <remarks>Stateless and safe for concurrent use. Who asks more than once of the same evidence keeps an <see cref="InformationSurvey"/>.</remarks>
public static class InformationRanking
{
    /// <summary>Ranks candidates by expected information gain about a target, for each unit of cost.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="target">What is to be found out.</param>
    /// <param name="candidates">Variables that could be looked at; none observed.</param>
    /// <param name="cost">What it costs to look, positive; <see langword="null"/> for the same everywhere.</param>
    /// <returns>All candidates, the best first; equals keep their order.</returns>
    /// <exception cref="ArgumentException">A candidate is observed, a cost is not positive, or something belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>One query for each possible state of the target, whatever the number of candidates.</remarks>
    public static ImmutableArray<InformationGain> Rank(
        IInferenceEngine engine,
        Evidence evidence,
        InformationTarget target,
        IReadOnlyList<Variable> candidates,
        Func<Variable, double>? cost = null) =>
        new InformationSurvey(engine, evidence, target).Rank(candidates, cost);

    /// <summary>Ranks candidates by expected information gain about a target, for each unit of cost, where some presuppose something.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="target">What is to be found out.</param>
    /// <param name="candidates">Variables that could be looked at; none observed.</param>
    /// <param name="options">What looking costs and what it presupposes; what ends a plan is not read.</param>
    /// <returns>The candidates that can be looked at, the best first; equals keep their order.</returns>
    /// <exception cref="ArgumentException">A candidate is observed, a cost is not positive, or something belongs to another network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The options ask for a share outside [0, 1].</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    public static ImmutableArray<InformationGain> Rank(
        IInferenceEngine engine,
        Evidence evidence,
        InformationTarget target,
        IReadOnlyList<Variable> candidates,
        InformationOptions options) =>
        new InformationSurvey(engine, evidence, target).Rank(candidates, options);

    /// <summary>Chooses findings one after the other, each the best given that those before it will be known.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="target">What is to be found out.</param>
    /// <param name="candidates">Variables that could be looked at; none observed.</param>
    /// <param name="options">How many, at what cost, and when to stop; <see langword="null"/> for one finding at equal cost.</param>
    /// <returns>The findings in the order chosen, and why it stops.</returns>
    /// <exception cref="ArgumentException">A candidate is observed, a cost is not positive, or something belongs to another network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The options ask for less than one finding or a negative gain.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>The gain of each step is averaged over the results of the steps before it, so the number of queries grows with the
    /// product of the chosen findings' states. Greedy choice is near the best set but need not be it: two findings may tell together
    /// what neither tells alone.</remarks>
    public static InformationPlan Plan(
        IInferenceEngine engine,
        Evidence evidence,
        InformationTarget target,
        IReadOnlyList<Variable> candidates,
        InformationOptions? options = null) =>
        new InformationSurvey(engine, evidence, target).Plan(candidates, options);
}
