using SpineInference.Engine.Inference;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;
using SpineInference.Learning;

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

        /// <summary>The probability of an answer with its uncertainty; for several answers ask <c>Intervals</c> once.</summary>
        /// <param name="answer">An answer to one of <see cref="Questions.All"/>.</param>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
        /// <returns>The probability, and how it spreads.</returns>
        /// <exception cref="ArgumentException">The question is about one root of a leg, or the uncertainty is of another model.</exception>
        public UncertainProbability Interval(Answer answer, ModelUncertainty? uncertainty = null) => diagnosis.Intervals(uncertainty)[answer];

        /// <summary>How firmly an answer stands: its interval, how often it stays first, what part of the width is judgement, and the numbers it
        /// hangs on, in words.</summary>
        /// <param name="answer">An answer to one of <see cref="Questions.All"/>.</param>
        /// <param name="count">How many numbers to name; at least 1.</param>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
        /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public Firmness Firmness(Answer answer, int count = 3, ModelUncertainty? uncertainty = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(answer);
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
            uncertainty = Checked(diagnosis, uncertainty);
            Hypothesis hypothesis = diagnosis.HypothesisOf(answer);
            UncertainPosteriors posteriors = uncertainty.Analysis.Posteriors(diagnosis.Evidence, uncertainty.Draws, cancellationToken: cancellationToken);
            VarianceSplit split = uncertainty.Analysis.VarianceOf(diagnosis.Evidence, hypothesis);
            double judged = uncertainty.Analysis.Belief is LogOddsBelief belief ? belief.JudgementShareOf(split) : 0;
            KnowledgeNetwork description = diagnosis.Patient.Model.Description;
            return new Firmness
            {
                Answer = answer,
                Probability = new DiagnosisIntervals(diagnosis, posteriors)[answer],
                FirstShare = posteriors.ShareFirst(hypothesis.Variable, hypothesis.States[0]),
                EffectiveDrawCount = posteriors.EffectiveCount,
                JudgementShare = judged,
                StudyShare = split.Total > 0 ? 1 - judged : 0,
                HangsOn = [.. description.Network.Rows
                    .Where(r => split.Rows[r.Index] > 0)
                    .OrderByDescending(r => split.Rows[r.Index])
                    .Take(count)
                    .Select(r => RowWords.Of(description, r, diagnosis.Evidence.Variables))],
            };
        }

        /// <summary>Which numbers of the model the probability of an answer hangs on.</summary>
        /// <param name="answer">An answer to one of <see cref="Questions.All"/>.</param>
        /// <param name="count">How many of each kind; at least 1.</param>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
        /// <returns>The numbers, the most influential first.</returns>
        /// <exception cref="ArgumentException">The question is about one root of a leg, or the uncertainty is of another model.</exception>
        public SensitivityReport Sensitivity(Answer answer, int count = 10, ModelUncertainty? uncertainty = null) =>
            diagnosis.Sensitivity(diagnosis.HypothesisOf(answer), count, uncertainty);

        /// <summary>Which numbers of the model the probability of a hypothesis hangs on.</summary>
        /// <param name="hypothesis">About a variable of the network that is no latent of a leg.</param>
        /// <param name="count">How many of each kind; at least 1.</param>
        /// <param name="uncertainty">Of the diagnosis' model; <see langword="null"/> for its default.</param>
        /// <exception cref="ArgumentException">The hypothesis is about another network, or the uncertainty of another model.</exception>
        public SensitivityReport Sensitivity(Hypothesis hypothesis, int count = 10, ModelUncertainty? uncertainty = null)
        {
            ArgumentNullException.ThrowIfNull(hypothesis);
            ParameterAnalysis analysis = Checked(diagnosis, uncertainty).Analysis;
            Posteriors posteriors = diagnosis.Posteriors;
            Hypothesis rival = hypothesis.StrongestRival(posteriors);
            return new SensitivityReport(
                diagnosis.Patient.Model.Network,
                hypothesis,
                Wording.OfHypothesis(diagnosis, hypothesis),
                Wording.OfHypothesis(diagnosis, rival),
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
