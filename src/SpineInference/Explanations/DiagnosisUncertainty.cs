using SpineInference.Engine.Inference;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference;

/// <summary>How uncertain a diagnosis is because the model's numbers are, and which of them it hangs on.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
internal static class DiagnosisUncertainty
{
    public static DiagnosisIntervals Intervals(Diagnosis diagnosis, ModelUncertainty? uncertainty, CancellationToken cancellationToken)
    {
        uncertainty = Checked(diagnosis, uncertainty, cancellationToken);
        return new DiagnosisIntervals(
            diagnosis, uncertainty, uncertainty.Analysis.ComputePosteriors(diagnosis.Evidence, uncertainty.Draws, cancellationToken: cancellationToken));
    }

    public static UncertainProbability Interval(Diagnosis diagnosis, Answer answer, ModelUncertainty? uncertainty, CancellationToken cancellationToken) =>
        diagnosis.ComputeIntervals(uncertainty, cancellationToken)[answer];

    public static Firmness Firmness(Diagnosis diagnosis, Answer answer, int count, ModelUncertainty? uncertainty, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        uncertainty = Checked(diagnosis, uncertainty, cancellationToken);
        Hypothesis hypothesis = diagnosis.HypothesisOf(answer);
        UncertainPosteriors posteriors = uncertainty.Analysis.ComputePosteriors(diagnosis.Evidence, uncertainty.Draws, cancellationToken: cancellationToken);
        VarianceSplit split = uncertainty.Analysis.VarianceOf(diagnosis.Evidence, hypothesis);
        double judged = uncertainty.Analysis.Belief is LogOddsBelief belief ? belief.JudgementShareOf(split) : 0;
        KnowledgeNetwork description = diagnosis.Patient.Model.Description;
        return new Firmness
        {
            Answer = answer,
            Probability = new DiagnosisIntervals(diagnosis, uncertainty, posteriors)[answer],
            FirstShare = posteriors.ComputeShareFirst(hypothesis.Variable, hypothesis.States[0]),
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

    public static SensitivityReport Sensitivity(Diagnosis diagnosis, Answer answer, int count, ModelUncertainty? uncertainty) =>
        diagnosis.AnalyseSensitivity(diagnosis.HypothesisOf(answer), count, uncertainty);

    public static SensitivityReport Sensitivity(Diagnosis diagnosis, Hypothesis hypothesis, int count, ModelUncertainty? uncertainty)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        ParameterAnalysis analysis = Checked(diagnosis, uncertainty).Analysis;
        Posteriors posteriors = diagnosis.Posteriors;
        Hypothesis rival = hypothesis.FindStrongestRival(posteriors);
        return new SensitivityReport(
            diagnosis.Patient.Model.Network,
            hypothesis,
            Wording.OfHypothesis(diagnosis, hypothesis),
            Wording.OfHypothesis(diagnosis, rival),
            hypothesis.ProbabilityIn(posteriors),
            analysis.ComputeTornado(diagnosis.Evidence, hypothesis, count),
            hypothesis.ProbabilityIn(posteriors) > 0 && rival.ProbabilityIn(posteriors) > 0
                ? analysis.FindRankingThresholds(diagnosis.Evidence, hypothesis, rival, count)
                : [],
            [.. analysis.FindWidthSources(diagnosis.Evidence, hypothesis).Take(count)]);
    }

    private static ModelUncertainty Checked(Diagnosis diagnosis, ModelUncertainty? uncertainty, CancellationToken cancellationToken = default)
    {
        uncertainty ??= ModelUncertainty.For(diagnosis.Patient.Model, cancellationToken);
        return ReferenceEquals(uncertainty.Model, diagnosis.Patient.Model)
            ? uncertainty
            : throw new ArgumentException("The uncertainty was made for another model than the diagnosis.", nameof(uncertainty));
    }
}
