using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Whether findings belong together, and which joint explanation covers them best.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
internal static class DiagnosisCoherence
{
    // Of findings in conflict, misfits below this are not worth naming.
    private const double SmallestDecibans = 1;

    public static FindingsCoherence Conflict(Diagnosis diagnosis, int simulations, int seed)
    {
        SpineModel model = diagnosis.Patient.Model;
        Variable[] findings = DiagnosisExplanations.StatedVariables(diagnosis);
        ConflictReport conflict = ConflictMeasure.Assess(
            model.Engine, diagnosis.Evidence, findings, model.Network["cause"], model.Network["root-level"]);
        JointExplanation best = BestExplanations(diagnosis, 1)[0];
        Evidence explained = diagnosis.Evidence;
        for (int i = 0; i < best.Variables.Length; i++)
        {
            explained = explained.Observe(best.Variables[i], best.States[i]);
        }

        SurpriseReport? rarity = Against(diagnosis.Evidence);
        SurpriseReport? surprise = Against(explained);
        Scenario explanation = ScenarioOf(diagnosis, best);
        return new FindingsCoherence(
            conflict, rarity, surprise, explanation, [.. Speak(diagnosis, conflict, rarity, surprise, explanation)]);

        SurpriseReport? Against(Evidence evidence) =>
            findings.Length == 0 ? null : SurpriseMeasure.Assess(model.Engine, evidence, findings, simulations, seed);
    }

    public static Scenario MostProbableExplanation(Diagnosis diagnosis) => diagnosis.FindJointExplanations(1)[0];

    public static ImmutableArray<Scenario> JointExplanations(Diagnosis diagnosis, int count) =>
        [.. BestExplanations(diagnosis, count).Select(e => ScenarioOf(diagnosis, e))];

    private static ImmutableArray<JointExplanation> BestExplanations(Diagnosis diagnosis, int count)
    {
        SpineModel model = diagnosis.Patient.Model;
        return SpineInference.Engine.Reasoning.JointExplanations.Find(
            model.Engine, diagnosis.Evidence, [.. QuestionsTo(diagnosis).Select(q => model.Network[q.Id])], count);
    }

    // Left and right are exchangeable where no leg is named.
    private static IEnumerable<Question> QuestionsTo(Diagnosis diagnosis) =>
        Scenario.Questions.Where(q => diagnosis.Reading.IsNamed || !q.Equals(Questions.Side));

    private static Scenario ScenarioOf(Diagnosis diagnosis, JointExplanation explanation) => new(
        [.. QuestionsTo(diagnosis).Select(q => q.AnswersIn([explanation[diagnosis.Patient.Model.Network[q.Id]]])[0])], explanation.Probability);

    private static IEnumerable<string> Speak(
        Diagnosis diagnosis, ConflictReport conflict, SurpriseReport? rarity, SurpriseReport? surprise, Scenario explanation)
    {
        bool isSilent = true;
        foreach (Doubt doubt in diagnosis.Doubts)
        {
            isSilent = false;
            yield return doubt.Text;
        }

        if (conflict.Decibans >= FindingsCoherence.ConflictFrom)
        {
            isSilent = false;
            string[] worst = [.. conflict.Findings
                .Where(static f => f.Decibans >= SmallestDecibans)
                .Take(3)
                .Select(f => Wording.OfFinding(diagnosis, f.Finding))];
            string named = worst.Length == 0 ? "" : $"; those that fit least: {string.Join(", ", worst)}";
            yield return FormattableString.Invariant($"The findings do not support each other (conflict {conflict.Decibans:0.0} dB){named}.");
            if (conflict.IsExplainedByRareCase)
            {
                yield return $"A rare case would explain that: {Wording.OfHypothesis(diagnosis, conflict.RareCase!.Hypothesis)}.";
            }
        }

        foreach (ConflictingPair pair in conflict.Pairs.Where(static p => p.Decibans >= FindingsCoherence.ConflictFrom).Take(3))
        {
            isSilent = false;
            yield return FormattableString.Invariant(
                $"{Wording.OfFinding(diagnosis, pair.First)} and {Wording.OfFinding(diagnosis, pair.Second)} seldom go together ({pair.Decibans:0.0} dB).");
        }

        string best = string.Join(", ", ((string?[])[explanation.Cause.PlainName, explanation.RootLevel?.Id]).OfType<string>());
        if (surprise is { Percentile: < FindingsCoherence.UnusualBelow })
        {
            isSilent = false;
            yield return FormattableString.Invariant(
                $"The model explains nothing well: even under its best explanation ({best}), findings as improbable as these are expected in {surprise.Percentile:P1} of patients of whom the same was asked and examined. Check the findings, and think beyond the causes the model knows.");
        }
        else if (rarity is { Percentile: < FindingsCoherence.UnusualBelow })
        {
            isSilent = false;
            yield return FormattableString.Invariant(
                $"Such findings are rare ({rarity.Percentile:P1} of such patients have any as rare), but the best explanation ({best}) accounts for them.");
        }

        if (isSilent)
        {
            yield return "The findings belong together.";
        }
    }
}
