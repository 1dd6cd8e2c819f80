using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Weighs each finding for and against a hypothesis.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class EvidenceExplainer
{
    /// <summary>Explains the posterior of a hypothesis by the weight of each finding.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">Findings and context.</param>
    /// <param name="hypothesis">What is weighed.</param>
    /// <param name="findings">The observed variables to weigh, in the order in which they are told; the rest of the evidence is context,
    /// under which everything else is seen. <see langword="null"/> for all of it, in the network's order.</param>
    /// <param name="rival">What the hypothesis is weighed against, of the same variable; <see langword="null"/> for everything else.</param>
    /// <returns>The weights, finding by finding.</returns>
    /// <exception cref="ArgumentException">A finding is not observed or named twice, the rival is of another variable or overlaps the
    /// hypothesis, or something belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>3n queries for n findings: each alone, each left out, and one after the other.</remarks>
    public static EvidenceExplanation Explain(
        IInferenceEngine engine,
        Evidence evidence,
        Hypothesis hypothesis,
        IReadOnlyList<Variable>? findings = null,
        Hypothesis? rival = null) => ExplainAgainst(engine, evidence, hypothesis, [rival], findings)[0];

    /// <summary>Explains the posterior of a hypothesis against several rivals, by the same queries.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="evidence">Findings and context.</param>
    /// <param name="hypothesis">What is weighed.</param>
    /// <param name="rivals">What the hypothesis is weighed against, each of the same variable; <see langword="null"/> for everything else.</param>
    /// <param name="findings">The observed variables to weigh, in the order in which they are told; <see langword="null"/> for all of the evidence.</param>
    /// <param name="posteriors">The posteriors under the evidence, where somebody has them: that query is then saved.</param>
    /// <returns>One explanation for each rival.</returns>
    /// <exception cref="ArgumentException">A finding is not observed or named twice, a rival is of another variable or overlaps the
    /// hypothesis, or something belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>3n queries for n findings: each alone, each left out, and one after the other.</remarks>
    public static ImmutableArray<EvidenceExplanation> ExplainAgainst(
        IInferenceEngine engine,
        Evidence evidence,
        Hypothesis hypothesis,
        IReadOnlyList<Hypothesis?> rivals,
        IReadOnlyList<Variable>? findings = null,
        Posteriors? posteriors = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(hypothesis);
        ArgumentNullException.ThrowIfNull(rivals);
        if (rivals.OfType<Hypothesis>().FirstOrDefault(r => !ReferenceEquals(r.Variable, hypothesis.Variable) || r.States.Any(hypothesis.Contains)) is { } none)
        {
            throw new ArgumentException(
                $"The rival '{none}' is no rival of '{hypothesis}': expected other states of the same variable.", nameof(rivals));
        }

        Variable[] told = FindingList.Read(evidence, findings);
        Evidence context = FindingList.Without(evidence, told);
        IReadOnlyList<Posteriors> answers = QueryList.Run(engine, [context, .. Partial(evidence, context, told)]);
        Posteriors after = posteriors ?? engine.Query(evidence);
        return [.. rivals.Select(rival => Weigh(hypothesis, rival, told, answers, after))];
    }

    private static EvidenceExplanation Weigh(
        Hypothesis hypothesis, Hypothesis? rival, Variable[] told, IReadOnlyList<Posteriors> answers, Posteriors after)
    {
        Posteriors before = answers[0];
        double prior = hypothesis.LogOddsIn(before, rival);
        double posterior = hypothesis.LogOddsIn(after, rival);
        var weights = new FindingWeight[told.Length];
        double previous = prior;
        for (int i = 0; i < told.Length; i++)
        {
            double alone = hypothesis.LogOddsIn(answers[1 + (3 * i)], rival);
            double withoutIt = hypothesis.LogOddsIn(answers[2 + (3 * i)], rival);
            double next = i == told.Length - 1 ? posterior : hypothesis.LogOddsIn(answers[3 + (3 * i)], rival);
            weights[i] = new FindingWeight(
                told[i],
                WeightOfEvidence.Between(prior, alone),
                WeightOfEvidence.Between(withoutIt, posterior),
                WeightOfEvidence.Between(previous, next));
            previous = next;
        }

        return new EvidenceExplanation(
            hypothesis, rival, prior, posterior, hypothesis.ProbabilityIn(before), hypothesis.ProbabilityIn(after), [.. weights]);
    }

    // For each finding: it alone, all but it, and the findings up to it.
    private static IEnumerable<Evidence> Partial(Evidence evidence, Evidence context, Variable[] told)
    {
        Evidence soFar = context;
        foreach (Variable finding in told)
        {
            soFar = soFar.ObserveLikelihood(finding, evidence.LikelihoodsOf(finding));
            yield return context.ObserveLikelihood(finding, evidence.LikelihoodsOf(finding));
            yield return evidence.Without(finding);
            yield return soFar;
        }
    }
}
