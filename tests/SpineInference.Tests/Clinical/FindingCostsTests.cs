using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>What looking costs is a table, and every id in it exists.</summary>
public class FindingCostsTests
{
    [Fact]
    public void EveryFinding_HasACost_AndTheTableNamesNoOther()
    {
        Assert.All(SpineModel.Default.DescribedFindings, static f => Assert.InRange(FindingCosts.WeighBurden(f.Id, f.Category).Total, 0.5, 100));
        string[] known = [.. SpineModel.Default.DescribedFindings.Select(static f => f.Id), .. SpineModel.Default.DescribedFindings.Select(static f => $"{f.Id.Split('.')[0]}.*")];
        Assert.All(FindingCosts.Named, name => Assert.Contains(name, known));
    }

    [Fact]
    public void Burden_FollowsTheTable_AndTheCategoryWhereItIsSilent()
    {
        Assert.Equal(1, FindingCosts.WeighBurden("tinel-fibular-head", FindingCategory.Examination).Total);
        Assert.Equal(2, FindingCosts.WeighBurden("sensory-loss.sole", FindingCategory.Examination).Total);
        Assert.Equal(30, FindingCosts.WeighBurden("emg.l5", FindingCategory.Electrodiagnosis).Total);
        Assert.Throws<ArgumentOutOfRangeException>(static () => FindingCosts.WeighBurden("fever", (FindingCategory)99));
    }

    [Theory]
    [InlineData(30, Sex.Male, Setting.SpineClinic)]
    [InlineData(30, Sex.Female, Setting.PrimaryCare)]
    [InlineData(40, Sex.Male, Setting.SpineClinic)]
    [InlineData(40, Sex.Male, Setting.PrimaryCare)]
    [InlineData(40, Sex.Female, Setting.SpineClinic)]
    [InlineData(40, Sex.Female, Setting.PrimaryCare)]
    [InlineData(54, Sex.Male, Setting.SpineClinic)]
    [InlineData(54, Sex.Male, Setting.PrimaryCare)]
    [InlineData(54, Sex.Female, Setting.SpineClinic)]
    [InlineData(54, Sex.Female, Setting.PrimaryCare)]
    public void DroppedFoot_AmongItsFirstFive_HasWhatASpecialistTests(int age, Sex sex, Setting setting)
    {
        string[] next = NextOfDroppedFoot(age, sex, setting);
        Assert.All(
            ["gluteus-medius-strength", "tinel-fibular-head", "straight-leg-raise-positive", "tibialis-posterior-strength"],
            id => Assert.True(next.Contains(id), $"{id} is not among {string.Join(", ", next)}."));
    }

    // Of the old a disc is one in nine, so that lifting the leg tells little.
    [Theory]
    [InlineData(Sex.Male, Setting.SpineClinic, true)]
    [InlineData(Sex.Male, Setting.PrimaryCare, true)]
    [InlineData(Sex.Female, Setting.SpineClinic, false)]
    [InlineData(Sex.Female, Setting.PrimaryCare, false)]
    public void DroppedFoot_OfTheOld_AsksForBrainAndCordBesideTheNerveAtTheKnee(Sex sex, Setting setting, bool hasInversion)
    {
        string[] next = NextOfDroppedFoot(70, sex, setting);
        Assert.All(["gluteus-medius-strength", "tinel-fibular-head", "iliopsoas-strength", "hamstrings-strength"], id => Assert.Contains(id, next));
        Assert.Equal(hasInversion, next.Contains("tibialis-posterior-strength"));
    }

    [Theory]
    [InlineData(Setting.SpineClinic)]
    [InlineData(Setting.PrimaryCare)]
    public void DroppedFoot_OfAWomanOf54_HasInversionAmongTheFirstFiveAndOnlySignsBeforeIt(Setting setting)
    {
        string[] next = NextOfDroppedFoot(54, Sex.Female, setting);
        Assert.All(["gluteus-medius-strength", "tinel-fibular-head", "straight-leg-raise-positive"], id => Assert.Contains(id, next[..3]));
        Assert.Contains("tibialis-posterior-strength", next);
        Assert.All(next, static id => Assert.Equal(FindingCategory.Examination, SpineModel.Default.DescribedFindings.First(f => f.Id == id).Category));
    }

    private static string[] NextOfDroppedFoot(int age, Sex sex, Setting setting, int count = 5) =>
        [.. SpineModel.Default.Patient(age, sex, setting, Complaint.Weakness, Side.Left).Present(Leg.Left, Findings.FootDrop).Diagnose()
            .ProposeFindings(count, new NextFindingsOptions { MostDemanding = FindingCategory.Examination }).Findings.Select(static f => f.Id)];
}
