using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Ranks what is not yet known by what it is expected to tell.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
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
        Func<Variable, double>? cost = null)
    {
        Check(engine, evidence, target, candidates);
        var scenarios = new TargetScenarios(engine, evidence, target);
        return [.. candidates
            .Select(c => new InformationGain(c, scenarios.Information(c), CostOf(c, cost), [.. scenarios.Forecasts(c)]))
            .OrderByDescending(static g => g.BitsPerCost)];
    }

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
        InformationOptions? options = null)
    {
        Check(engine, evidence, target, candidates);
        options ??= new InformationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MinimumBits, nameof(options));
        var now = new TargetScenarios(engine, evidence, target);
        double entropy = now.Entropy;
        if (target.Variables.All(v => Largest(now.Present[v]) >= options.SettledFrom))
        {
            return new InformationPlan(entropy, [], InformationStop.Settled);
        }

        List<Variable> open = [.. candidates];
        var chosen = ImmutableArray.CreateBuilder<InformationGain>();
        List<(double Probability, Evidence Evidence, TargetScenarios Scenarios)> branches = [(1, evidence, now)];
        while (true)
        {
            if (open.Count == 0)
            {
                return new InformationPlan(entropy, chosen.ToImmutable(), InformationStop.NoCandidates);
            }

            InformationGain best = open
                .Select(c => new InformationGain(c, branches.Sum(b => b.Probability * b.Scenarios.Information(c)), CostOf(c, options.Cost), []))
                .MaxBy(static g => g.BitsPerCost)!;
            if (best.Bits < options.MinimumBits)
            {
                return new InformationPlan(entropy, chosen.ToImmutable(), InformationStop.LittleGain);
            }

            chosen.Add(new InformationGain(best.Finding, best.Bits, best.Cost, [.. now.Forecasts(best.Finding)]));
            if (chosen.Count == options.Count)
            {
                return new InformationPlan(entropy, chosen.ToImmutable(), InformationStop.Count);
            }

            open.Remove(best.Finding);
            branches = [.. branches.SelectMany(b => Split(engine, target, b, best.Finding))];
        }
    }

    private static IEnumerable<(double, Evidence, TargetScenarios)> Split(
        IInferenceEngine engine,
        InformationTarget target,
        (double Probability, Evidence Evidence, TargetScenarios Scenarios) branch,
        Variable finding)
    {
        for (int s = 0; s < finding.StateCount; s++)
        {
            double probability = branch.Probability * branch.Scenarios.Present[finding][s];
            if (probability > 0)
            {
                Evidence evidence = Restriction.To(branch.Evidence, finding, s);
                yield return (probability, evidence, new TargetScenarios(engine, evidence, target));
            }
        }
    }

    private static void Check(IInferenceEngine engine, Evidence evidence, InformationTarget target, IReadOnlyList<Variable> candidates)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(candidates);
        foreach (Variable candidate in candidates)
        {
            if (evidence.ObservedStateOf(candidate) >= 0)
            {
                throw new ArgumentException($"'{candidate.Name}' is observed already: looking again tells nothing.", nameof(candidates));
            }
        }
    }

    private static double CostOf(Variable candidate, Func<Variable, double>? cost)
    {
        double value = cost?.Invoke(candidate) ?? 1;
        return value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"The cost of '{candidate.Name}' is {value}; expected a positive number.", nameof(cost));
    }

    private static double Largest(ReadOnlySpan<double> probabilities)
    {
        double largest = 0;
        foreach (double probability in probabilities)
        {
            largest = Math.Max(largest, probability);
        }

        return largest;
    }
}
