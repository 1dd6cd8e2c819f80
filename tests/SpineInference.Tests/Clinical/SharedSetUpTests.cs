using System.Text;
using SpineInference.Anatomy;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>One image, one session, one set of pin and cotton: what several findings need is paid once.</summary>
public class SharedSetUpTests
{
    private static readonly string[] Mri = IdsThatNeed("mri");

    // Of whom nothing is known that was set up for.
    private static Patient Told => SpineModel.Default.Patient(46, Sex.Male, Setting.SpineClinic, Complaint.Leg, Side.Left)
        .Present(Findings.LowBackPain).Present(Leg.Left, Findings.LegPain, Findings.PainBelowKnee, Findings.FootDrop);

    [Theory]
    [InlineData("root-seen.l5", FindingCategory.Imaging, 0.5, 30)]
    [InlineData("slip-seen.l4-5", FindingCategory.Imaging, 0.5, 12)]
    [InlineData("emg.l5", FindingCategory.Electrodiagnosis, 5, 30)]
    [InlineData("gluteus-medius-strength", FindingCategory.Examination, 1, 1)]
    [InlineData("sensory-loss.sole", FindingCategory.Examination, 1.5, 2)]
    [InlineData("ankle-brachial-index-low", FindingCategory.Examination, 10, 10)]
    [InlineData("heel-walk-impaired", FindingCategory.Examination, 1, 1)]
    [InlineData("effect-of-sitting", FindingCategory.History, 1, 1)]
    public void Burden_IsTheOwnCostAndTheSetUps(string id, FindingCategory category, double own, double total)
    {
        LookingCost cost = FindingCosts.WeighBurden(id, category);
        Assert.Equal(own, cost.Own);
        Assert.Equal(total, cost.Total);
    }

    [Fact]
    public void EverySetUp_ServesMoreThanOneFinding() =>
        Assert.All(
            SpineModel.Default.DescribedFindings.SelectMany(static f => FindingCosts.WeighBurden(f.Id, f.Category).SetUps).Select(static s => s.Id).Distinct(),
            static setUp => Assert.InRange(IdsThatNeed(setUp).Length, 2, 200));

    [Fact]
    public void Set_SecondFindingOfAnImage_IsCheapAfterTheFirst()
    {
        NextFinding[] set = [.. Told.Diagnose().ProposeFindings(3, new NextFindingsOptions
        {
            Questions = [Questions.RootLevel],
            AsSet = true,
            MostDemanding = FindingCategory.Imaging,
            Cost = static (id, category) => Mri.Contains(id) ? FindingCosts.WeighBurden(id, category) : 1000,
            MinimumBits = 0,
        }).Findings];
        Assert.All(set, static f => Assert.Contains(f.Id, Mri));
        Assert.Equal([30, 0.5, 0.5], set.Select(static f => f.Cost));
    }

    [Theory]
    [InlineData(FindingCategory.Examination)]
    [InlineData(FindingCategory.Imaging)]
    [InlineData(FindingCategory.Electrodiagnosis)]
    public void Set_TheFirstThatNeedsASetUpPaysIt(FindingCategory mostDemanding)
    {
        var ready = new HashSet<SetUp>();
        int shared = 0;
        int alone = 0;
        foreach (NextFinding finding in Told.Diagnose().ProposeFindings(6, new NextFindingsOptions { AsSet = true, MostDemanding = mostDemanding, Cost = Cheap }).Findings)
        {
            LookingCost cost = Cheap(finding.Id, finding.Category);
            shared += cost.SetUps.Any(ready.Contains) ? 1 : 0;
            alone += cost.SetUps.IsEmpty ? 1 : 0;
            Assert.Equal(cost.Own + cost.SetUps.Where(ready.Add).Sum(static s => s.Cost), finding.Cost, 12);
        }

        Assert.InRange(shared, 2, 4);
        Assert.InRange(alone, 1, 3);

        // So cheap that findings that need a set-up come beside others that need none.
        static LookingCost Cheap(string id, FindingCategory category)
        {
            LookingCost cost = FindingCosts.WeighBurden(id, category);
            return cost.SetUps.IsEmpty ? cost : new LookingCost(cost.Own / 20, [.. cost.SetUps.Select(static s => new SetUp(s.Id, s.Cost / 30))]);
        }
    }

