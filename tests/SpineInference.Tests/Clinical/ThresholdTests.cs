using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Tests.Clinical;

/// <summary>A threshold of the shipped model is a value inside (0, 1) beyond which the answer really is another.</summary>
public class ThresholdTests
{
    private static readonly Lazy<ExactEngine> Live = new(() => ExactEngine.Compile(SpineModel.Default.Network, new ExactEngineOptions
    {
        Parameters = LiveParameters.All,
        EliminationOrder = ((ExactEngine)SpineModel.Default.Engine).EliminationOrder,
        ReportedVariables = [SpineModel.Default.Network["cause"]],
    }));

    [Fact]
    public void Sensitivity_KnownSex_HasNoThresholdInItsPrior()
    {
        // Moving the prior of sex to "female" would make the evidence impossible; nothing changes places on the way.
        Diagnosis diagnosis = SpineModel.Default.Patient(sex: Sex.Male, setting: Setting.PrimaryCare).Present(Leg.Left, Findings.FootDrop).Diagnose();
        SensitivityReport[] reports = [diagnosis.AnalyseSensitivity(Cause.VascularClaudication, 400), diagnosis.AnalyseSensitivity(Cause.ProlapsedDisc, 400)];

        Assert.All(reports, static r => Assert.DoesNotContain(r.Thresholds, static t => t.Row.Id.StartsWith("sex", StringComparison.Ordinal) || t.Row.Id.StartsWith("setting", StringComparison.Ordinal)));
        Assert.All(reports, r => AssertReal(diagnosis.Evidence, Hypothesis.Of(Live.Value.Network, "cause", r == reports[0] ? "vascular-claudication" : "prolapsed-disc"), r));
    }

    private static void AssertReal(Evidence evidence, Hypothesis first, SensitivityReport report)
    {
        ExactEngine engine = Live.Value;
        BayesianNetwork network = engine.Network;
        Hypothesis second = first.FindStrongestRival(SpineModel.Default.Engine.Query(evidence));
        var likelihoods = new double[engine.StateCount];
        Array.Fill(likelihoods, 1);
        foreach (Variable variable in evidence.Variables)
        {
            evidence.LikelihoodsOf(variable).CopyTo(likelihoods.AsSpan(engine.StateOffsetOf(variable)));
        }

        int length = network.Parameters.Length;
        var parameters = new double[2 * report.Thresholds.Length * length];
        for (int i = 0; i < report.Thresholds.Length; i++)
        {
            RankingThreshold threshold = report.Thresholds[i];
            Assert.True(threshold.Threshold is > 0 and < 1, $"{threshold.Row.Id}: {threshold.Threshold:R}");
            double end = threshold.Change < 0 ? 0 : 1;
            Move(threshold, threshold.Threshold, parameters.AsSpan(2 * i * length, length));
            Move(threshold, threshold.Threshold + (0.01 * (end - threshold.Threshold)), parameters.AsSpan(((2 * i) + 1) * length, length));
        }

        int points = 2 * report.Thresholds.Length;
        BatchPosteriors answers = engine.QueryDraws(likelihoods, parameters);
        double before = first.ProbabilityIn(SpineModel.Default.Engine.Query(evidence)) - second.ProbabilityIn(SpineModel.Default.Engine.Query(evidence));
        for (int i = 0; i < points; i++)
        {
            Assert.True(answers.IsPossible(i));
            double difference = answers[i, first.Variable, first.States[0]] - answers[i, second.Variable, second.States[0]];
            if (i % 2 == 0)
            {
                Assert.Equal(0, difference, 1e-6);
            }
            else
            {
                Assert.True(difference * before < 0, $"{report.Thresholds[i / 2].Row.Id}: {before} became {difference}");
            }
        }

        void Move(RankingThreshold threshold, double value, Span<double> vector)
        {
            network.Parameters.CopyTo(vector);
            Span<double> row = vector.Slice(threshold.Row.ParameterOffset, threshold.Row.Length);
            for (int s = 0; s < row.Length; s++)
            {
                row[s] = s == threshold.State ? value : row[s] * (1 - value) / (1 - threshold.Probability);
            }
        }
    }
}
