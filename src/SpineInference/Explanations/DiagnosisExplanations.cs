using System.Collections.Immutable;
using SpineInference.Anatomy;
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
        /// <summary>Explains the probability of a cause by the findings.</summary>
        /// <param name="cause">The cause.</param>
        public Explanation Explain(Cause cause) => diagnosis.Explain(diagnosis.HypothesisOf(cause));

        /// <summary>Explains the probability that a root is the principal one.</summary>
        /// <param name="root">The root.</param>
        public Explanation Explain(NerveRoot root) => diagnosis.Explain(diagnosis.HypothesisOf(root));

        /// <summary>Explains the probability of a site of the lesion.</summary>
        /// <param name="site">The site.</param>
        public Explanation Explain(LesionSite site) => diagnosis.Explain(diagnosis.HypothesisOf(site));

        /// <summary>Explains the probability of a principal disc level.</summary>
        /// <param name="level">The level.</param>
        public Explanation Explain(DiscLevel level) => diagnosis.Explain(diagnosis.HypothesisOf(level));

        /// <summary>Explains the probability of any hypothesis about a variable of the network.</summary>
        /// <param name="hypothesis">The hypothesis. Where no leg is named, the leg the findings are in is the network's left one.</param>
        /// <exception cref="ArgumentException">The hypothesis is about another network.</exception>
        /// <remarks>Some six queries for each finding.</remarks>
        public Explanation Explain(Hypothesis hypothesis)
        {
            ArgumentNullException.ThrowIfNull(hypothesis);
            IInferenceEngine engine = diagnosis.Patient.Model.Engine;
            Variable[] findings = diagnosis.StatedVariables();
            Hypothesis rival = hypothesis.StrongestRival(engine.Query(diagnosis.Evidence));
            EvidenceExplanation all = EvidenceExplainer.Explain(engine, diagnosis.Evidence, hypothesis, findings);
            EvidenceExplanation against = EvidenceExplainer.Explain(engine, diagnosis.Evidence, hypothesis, findings, rival);
            ImmutableArray<Reason> reasons = [.. all.Findings.Select((f, i) => new Reason(
                Wording.OfFinding(diagnosis, f.Finding), f.Finding, f.Alone, f.GivenRest, f.InOrder, against.Findings[i].InOrder))];
            string context = PatientEvidence.OfContext(diagnosis.Patient).Variables.Any() ? " in such a patient" : "";
            return new Explanation(Words(hypothesis), Words(rival), all, against, reasons, context);
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
                patient = patient.With(observation.Kind switch
                {
                    ObservationKind.Present => observation with { Kind = ObservationKind.Absent },
                    ObservationKind.Absent => observation with { Kind = ObservationKind.Present },
                    _ => observation with { LikelihoodRatio = 1 / observation.LikelihoodRatio },
                });
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
                .Where(o => !diagnosis.Patient.Model.IsRuleOnly(o.Finding))
                .Select(static o => o.Finding)
                .DistinctBy(static f => f.Id)
                .Select(f => new WhatIf(f, diagnosis, diagnosis.Without(f)))];

        /// <summary>The hypothesis that a cause is the principal one.</summary>
        /// <param name="cause">The cause.</param>
        public Hypothesis HypothesisOf(Cause cause) => Hypothesis.Of(diagnosis.Patient.Model.Network, "cause", cause.Id);

        /// <summary>The hypothesis that a root is the principal one.</summary>
        /// <param name="root">The root.</param>
        public Hypothesis HypothesisOf(NerveRoot root) => Hypothesis.Of(diagnosis.Patient.Model.Network, "root-level", root.Id);

        /// <summary>The hypothesis that the lesion sits at a site.</summary>
        /// <param name="site">The site.</param>
        public Hypothesis HypothesisOf(LesionSite site) => Hypothesis.Of(diagnosis.Patient.Model.Network, "lesion-site", site.Id);

        /// <summary>The hypothesis that a disc level is the principal one.</summary>
        /// <param name="level">The level.</param>
        public Hypothesis HypothesisOf(DiscLevel level) => Hypothesis.Of(diagnosis.Patient.Model.Network, "disc-level", level.Id);

        /// <summary>The variables of the findings, in the order stated; age, sex, setting and complaint are context.</summary>
        internal Variable[] StatedVariables()
        {
            SpineModel model = diagnosis.Patient.Model;
            return [.. diagnosis.Patient.Observations
                .Where(o => !model.IsRuleOnly(o.Finding))
                .SelectMany(o => diagnosis.Reading.VariablesOf(model, o))
                .Distinct(StringComparer.Ordinal)
                .Select(name => model.Network[name])];
        }
    }

    internal static string Words(Hypothesis hypothesis) =>
        string.Join(" or ", hypothesis.States.Select(s => Wording.OfState(hypothesis.Variable, s)));
}