    [Theory]
    [InlineData(ObservationKind.Present)]
    [InlineData(ObservationKind.Absent)]
    [InlineData(ObservationKind.Uncertain)]
    public void Ranking_FindingOfAnImageStated_MakesTheOthersCheapAndNothingElse(ObservationKind kind)
    {
        Patient seen = Told.With(Observation.Of(Findings.ProlapseSeen(DiscLevel.L4L5), kind: kind, likelihoodRatio: kind == ObservationKind.Uncertain ? 3 : 1));
        NextFinding[] after = All(seen);
        Assert.InRange(after.Count(static f => Mri.Contains(f.Id)), 3, 100);
        Assert.All(after, static f => Assert.Equal(Mri.Contains(f.Id) ? 0.5 : FindingCosts.WeighBurden(f.Id, f.Category).Total, f.Cost));
        Assert.Equal(after.Select(static f => f.Bits / f.Cost).OrderDescending(), after.Select(static f => f.Bits / f.Cost));

        // What is read off the report stands before what it would be worth at the price of an image.
        int first = Array.FindIndex(after, static f => Mri.Contains(f.Id));
        Assert.True(first < Array.FindIndex(All(seen, static (id, category) => FindingCosts.WeighBurden(id, category).Total), static f => Mri.Contains(f.Id)));
    }

    [Theory]
    [InlineData("right.sensory-loss.sole", "pins")]
    [InlineData("slip-seen.l3-4", "radiograph")]
    [InlineData("root-seen.s1", "mri")]
    [InlineData("right.emg.l5", "electrodiagnosis")]
    public void Ranking_OneFindingStated_HasItsSetUpReadyAndNoOther(string stated, string setUp)
    {
        NextFinding[] next = All(Told.With(SpineModel.Default.CreateStatement(stated, kind: ObservationKind.Absent)));
        Assert.All(next, f =>
        {
            LookingCost cost = FindingCosts.WeighBurden(f.Id, f.Category);
            Assert.Equal(cost.Own + cost.SetUps.Where(s => s.Id != setUp).Sum(static s => s.Cost), f.Cost);
        });
        string[] ready = IdsThatNeed(setUp);
        Assert.InRange(next.Count(f => ready.Contains(f.Id)), 2, 100);
        Assert.Contains(next, f => !ready.Contains(f.Id) && !FindingCosts.WeighBurden(f.Id, f.Category).SetUps.IsEmpty);
    }

    [Fact]
    public void Ranking_SignsStated_HaveNothingReady()
    {
        NextFinding[] next = All(Told.Absent(Leg.Left, Findings.StraightLegRaisePositive, Findings.TinelFibularHead).Absent(Leg.Right, Findings.StraightLegRaisePositive));
        Assert.All(next, static f => Assert.Equal(FindingCosts.WeighBurden(f.Id, f.Category).Total, f.Cost));
        Assert.Equal(1, Assert.Single(next, static f => f.Id == "gluteus-medius-strength" && f.Leg == Leg.Left).Cost);
    }

    [Fact]
    public void Ranking_NothingSetUpYet_IsThatOfTheWholePrices()
    {
        NextFinding[] expected = All(Told, static (id, category) => FindingCosts.WeighBurden(id, category).Total);
        NextFinding[] actual = All(Told);
        Assert.Equal(expected.Select(static f => (f.Id, f.Leg, f.Bits, f.Cost)), actual.Select(static f => (f.Id, f.Leg, f.Bits, f.Cost)));
        Assert.InRange(actual.Length, 20, 300);
    }

    [Fact]
    public void Ranking_FindingsStated_MovesCostsAndNoInformation()
    {
        Patient examined = Told.Present(Findings.ProlapseSeen(DiscLevel.L4L5));
        Dictionary<(string, Leg?), double> whole = All(examined, FindingCosts.WeighEqually).ToDictionary(static f => (f.Id, f.Leg), static f => f.Bits);
        NextFinding[] both = [.. All(examined).Where(f => whole.ContainsKey((f.Id, f.Leg)))];
        Assert.InRange(both.Length, 20, 300);
        Assert.Contains(both, static f => f.Cost < FindingCosts.WeighBurden(f.Id, f.Category).Total);
        Assert.All(both, f => Assert.Equal(whole[(f.Id, f.Leg)], f.Bits));
    }

    [Fact]
    public void Set_ImageThatIsAskedFirst_PaysForTheOthers()
    {
        NextFinding[] set = [.. SpineModel.Default.Patient(72, Sex.Female, Setting.SpineClinic, Complaint.Leg)
            .Present(Findings.NeurogenicClaudicationHistory, Findings.BothLegs).Diagnose()
            .ProposeFindings(3, new NextFindingsOptions { AsSet = true, Cost = static (id, category) => id.StartsWith("slip-", StringComparison.Ordinal) ? FindingCosts.WeighBurden(id, category) : 1000, MinimumBits = 0 }).Findings];
        Assert.Equal("slip-seen.l4-5", set[0].Id);
        Assert.Equal([12, 0.5, 0.5], set.Select(static f => f.Cost));
    }

