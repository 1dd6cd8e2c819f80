using SpineInference.Engine.Networks;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Tests.Knowledge;

public sealed class KnowledgeStudiesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root!, "src", "SpineInference", "Tables", StudiedBelief.Folder);

    [Fact]
    public void Of_TheShippedTables_LeavesOutOnlyWithAReasonThatIsNoContradiction()
    {
        KnowledgeStudies studies = KnowledgeStudies.Of(ShippedKnowledge.Base, Folder);

        Assert.Equal(ShippedKnowledge.Base.Targets.Length, studies.Studies.Rates.Count(r => studies.IsTarget(r.Id)) + studies.LeftOut.Count);
        Assert.All(studies.LeftOut, static l => Assert.Matches("^(Another population|Another event|No estimate|Neither counts nor an interval)", l.Value));
        Assert.All(studies.LeftOut.Keys, static k => Assert.Contains(ShippedKnowledge.Base.Targets, t => t.Id == k));

        // Sources that the tables do not follow because others contradict them teach, too.
        Assert.Contains(studies.Studies.Rates, static r => ShippedKnowledge.Base.Targets.Any(t => t.Id == r.Id && !t.Follows));
        Assert.Equal(339, studies.Studies.Rates.Count(r => !studies.IsTarget(r.Id)));
    }

    [Fact]
    public void Of_OneCitation_IsOneStudy()
    {
        KnowledgeStudies studies = KnowledgeStudies.Of(ShippedKnowledge.Base, Folder);
        Assert.Equal(studies.Studies.Studies.Length, studies.Studies.Studies.Select(static s => s.Citation).Distinct().Count());
        Assert.Contains(studies.Studies.Studies, static s => s.Rates.Length > 3);
    }

    [Fact]
    public void Belief_AfterStudies_IsNarrowerWhereTheySpeak()
    {
        LogOddsBelief shipped = (LogOddsBelief)ModelUncertainty.For(SpineModel.Default).Analysis.Belief;
        KnowledgeNetwork knowledge = SpineModel.Default.Description;
        KnowledgeStudies studies = KnowledgeStudies.Of(knowledge.Knowledge, Folder);
        LogOddsBelief before = LogOddsBelief.Of(KnowledgePrior.Of(knowledge, studies.Taught));

        Assert.True(shipped.DirectionCount > 50, $"{shipped.DirectionCount} directions.");
        int narrower = 0;
        foreach (ProbabilityRow row in knowledge.Network.Rows.Where(static r => r.Length == 2))
        {
            double now = shipped.LogOddsDeviationOf(row, 1);
            Assert.True(now <= before.LogOddsDeviationOf(row, 1) + 1e-3);
            narrower += now < 0.8 * before.LogOddsDeviationOf(row, 1) ? 1 : 0;
        }

        Assert.True(narrower > 20, $"{narrower} rows are a fifth narrower.");
    }
}
