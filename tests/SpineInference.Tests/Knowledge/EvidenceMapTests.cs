using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Knowledge;

public sealed class EvidenceMapTests
{
    [Fact]
    public void OfSimulated_TheShippedTables_SharesAddUp()
    {
        ParameterAnalysis analysis = ModelUncertainty.For(SpineModel.Default).Analysis;
        KnowledgeNetwork knowledge = SpineModel.Default.Description;

        EvidenceMap map = EvidenceMap.OfSimulated(knowledge, analysis, [knowledge.Network["root-level"], knowledge.Network["cause"]], people: 4, draws: 50);

        Assert.Equal(8, map.AnswerCount);
        Assert.Equal(1, map.Rows.Sum(static r => r.Share) + map.CommonShares.Values.Sum() + map.StudyShare, 1e-6);
        Assert.InRange(map.JudgementShare, 0.05, 0.99);
        Assert.InRange(map.MedianWidth, 0.01, 0.95);
        Assert.Equal(map.Rows.OrderByDescending(static r => r.Share), map.Rows);
        Assert.All(map.Rows, static r => Assert.True(r.ValueOfKnowing >= 0 && r.StudySize > 0));
        Assert.Contains(map.Rows, static r => r.ValueOfKnowing > 0);
    }

    [Fact]
    public void Of_OnePatient_RanksWhatTheFindingsSpeakOf()
    {
        ParameterAnalysis analysis = ModelUncertainty.For(SpineModel.Default).Analysis;
        KnowledgeNetwork knowledge = SpineModel.Default.Description;
        Diagnosis diagnosis = SpineModel.Default.Patient(age: 54).Present(SpineInference.Anatomy.Leg.Left, Findings.TinelFibularHead).Diagnose();

        EvidenceMap map = EvidenceMap.Of(knowledge, analysis, [knowledge.Network["cause"]], [diagnosis.Evidence], draws: 20);

        Assert.Contains(map.Rows.Take(10), static r => r.Variable.Id == "tinel-fibular-head");
        Assert.Throws<ArgumentException>(() => EvidenceMap.Of(knowledge, analysis, [knowledge.Network["cause"]], [], draws: 20));
    }
}
