using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>Where nothing but sex puts stenosis before a slip, the answer says so and asks for the image that would tell.</summary>
public class SlipOrStenosisTests
{
    private static Patient Claudicant(Sex sex) => SpineModel.Default.Patient(68, sex, Setting.SpineClinic, Complaint.Leg)
        .Present(Findings.NeurogenicClaudicationHistory, Findings.EffectOf(PatientActivity.Sitting, Effect.Better));

    [Fact]
    public void Claudication_OfAManAndOfAWoman_IsUndecided_AndTheImageIsAskedFirst()
    {
        Diagnosis woman = Claudicant(Sex.Female).Diagnose();
        Diagnosis man = Claudicant(Sex.Male).Diagnose();
        Assert.Equal(Cause.Spondylolisthesis, woman.Cause.MostProbable.Value);
        Assert.Equal(Cause.LumbarSpinalStenosis, man.Cause.MostProbable.Value);
        foreach (Diagnosis diagnosis in (Diagnosis[])[woman, man])
        {
            Doubt doubt = Assert.Single(diagnosis.Doubts, static d => d.Id == "stenosis-or-slip");
            Assert.StartsWith("Undecided between lumbar spinal stenosis and a degenerative slip", doubt.Text, StringComparison.Ordinal);
            Assert.Contains("Undecided", diagnosis.ToString(), StringComparison.Ordinal);
            NextFindings next = diagnosis.ProposeFindings();
            Assert.Contains(next.Findings.TakeWhile(static f => f.Id is "complaint" or "complaint-side" || f.Id.StartsWith("slip-seen.", StringComparison.Ordinal)), static f => f.Id == "slip-seen.l4-5");
            Assert.DoesNotContain(diagnosis.ProposeFindings(5, new NextFindingsOptions { MostDemanding = FindingCategory.Examination }).Findings, static f => f.Category == FindingCategory.Imaging);
        }
    }

    [Fact]
    public void ImageTold_OrSexUnknown_OrAnotherCause_IsNotUndecidedBySex()
    {
        Assert.DoesNotContain(Claudicant(Sex.Female).Present(Findings.SlipSeen(DiscLevel.L4L5)).Diagnose().Doubts, static d => d.Id == "stenosis-or-slip");
        Assert.DoesNotContain(Claudicant(Sex.Unknown).Diagnose().Doubts, static d => d.Id == "stenosis-or-slip");
        Assert.Empty(SpineModel.Default.Patient(30, Sex.Female).Present(Leg.Left, Findings.StraightLegRaisePositive).Diagnose().Doubts);
    }
}
