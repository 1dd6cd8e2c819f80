using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Reasons for a diagnosis: what speaks for and against a hypothesis, and what would be without a finding.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class DiagnosisExplanations
{
    extension(Diagnosis diagnosis)
    {
        /// <summary>Explains the probability of an answer to any question by the findings.</summary>
        /// <param name="answer">The answer: a value such as <c>Cause.Polyneuropathy</c> or <c>NerveRoot.L5</c>, an outcome of a distribution,
        /// or <c>Questions.RootLevel.None</c>.</param>
        /// <returns>What speaks for it and against it.</returns>
        /// <example><code>diagnosis.Explain(diagnosis.Cause.MostProbable)</code></example>
        public Explanation Explain(Answer answer) => diagnosis.Explain(diagnosis.HypothesisOf(answer));

        /// <summary>Explains the probability of any hypothesis about a variable of the network.</summary>
        /// <param name="hypothesis">The hypothesis. Where no leg is named, the leg the findings are in is the network's left one.</param>
        /// <exception cref="ArgumentException">The hypothesis is about another network.</exception>
        /// <remarks>Some six queries for each finding.</remarks>
        public Explanation Explain(Hypothesis hypothesis)
        {
            ArgumentNullException.ThrowIfNull(hypothesis);
            IInferenceEngine engine = diagnosis.Patient.Model.Engine;
            Variable[] findings = diagnosis.StatedVariables();
            Hypothesis rival = hypothesis.StrongestRival(diagnosis.Posteriors);
            EvidenceExplanation all = EvidenceExplainer.Explain(engine, diagnosis.Evidence, hypothesis, findings);
            EvidenceExplanation against = EvidenceExplainer.Explain(engine, diagnosis.Evidence, hypothesis, findings, rival);
            ImmutableArray<Reason> reasons = [.. all.Findings.Select((f, i) => new Reason(
                Wording.OfFinding(diagnosis, f.Finding), f.Finding, f.Alone, f.GivenRest, f.InOrder, against.Findings[i].InOrder))];
            string context = PatientEvidence.OfContext(diagnosis.Patient).Variables.Any() ? " in such a patient" : "";
            return new Explanation(Wording.OfHypothesis(diagnosis, hypothesis), Wording.OfHypothesis(diagnosis, rival), all, against, reasons, context);
        }

        /// <summary>The diagnosis without a finding, in either leg: as if it had not been looked for.</summary>
        /// <param name="finding">The finding; its state does not matter.</param>
        public Diagnosis Without(Finding finding) => diagnosis.Patient.Without(finding).Diagnose();

        /// <summary>The diagnosis with what was stated of a finding reversed: present becomes absent, absent present, and a likelihood
        /// ratio its inverse.</summary>
        /// <param name="finding">The finding.</param>
        /// <exception cref="ArgumentException">Nothing was stated of it.</exception>
        /// <exception cref="ContradictoryFindingsException">The reversed finding is impossible with the others.</exception>
        public Diagnosis Reversed(Finding finding)
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

        /// <summary>The diagnosis with further findings.</summary>
        /// <param name="findings">Findings that are present, of the patient or of the affected leg.</param>
        /// <exception cref="ContradictoryFindingsException">They contradict what was stated.</exception>
        public Diagnosis With(params ReadOnlySpan<Finding> findings) => diagnosis.Patient.Present(findings).Diagnose();

        /// <summary>For each finding that enters the posterior, the diagnosis without it, in the order stated.</summary>
        public ImmutableArray<WhatIf> WithoutEach() =>
            [.. diagnosis.Patient.Observations
                .Where(o => !o.Finding.IsRuleOnly)
                .Select(static o => o.Finding)
                .DistinctBy(static f => f.Id)
                .Select(f => new WhatIf(f, diagnosis, diagnosis.Without(f)))];

        /// <summary>The hypothesis that an answer is true, for the engine.</summary>
        /// <param name="answer">The answer to any question.</param>
        /// <returns>The hypothesis on the question's variable.</returns>
        /// <exception cref="ArgumentException">The model does not have this answer.</exception>
        public Hypothesis HypothesisOf(Answer answer)
        {
            ArgumentNullException.ThrowIfNull(answer);
            return answer.HypothesisOn(diagnosis.Patient.Model.Network);
        }

        /// <summary>The variables of the findings, in the order stated; age, sex, setting and complaint are context.</summary>
        internal Variable[] StatedVariables()
        {
            SpineModel model = diagnosis.Patient.Model;
            return [.. diagnosis.Patient.Observations
                .Where(o => !o.Finding.IsRuleOnly)
                .SelectMany(o => diagnosis.Reading.PlacesOf(model, o))
                .Distinct()
                .Select(place => model.Network.Variables[place])];
        }
    }
}
