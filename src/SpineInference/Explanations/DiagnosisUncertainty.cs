using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>How uncertain a diagnosis is because the model's numbers are, and which of them it hangs on.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class DiagnosisUncertainty
{
    extension(Diagnosis diagnosis)
    {
        /// <summary>Every posterior with its uncertainty.</summary>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default of 1,000 draws.</param>
        /// <exception cref="ArgumentException">The uncertainty is of another model.</exception>
        public DiagnosisIntervals Intervals(ModelUncertainty? uncertainty = null)
        {
            uncertainty = Checked(diagnosis, uncertainty);
            return new DiagnosisIntervals(diagnosis, uncertainty.Analysis.Posteriors(diagnosis.Evidence, uncertainty.Draws));
        }

        /// <summary>The probability of a cause with its uncertainty; for several answers ask <c>Intervals</c> once.</summary>
        /// <param name="cause">The cause.</param>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
        public UncertainProbability Interval(Cause cause, ModelUncertainty? uncertainty = null) => diagnosis.Intervals(uncertainty)[cause];

        /// <summary>The probability of a principal root with its uncertainty; for several answers ask <c>Intervals</c> once.</summary>
        /// <param name="root">The root.</param>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
        public UncertainProbability Interval(NerveRoot root, ModelUncertainty? uncertainty = null) => diagnosis.Intervals(uncertainty)[root];

        /// <summary>Which numbers of the model the probability of a cause hangs on.</summary>
        /// <param name="cause">The cause.</param>
        /// <param name="count">How many of each kind; at least 1.</param>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
        public SensitivityReport Sensitivity(Cause cause, int count = 10, ModelUncertainty? uncertainty = null) =>
            diagnosis.Sensitivity(diagnosis.HypothesisOf(cause), count, uncertainty);

        /// <summary>Which numbers of the model the probability of a principal root hangs on.</summary>
        /// <param name="root">The root.</param>
        /// <param name="count">How many of each kind; at least 1.</param>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
        public SensitivityReport Sensitivity(NerveRoot root, int count = 10, ModelUncertainty? uncertainty = null) =>
            diagnosis.Sensitivity(diagnosis.HypothesisOf(root), count, uncertainty);

        /// <summary>Which numbers of the model the probability of a hypothesis hangs on.</summary>
        /// <param name="hypothesis">About a variable of the network that is no latent of a leg.</param>
        /// <param name="count">How many of each kind; at least 1.</param>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
        /// <exception cref="ArgumentException">The hypothesis is about another network, or the uncertainty of another model.</exception>
        public SensitivityReport Sensitivity(Hypothesis hypothesis, int count = 10, ModelUncertainty? uncertainty = null)
        {
            ArgumentNullException.ThrowIfNull(hypothesis);
            ParameterAnalysis analysis = Checked(diagnosis, uncertainty).Analysis;
            Posteriors posteriors = diagnosis.Patient.Model.Engine.Query(diagnosis.Evidence);
            Hypothesis rival = hypothesis.StrongestRival(posteriors);
            return new SensitivityReport(
                diagnosis.Patient.Model.Network,
                DiagnosisExplanations.Words(hypothesis),
                DiagnosisExplanations.Words(rival),
                hypothesis.ProbabilityIn(posteriors),
                analysis.Tornado(diagnosis.Evidence, hypothesis, count),
                hypothesis.ProbabilityIn(posteriors) > 0 && rival.ProbabilityIn(posteriors) > 0
                    ? analysis.RankingThresholds(diagnosis.Evidence, hypothesis, rival, count)
                    : [],
                [.. analysis.WidthSources(diagnosis.Evidence, hypothesis).Take(count)]);
        }
    }

    private static ModelUncertainty Checked(Diagnosis diagnosis, ModelUncertainty? uncertainty)
    {
        uncertainty ??= ModelUncertainty.For(diagnosis.Patient.Model);
        return ReferenceEquals(uncertainty.Model, diagnosis.Patient.Model)
            ? uncertainty
            : throw new ArgumentException("The uncertainty was made for another model than the diagnosis.", nameof(uncertainty));
    }
}