    [Fact]
    public void Costs_ThatAreNumbers_HaveNoSetUp()
    {
        NextFinding[] next = All(Told.Present(Findings.ProlapseSeen(DiscLevel.L4L5)), static (_, category) => category == FindingCategory.History ? 1 : 7);
        Assert.All(next, static f => Assert.Equal(f.Category == FindingCategory.History ? 1 : 7, f.Cost));
        Assert.Throws<ArgumentOutOfRangeException>(static () => All(Told, static (_, _) => 0));
    }

    // A "no" to a question of a red flag is stated; it must not make believe that somebody was put into the magnet.
    [Fact]
    public void QuestionsOfRedFlags_AskForNothingThatIsDear()
    {
        HashSet<string> asked = [.. RedFlagRule.All.Where(static r => r.Question.Length > 0).SelectMany(static r => r.Findings).Select(static f => f.Id)];
        DescribedFinding[] stated = [.. SpineModel.Default.DescribedFindings.Where(f => asked.Contains(f.Id))];
        Assert.Equal(asked.Count, stated.Length);
        SetUp[] needed = [.. stated.SelectMany(static f => FindingCosts.WeighBurden(f.Id, f.Category).SetUps).Distinct()];
        Assert.DoesNotContain(needed, static s => s.Cost > 1);
        Assert.Equal(["pins"], needed.Select(static s => s.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cost_OfACaller_IsAskedOnceForEachFinding(bool asSet)
    {
        var asked = new List<string>();
        Patient patient = Told.Absent(Leg.Right, Findings.StraightLegRaisePositive).Present(Findings.ProlapseSeen(DiscLevel.L4L5));
        NextFindings next = patient.Diagnose().ProposeFindings(3, new NextFindingsOptions { AsSet = asSet, Cost = Count });
        Assert.Equal(3, next.Findings.Length);
        AssertOnceEach(next.Findings);

        asked.Clear();
        AssertOnceEach(patient.Diagnose().Decide(Questions.Cause, 0.9999, new NextFindingsOptions { Cost = Count }).Deciding);

        void AssertOnceEach(IEnumerable<NextFinding> proposed)
        {
            Assert.Distinct(asked);
            Assert.InRange(asked.Count, 100, 1000);
            Assert.All([.. proposed.Select(static f => f.Id), "foot-drop", "mri-prolapse.l4-5"], id => Assert.Contains(id, asked));
        }

        LookingCost Count(string id, FindingCategory category)
        {
            asked.Add(id);
            return FindingCosts.WeighBurden(id, category);
        }
    }

    [Fact]
    public void SetUp_NamedTwice_IsPaidOnce()
    {
        var mri = new SetUp("mri", 29.5);
        Assert.Equal(30.5, new LookingCost(1, mri, mri).Total);
    }

    [Theory]
    [InlineData("""{"setUps": {}, "findings": []}""", "There is no cost for the category 'imaging'")]
    [InlineData("""{"categories": {"history": 1}, "setUps": {}, "findings": []}""", "There is no cost for the category 'laboratory'")]
    [InlineData("""{"categories": {}, "setUps": {}, "findings": [{"setUps": ["magnet"], "cost": 1, "of": [], "why": "x"}]}""", "no such set-up")]
    [InlineData("""{"categories": {}, "setUps": {"pins": {"cost": -1, "why": "x"}}, "findings": []}""", "expected a positive number")]
    [InlineData("""{"categories": {}, "setUps": {}, "findings": [{"cost": 0, "of": [], "why": "x"}]}""", "expected a positive number")]
    [InlineData("""{"categories": {}, "setUps": {}, "findings": [{"of": [], "why": "x"}]}""", "'cost' is missing")]
    [InlineData("""{"categories": {}, "setUps": {}, "findings": [{"cost": 1, "of": ["fever", "fever"], "why": "x"}]}""", "has a cost already")]
    [InlineData("""{"categories": {}, "setUps": {}, "findings": [{"cost": 1, "setup": "pins", "of": [], "why": "x"}]}""", "Unknown field 'setup'")]
    public void Table_Faulty_IsRefusedWithThePlace(string json, string words) =>
        Assert.Contains(words, Assert.Throws<KnowledgeFormatException>(() => CostTable.Read(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    private static string[] IdsThatNeed(string setUp) =>
        [.. SpineModel.Default.DescribedFindings.Where(f => FindingCosts.WeighBurden(f.Id, f.Category).SetUps.Any(s => s.Id == setUp)).Select(static f => f.Id)];

    private static NextFinding[] All(Patient patient, Func<string, FindingCategory, LookingCost>? cost = null) =>
        [.. patient.Diagnose().ProposeFindings(300, new NextFindingsOptions { MinimumBits = 0, Cost = cost ?? FindingCosts.WeighBurden }).Findings];
}
