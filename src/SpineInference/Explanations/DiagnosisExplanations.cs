using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Reasons for a diagnosis: what speaks for and against a hypothesis, and what would be without a finding.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
internal static class DiagnosisExplanations
{
    public static Explanation Explain(Diagnosis diagnosis, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Question.HasVariable)
        {
            return diagnosis.Explain(diagnosis.HypothesisOf(answer));
        }

        var sciatica = new SciaticaEngine(diagnosis.Patient.Model.Engine);
        return Explain(diagnosis, SciaticaEngine.HypothesisOf(answer), sciatica, sciatica.Of(diagnosis.Evidence, diagnosis.Posteriors.LogEvidence));
    }

    public static Explanation Explain(Diagnosis diagnosis, Hypothesis hypothesis)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        return Explain(diagnosis, hypothesis, diagnosis.Patient.Model.Engine, diagnosis.Posteriors);
    }

    private static Explanation Explain(Diagnosis diagnosis, Hypothesis hypothesis, IInferenceEngine engine, Posteriors posteriors)
    {
        Hypothesis rival = hypothesis.FindStrongestRival(posteriors);
        ImmutableArray<EvidenceExplanation> both =
            EvidenceExplainer.ExplainAgainst(engine, diagnosis.Evidence, hypothesis, [null, rival], StatedVariables(diagnosis), posteriors);
        (EvidenceExplanation all, EvidenceExplanation against) = (both[0], both[1]);
        ImmutableArray<Reason> reasons = [.. all.Findings.Select((f, i) => new Reason(
            Wording.OfFinding(diagnosis, f.Finding), f.Finding, f.Alone, f.GivenRest, f.InOrder, against.Findings[i].InOrder))];
        string context = PatientEvidence.OfContext(diagnosis.Patient).Variables.Any() ? " in such a patient" : "";
        return new Explanation(Wording.OfHypothesis(diagnosis, hypothesis), Wording.OfHypothesis(diagnosis, rival), all, against, reasons, context);
    }

    public static Diagnosis Without(Diagnosis diagnosis, Finding finding) => diagnosis.Patient.Without(finding).Diagnose();

    public static Diagnosis Reversed(Diagnosis diagnosis, Finding finding)
    {
        Observation[] stated = [.. diagnosis.Patient.Observations.Where(o => o.Finding.Id == finding.Id)];
        if (stated.Length == 0)
        {
            throw new ArgumentException($"Nothing was stated of '{finding.Id}': there is nothing to reverse.", nameof(finding));
        }

        Patient patient = diagnosis.Patient.Without(finding);
        foreach (Observation observation in stated)
        {
            patient = patient.With(observation.Reversed());
        }

        return patient.Diagnose();
    }

    public static Diagnosis With(Diagnosis diagnosis, ReadOnlySpan<Finding> findings) => diagnosis.Patient.Present(findings).Diagnose();

    public static ImmutableArray<WhatIf> WithoutEach(Diagnosis diagnosis) =>
        [.. diagnosis.Patient.Observations
            .Where(o => !o.Finding.IsRuleOnly)
            .Select(static o => o.Finding)
            .DistinctBy(static f => f.Id)
            .Select(f => new WhatIf(f, diagnosis, diagnosis.Without(f)))];

    public static Hypothesis HypothesisOf(Diagnosis diagnosis, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.HypothesisOn(diagnosis.Patient.Model.Network);
    }

    /// <summary>The variables of the findings, in the order stated; age, sex, setting and complaint are context.</summary>
    public static Variable[] StatedVariables(Diagnosis diagnosis)
    {
        SpineModel model = diagnosis.Patient.Model;
        return [.. diagnosis.Patient.Observations
            .Where(o => !o.Finding.IsRuleOnly)
            .SelectMany(o => diagnosis.Reading.PlacesOf(model, o))
            .Distinct()
            .Select(place => model.Network.Variables[place])];
    }
}
