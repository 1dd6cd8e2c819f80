using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

public sealed class FirmnessTests
{
    [Fact]
    public void Firmness_OfAnAnswer_SaysInWordsWhatItHangsOn()
    {
        Diagnosis diagnosis = SpineModel.Default
            .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
            .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf))
            .Diagnose();

        Firmness firmness = diagnosis.AssessFirmness(NerveRoot.L5);

        Assert.Equal(3, firmness.HangsOn.Length);
        Assert.All(firmness.HangsOn, static h =>
        {
            Assert.DoesNotContain('|', h);
            Assert.DoesNotContain('@', h);
            Assert.Matches("^how ", h);
            Assert.Matches("(by judgement|published|computed from published numbers)\\)$", h);
        });
        Assert.Equal(1, firmness.JudgementShare + firmness.StudyShare, 1e-9);
        Assert.InRange(firmness.FirstShare, 0, 1);
        Assert.Equal(diagnosis.RootLevel[NerveRoot.L5], firmness.Probability.Point, 1e-9);
        Assert.InRange(firmness.EffectiveDrawCount, 20, 1000);
        Assert.Equal(5, firmness.Sentences.Length);
    }

    [Fact]
    public void Firmness_Cancelled_Stops()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Diagnosis diagnosis = SpineModel.Default.Patient(age: 54).Present(Leg.Left, Findings.FootDrop).Diagnose();
        ModelUncertainty.For(SpineModel.Default);
        Assert.ThrowsAny<OperationCanceledException>(() => diagnosis.AssessFirmness(NerveRoot.L5, cancellationToken: cancel.Token));
    }
}
