using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>What looking costs is a table, and every id in it exists.</summary>
public class FindingCostsTests
{
    [Fact]
    public void EveryFinding_HasACost_AndTheTableNamesNoOther()
    {
        Assert.All(SpineModel.Default.DescribedFindings, static f => Assert.InRange(FindingCosts.WeighBurden(f.Id, f.Category), 0.5, 100));
        string[] known = [.. SpineModel.Default.DescribedFindings.Select(static f => f.Id), .. SpineModel.Default.DescribedFindings.Select(static f => $"{f.Id.Split('.')[0]}.*")];
        Assert.All(FindingCosts.Named, name => Assert.Contains(name, known));
    }

    [Fact]
    public void Burden_FollowsTheTable_AndTheCategoryWhereItIsSilent()
    {
        Assert.Equal(1, FindingCosts.WeighBurden("tinel-fibular-head", FindingCategory.Examination));
        Assert.Equal(2, FindingCosts.WeighBurden("sensory-loss.sole", FindingCategory.Examination));
        Assert.Equal(30, FindingCosts.WeighBurden("emg.l5", FindingCategory.Electrodiagnosis));
        Assert.Throws<ArgumentOutOfRangeException>(static () => FindingCosts.WeighBurden("fever", (FindingCategory)99));
    }

    [Fact]
    public void DroppedFoot_AmongItsFirstFive_HasWhatASpecialistWouldTest()
    {
        string[] next = [.. SpineModel.Default.Patient(54, Sex.Male, Setting.SpineClinic, Complaint.Weakness, Side.Left).Present(Leg.Left, Findings.FootDrop).Diagnose()
            .ProposeFindings(5, new NextFindingsOptions { MostDemanding = FindingCategory.Examination }).Findings.Select(static f => f.Id)];
        string[] specialist = ["gluteus-medius-strength", "trendelenburg-sign", "tibialis-posterior-strength", "tinel-fibular-head", "straight-leg-raise-positive"];
        Assert.True(next.Intersect(specialist).Count() >= 3, string.Join(", ", next));
    }
}
