using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Web.Tests;

/// <summary>What the chart renders anew after a change: the places of which something else is stated, and no others.</summary>
public class ChartStatesTests
{
    private static readonly Catalogue Sorted = new(SpineModel.Default);
    private static readonly ImmutableArray<ChartPlace> Places = ChartPlace.All(Sorted);

    [Fact]
    public void EveryPlace_InEveryMode_StatesWhatTheNoteSays()
    {
        var states = new ChartStates(Places, Sorted);
        foreach (ChartPlace place in Places)
        {
            for (int mode = 0; mode < Sorted.Families.Length; mode++)
            {
                Assert.Equal(place.FindingOf(Sorted.Families[mode], Sorted), states.FindingOf(place, mode));
                if (states.FindingOf(place, mode) is { } finding)
                {
                    states.Read(Stated(finding, place.Leg, PatientEdit.Absent));
                    Assert.Equal(PatientEdit.Absent, states[place, mode]);
                }
            }
        }
    }

    [Fact]
    public void Places_ThatChange_AreNamed_AndNoOthers()
    {
        var states = new ChartStates(Places, Sorted);
        ChartPlace heel = Places.Single(static p => p.Id == "left.heel");
        ChartPlace sole = Places.Single(static p => p.Id == "right.sole");
        DescribedFinding pain = Sorted.Families[0].OfRegion[Region.Heel];
        Assert.Equal([heel], states.Read(Stated(pain, Leg.Left, PatientEdit.Present)));
        Assert.Equal([heel], states.Read(Stated(pain, Leg.Left, PatientEdit.Absent)));
        Assert.Empty(states.Read(Stated(pain, Leg.Left, PatientEdit.Absent)));
        Assert.Equal([heel, sole], states.Read(Stated(Sorted.Families[1].OfRegion[Region.Sole], Leg.Right, PatientEdit.Present)).OrderBy(static p => p.Index));
        Assert.Equal([sole], states.Read(new Note(SpineModel.Default.Patient())));
    }

    [Fact]
    public void StatedOfNoLeg_IsShownInBoth_OnlyWhereItIsDenied()
    {
        var states = new ChartStates(Places, Sorted);
        DescribedFinding pain = Sorted.Families[0].OfRegion[Region.Heel];
        string[] denied = [.. states.Read(Stated(pain, null, PatientEdit.Absent)).Select(static p => p.Id).Order()];
        Assert.Equal(["left.heel", "right.heel"], denied);
        string[] affected = [.. states.Read(Stated(pain, null, PatientEdit.Present)).Select(static p => p.Id).Order()];
        Assert.Equal(denied, affected);
        Assert.All(Places, place => Assert.Null(states[place, 0]));
    }

    private static Note Stated(DescribedFinding finding, Leg? leg, string state) => new(PatientEdit.State(SpineModel.Default.Patient(), finding, leg, state));
}
