using SpineInference.Anatomy;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Tests.Clinical;

public sealed class ShippedBeliefTests
{
    [Fact]
    public void For_TheShippedModel_IsReadReadyMade()
    {
        ModelUncertainty uncertainty = ModelUncertainty.For(SpineModel.Default);

        LogOddsBelief belief = Assert.IsType<LogOddsBelief>(uncertainty.Analysis.Belief);
        Assert.Same(SpineModel.Default.Network, belief.Network);
        Assert.Contains(belief.CommonErrors, static e => e.IsJudgement);
    }

    [Fact]
    public void Create_ARefittedModel_DrawsLearnedRowsFromTheirCounts()
    {
        BayesianNetwork shipped = SpineModel.Default.Network;
        ProbabilityRow row = shipped.Rows.First(static r => r.Length == 2 && !r.IsDefinition && r.Probabilities[1] is > 0.2 and < 0.8);
        double[] parameters = shipped.Parameters.ToArray();
        (parameters[row.ParameterOffset], parameters[row.ParameterOffset + 1]) = (0.5, 0.5);

        ModelUncertainty uncertainty = ModelUncertainty.Create(SpineModel.FromNetwork(shipped.WithParameters(parameters)), draws: 20);

        double expected = Math.Sqrt(0.25 / (row.EffectiveSampleSize + 1));
        Assert.Equal(expected, uncertainty.Analysis.Belief.StandardDeviationOf(uncertainty.Model.Network.Rows[row.Index], 1), 1e-12);
    }

    [Fact]
    public void ComputeIntervals_Cancelled_EndsAndTheNextCallAnswers()
    {
        // A model of its own, whose draws nobody has made yet.
        SpineModel model = SpineModel.FromNetwork(SpineModel.Default.Network);
        Diagnosis diagnosis = model.Patient(age: 45, Sex.Female, Setting.PrimaryCare).Diagnose();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => ModelUncertainty.Create(model, cancellationToken: cancellation.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => ModelUncertainty.For(model, cancellation.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => diagnosis.ComputeIntervals(cancellationToken: cancellation.Token));
        ModelUncertainty few = ModelUncertainty.Create(model, draws: 100);
        Assert.ThrowsAny<OperationCanceledException>(() => diagnosis.ComputeIntervals(few, cancellation.Token));

        Assert.Equal(100, diagnosis.ComputeIntervals(few).DrawCount);
        Assert.Equal(ModelUncertainty.DefaultDraws, diagnosis.ComputeIntervals().DrawCount);
        Assert.Same(ModelUncertainty.For(model), ModelUncertainty.For(model));
    }

    [Fact]
    public void Draws_OfAnAgeBetweenTwoBands_MixThemAlike()
    {
        SpineModel model = SpineModel.Default;
        Variable bands = model.Network["age-band"];
        ProbabilityRow prior = model.Network.DistributionOf(bands).Rows[0];
        ReadOnlySpan<double> likelihoods = PatientEvidence.OfContext(model.Patient(age: 45, Sex.Female, Setting.PrimaryCare)).LikelihoodsOf(bands);

        // 45 lies three fifths of the way from 42 to 47.
        ParameterDraws draws = ModelUncertainty.Create(model, draws: 50).Draws;
        for (int draw = 0; draw < draws.Count; draw++)
        {
            double lower = likelihoods[bands.GetStateIndex("40-44")] * draws[draw][prior.ParameterOffset + bands.GetStateIndex("40-44")];
            double upper = likelihoods[bands.GetStateIndex("45-49")] * draws[draw][prior.ParameterOffset + bands.GetStateIndex("45-49")];
            Assert.Equal(0.6, upper / (lower + upper), 1e-12);
        }
    }

    [Fact]
    public void Draws_OfAModelThatLearnedItsAges_LeaveThemAlone()
    {
        BayesianNetwork shipped = SpineModel.Default.Network;
        ProbabilityRow row = shipped.DistributionOf(shipped["age-band"]).Rows[0];
        double[] parameters = shipped.Parameters.ToArray();
        parameters.AsSpan(row.ParameterOffset, row.Length).Fill(1.0 / row.Length);

        ModelUncertainty uncertainty = ModelUncertainty.Create(SpineModel.FromNetwork(shipped.WithParameters(parameters)), draws: 5);

        for (int draw = 0; draw < uncertainty.Draws.Count; draw++)
        {
            Assert.All(uncertainty.Draws[draw].Slice(row.ParameterOffset, row.Length).ToArray(), p => Assert.Equal(1.0 / row.Length, p, 1e-12));
        }
    }

    [Fact]
    public void ComputeIntervals_OfRowsThatMatterAlone_IsWhatAllRowsGive()
    {
        SpineModel model = SpineModel.Default;
        ModelUncertainty uncertainty = ModelUncertainty.Create(model, draws: 64);
        double[] vectors = [.. Enumerable.Range(0, 64).SelectMany(draw => uncertainty.Draws[draw].ToArray())];
        var all = ParameterDraws.Of(model.Network, vectors, 1);
        double worst = 0;
        foreach (Diagnosis diagnosis in Some(model))
        {
            UncertainPosteriors some = uncertainty.Analysis.ComputePosteriors(diagnosis.Evidence, uncertainty.Draws);
            UncertainPosteriors whole = uncertainty.Analysis.ComputePosteriors(diagnosis.Evidence, all);
            foreach (Variable variable in IntervalProgram.TargetsOf(model.Description, model.Network, Questions.Ids))
            {
                for (int s = 0; s < variable.StateCount; s++)
                {
                    worst = Math.Max(worst, some[variable, s].Draws.Zip(whole[variable, s].Draws, static (x, y) => Math.Abs(x - y)).Max());
                }
            }

            Assert.All(some.LogEvidence.ToArray().Zip(whole.LogEvidence.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        }

        Assert.InRange(worst, 0, 1e-12);
    }

    [Fact]
    public void Create_Cancelled_Stops()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ModelUncertainty.Create(SpineModel.Default, cancellationToken: cancel.Token));
    }

    [Fact]
    public void Intervals_EveryAnswer_HoldThePoint()
    {
        Diagnosis diagnosis = SpineModel.Default
            .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
            .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf))
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
            .Diagnose();

        DiagnosisIntervals intervals = diagnosis.ComputeIntervals();

        foreach (Cause cause in Enum.GetValues<Cause>())
        {
            UncertainProbability probability = intervals[cause];
            Assert.InRange(probability.Point, probability.ComputeCentralInterval().Lower, probability.ComputeCentralInterval().Upper);
            Assert.InRange(probability.EffectiveCount, 20, 1000);
        }
    }

    private static Diagnosis[] Some(SpineModel model) =>
    [
        model.Patient(age: 54, Sex.Male, Setting.PrimaryCare)
            .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
            .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
            .Present(Findings.LegPainWorseThanBackPain)
            .Diagnose(),
        model.Patient(age: 81, Sex.Female, Setting.SpineClinic).Diagnose(),
        model.Patient(age: 47, Sex.Female, Setting.PrimaryCare).Present(Leg.Right, Findings.Pain(Region.LateralCalf)).Diagnose(),
    ];
}
