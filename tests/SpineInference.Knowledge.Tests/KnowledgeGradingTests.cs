using System.Collections.Immutable;
using System.Text;
using SpineInference.Learning;

namespace SpineInference.Knowledge.Tests;

public sealed class KnowledgeGradingTests : IDisposable
{
    private const string Tables = """
        {"title": "T", "network": "a cause and a sign", "scopes": {"patient": []}, "variables": [
          {"id": "cause", "label": "Cause", "scope": "patient", "kind": "latent", "states": ["none", "disc"], "parents": [], "rows": [
            {"id": "prior", "when": {}, "p": {"disc": 0.4}, "basis": "expert", "ess": 8, "note": "n"}]},
          {"id": "sign", "label": "Sign", "scope": "patient", "kind": "finding", "category": "examination", "states": ["absent", "present"], "parents": ["cause"], "rows": [
            {"id": "background", "when": {"cause": "none"}, "p": {"present": 0.1}, "basis": "expert", "ess": 8, "note": "n"},
            {"id": "sensitivity", "when": {"cause": "disc"}, "p": {"present": 0.6}, "basis": "expert", "ess": 8, "note": "n"}]},
          {"id": "test", "label": "Test", "scope": "patient", "kind": "finding", "category": "examination", "states": ["absent", "present"], "parents": ["cause"], "rows": [
            {"id": "stated", "when": {"cause": "none"}, "p": {"present": 0.1}, "basis": "expert", "ess": 8, "interval": {"present": [0.05, 0.2]}, "note": "n"},
            {"id": "published", "when": {"cause": "disc"}, "p": {"present": 0.7}, "basis": "literature", "source": ["R1"], "ess": 8, "note": "n"}]}]}
        """;

    private const string References = """{"references": [{"key": "R1", "quantity": "q", "citation": "Somebody 2001", "read": true}]}""";

    private const string Studies = """
        study,id,event,given,k,n,source
        one,taught,test = present,cause = disc,70,100,R1
        two,free,sign = present,cause = disc,55,100,
        two,named,sign = present,cause = none,12,100,
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"grading-{Guid.NewGuid():N}.csv");

    public KnowledgeGradingTests() => File.WriteAllText(_file, Studies);

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void RatesOf_StudiesThatNoRowRestsOn_GradeUnlessTheyAreExcepted()
    {
        KnowledgeStudies studies = KnowledgeStudies.Of(Load(), _file);
        Assert.Equal<string>(["free", "named"], KnowledgeGrading.RatesOf(studies));
        Assert.Equal<string>(["free"], KnowledgeGrading.RatesOf(studies, ImmutableHashSet.Create("named")));
        Assert.Equal(["free", "named"], studies.Studies.Studies.SelectMany(s => s.Rates.Where(r => studies.IsUnseen(s, r))).Select(static r => r.Id));
    }

    [Fact]
    public void GroupsOf_RowsWithWidthsOfJudgement_AreTheirsByKind()
    {
        KnowledgeBase tables = Load();
        KnowledgeNetwork network = KnowledgeNetwork.Assemble(tables);
        KnowledgeStudies studies = KnowledgeStudies.Of(tables, _file);

        ImmutableArray<WidthGroup> groups = KnowledgeGrading.GroupsOf(
            network, studies, KnowledgePrior.Of(network, studies.Taught, JudgementWidths.BeforeGrading));

        // What says its own interval is not judgement's width; what a study teaches begins with it.
        Assert.Equal(
            ["background: background", "sensitivity: sensitivity, published", "rest: prior", "shared: "],
            groups.Select(static g => $"{g.Name}: {string.Join(", ", g.Rows.Select(static r => r.Id))}"));
        Assert.Equal<string>(["background rates by judgement"], groups[^1].CommonErrors);
    }

    [Fact]
    public void Run_TwoRatesNearTheTables_GradeThemAndLieWithin()
    {
        KnowledgeBase tables = Load();

        GradingResult result = KnowledgeGrading.Run(
            KnowledgeNetwork.Assemble(tables), KnowledgeStudies.Of(tables, _file), options: KnowledgeGrading.Options with { Draws = 400, BurnIn = 400 });

        Assert.Equal(["free", "named"], result.Rates.Select(static r => r.Rate.Id));
        Assert.Equal(1, result.ToldCount);
        Assert.Equal(1, result.Coverage);
        Assert.Equal(["background", "sensitivity", "rest", "shared"], result.Scales.Select(static s => s.Name));
        Assert.Equal(1, result.Rates[1].GroupShares["background"] + result.Rates[1].GroupShares["shared"], 1e-9);
    }

    private static KnowledgeBase Load() => KnowledgeBase.Load([("Tables.json", Encoding.UTF8.GetBytes(Tables)), ("References.json", Encoding.UTF8.GetBytes(References))]);
}
