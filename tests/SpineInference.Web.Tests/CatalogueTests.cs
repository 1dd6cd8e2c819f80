using System.Collections;
using System.Globalization;
using System.Resources;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Web.Tests;

/// <summary>The lists of the page come from the model, and nothing of the model is missing from them.</summary>
public class CatalogueTests
{
    private static readonly Catalogue Sorted = new(SpineModel.Default);

    [Fact]
    public void EveryFinding_StandsInExactlyOnePlace()
    {
        string[] placed = [.. Sorted.Families.DistinctBy(static f => f.Id).SelectMany(static f => f.OfRegion.Values).Concat(Sorted.Groups.SelectMany(static g => g.Findings)).Select(static f => f.Id)];
        Assert.Equal(SpineModel.Default.DescribedFindings.Select(static f => f.Id).Order(StringComparer.Ordinal), placed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Chart_HasThreeModes_EachWithAFindingOfEveryRegionItKnows()
    {
        Assert.Equal(3, Sorted.Families.Length);
        Assert.All(Sorted.Families, static family => Assert.Equal(Regions.All.Order(), family.OfRegion.Keys.Order()));
    }

    [Fact]
    public void Strength_ShowsFiveMuscles_AndUnfoldsAll()
    {
        FindingGroup strength = Assert.Single(Sorted.Groups, static g => g.Id == "strength");
        Assert.Equal(5, strength.Shown);
        Assert.Equal(Muscles.All.Length, strength.Findings.Length);
    }

    [Fact]
    public void EveryState_OfEveryFinding_HasWords() => Assert.All(
        SpineModel.Default.DescribedFindings.SelectMany(static f => f.States.Select(s => (Finding: f, State: s))),
        static pair => Assert.NotEmpty(Names.State(pair.Finding, pair.State)));

    [Fact]
    public void EveryText_IsThere_AndItsPlacesAreThoseOfAFormat()
    {
        var texts = new ResourceManager("SpineInference.Web.Texts", typeof(Catalogue).Assembly).GetResourceSet(CultureInfo.InvariantCulture, true, true)!;
        foreach (DictionaryEntry text in texts)
        {
            Assert.NotEqual("", text.Value);
            Assert.NotEmpty(string.Format(CultureInfo.InvariantCulture, (string)text.Value!, 0, 1, 2, 3));
        }
    }

    [Fact]
    public void EveryExample_IsReadAndAnswered_AndHasATitleOfItsOwn()
    {
        Assert.True(ExamplePatients.All.Length >= 5);
        Assert.All(ExamplePatients.All, static e =>
        {
            Assert.NotEqual(Names.Sentence(Names.Words(e.Id)), e.Title);
            Assert.Equal(1, ExamplePatients.Read(SpineModel.Default, e.Id).Diagnose().Cause.Sum(static o => o.Probability), 1e-9);
        });
    }

    [Fact]
    public void State_OfADenialWithoutALeg_IsThatOfBoth_AndOneLegCanBeStatedAnew()
    {
        SpineModel model = SpineModel.Default;
        DescribedFinding raise = Sorted.Find("straight-leg-raise-positive")!;
        Patient denied = model.Patient().Absent(Findings.StraightLegRaisePositive);
        var note = new Note(denied);
        Assert.Equal(("absent", "absent"), (note[raise.Id, Leg.Left], note[raise.Id, Leg.Right]));
        var changed = new Note(PatientEdit.State(denied, raise, Leg.Left, "present"));
        Assert.Equal(("present", "absent"), (changed[raise.Id, Leg.Left], changed[raise.Id, Leg.Right]));
        var takenBack = new Note(PatientEdit.State(denied, raise, Leg.Left, null));
        Assert.Equal((null, "absent"), (takenBack[raise.Id, Leg.Left], takenBack[raise.Id, Leg.Right]));
    }

    [Fact]
    public void Link_OfEveryExample_IsReadBack() => Assert.All(ExamplePatients.All, static e =>
    {
        Patient patient = ExamplePatients.Read(SpineModel.Default, e.Id);
        Patient read = WrittenPatient.FromFragment(SpineModel.Default, WrittenPatient.ToFragment(patient))!;
        Assert.Equal(WrittenPatient.Of(patient), WrittenPatient.Of(read));
    });

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.004, "< 1 %")]
    [InlineData(0.996, "> 99 %")]
    [InlineData(1, "100 %")]
    [InlineData(0.835, "84 %")]
    public void Percent_NeverRoundsToCertainty(double probability, string expected) => Assert.Equal(expected.Replace(' ', '\u00a0'), Percent.Of(probability));
}
