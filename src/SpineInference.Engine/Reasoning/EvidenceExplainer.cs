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
    /// <exception cref="ArgumentException">A finding is not observed or named twice, the rival is of another variable or overlaps the
    /// hypothesis, or something belongs to another network.</exception>
    /// <exception cref="ImpossibleEvidenceException">The evidence has probability 0.</exception>
    /// <remarks>3n queries for n findings: each alone, each left out, and one after the other.</remarks>
    public static EvidenceExplanation Explain(
        IInferenceEngine engine,
        Evidence evidence,
        Hypothesis hypothesis,
        IReadOnlyList<Variable>? findings = null,
        Hypothesis? rival = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(hypothesis);
        if (rival is not null && (!ReferenceEquals(rival.Variable, hypothesis.Variable) || rival.States.Any(hypothesis.Contains)))
        {
            throw new ArgumentException(
                $"The rival '{rival}' is no rival of '{hypothesis}': expected other states of the same variable.", nameof(rival));
        }

        Variable[] told = FindingList.Read(evidence, findings);
        Evidence context = FindingList.Without(evidence, told);
        IReadOnlyList<Posteriors> answers = QueryList.Run(engine, [.. Partial(evidence, context, told)]);
        Posteriors before = answers[0];
        Posteriors after = answers[1];
        double prior = hypothesis.LogOddsIn(before, rival);
        double posterior = hypothesis.LogOddsIn(after, rival);
        var weights = new FindingWeight[told.Length];
        double previous = prior;
        for (int i = 0; i < told.Length; i++)
        {
            double alone = hypothesis.LogOddsIn(answers[2 + (3 * i)], rival);
            double withoutIt = hypothesis.LogOddsIn(answers[3 + (3 * i)], rival);
            double next = i == told.Length - 1 ? posterior : hypothesis.LogOddsIn(answers[4 + (3 * i)], rival);
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

    // The context, everything; then for each finding: it alone, all but it, and the findings up to it.
    private static IEnumerable<Evidence> Partial(Evidence evidence, Evidence context, Variable[] told)
    {
        yield return context;
        yield return evidence;
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
