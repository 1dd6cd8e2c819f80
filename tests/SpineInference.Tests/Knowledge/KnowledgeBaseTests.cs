using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Knowledge;

public class KnowledgeBaseTests
{
    private const string References = """{"references": [{"key": "A1", "quantity": "q", "citation": "c", "read": true}, {"key": "B1", "quantity": "q", "citation": "c", "read": false}]}""";

    [Fact]
    public void Default_ShippedFiles_AssembleIntoANetwork()
    {
        KnowledgeNetwork network = ShippedKnowledge.Network;
        Assert.Equal(network.Network.Variables.Length, network.Variables.Length);
    }

    [Fact]
    public void Load_LegScopedVariable_StandsOnceForEachLegWithTiedRows()
    {
        KnowledgeNetwork spine = Assemble("""
            {"id": "sign", "label": "Sign", "scope": "leg", "kind": "finding", "category": "examination", "states": ["absent", "present"],
             "parents": [], "rows": [{"when": {}, "p": {"present": 0.2}, "basis": "expert", "ess": 4, "note": "n"}]}
            """);
        Assert.Equal(["left.sign", "right.sign"], spine.Network.Variables.Select(static v => v.Name));
        Assert.Single(spine.Network.Rows);
        Assert.Equal(0.8, spine.Network.DistributionOf(spine.Network["left.sign"]).Table[0]);
    }

    [Fact]
    public void Load_ScopesOfTheTablesOwn_MakeAsManyCopiesAsTheyName()
    {
        KnowledgeNetwork network = KnowledgeNetwork.Assemble(KnowledgeBase.Load(
        [
            ("a.json", """{"network": "Paws", "scopes": {"animal": [], "paw": ["fore-left", "fore-right", "hind-left"]}}"""u8.ToArray()),
            ("b.json", """
                {"title": "T", "variables": [
                {"id": "age", "label": "Age", "scope": "animal", "kind": "context", "states": ["young", "old"], "parents": [],
                 "rows": [{"when": {}, "p": {"old": 0.3}, "basis": "expert", "ess": 4, "note": "n"}]},
                {"id": "sore", "label": "Sore {paw} paw", "scope": "paw", "kind": "latent", "states": ["no", "yes"], "parents": ["age"],
                 "rows": [{"when": {"age": "old"}, "p": {"yes": 0.2}, "basis": "expert", "ess": 4, "note": "n"},
                          {"otherwise": true, "only": {"paw": ["hind-left"]}, "p": {"yes": 0.4}, "basis": "expert", "ess": 4, "note": "n"},
                          {"otherwise": true, "only": {"paw": ["fore-left", "fore-right"]}, "p": {"yes": 0.1}, "basis": "expert", "ess": 4, "note": "n"}]},
                {"id": "limps", "label": "Limps", "scope": "paw", "kind": "finding", "category": "history", "states": ["absent", "present"], "parents": ["sore"],
                 "rows": [{"when": {"sore": "no"}, "p": {"present": 0.1}, "basis": "expert", "ess": 4, "note": "n"},
                          {"when": {"sore": "yes"}, "p": {"present": 0.9}, "basis": "expert", "ess": 4, "note": "n"}]}]}
                """u8.ToArray()),
        ]));
        Assert.Equal("Paws", network.Network.Name);
        Assert.Equal(
            ["age", "fore-left.sore", "fore-right.sore", "hind-left.sore", "fore-left.limps", "fore-right.limps", "hind-left.limps"],
            network.Network.Variables.Select(static v => v.Name));
        Assert.Equal(0.4, network.Network.DistributionOf(network.Network["hind-left.sore"]).Table[1]);
        Assert.Equal(0.1, network.Network.DistributionOf(network.Network["fore-left.sore"]).Table[1]);
        DescribedVariable sore = network[network.Network["hind-left.sore"]];
        Assert.Equal(("sore", "paw", "hind-left", "Sore hind-left paw"), (sore.Id, sore.Scope.Name, sore.Copy, sore.Label));
        Assert.Null(network[network.Network["age"]].Copy);
        Assert.Equal("hind-left.sore", Assert.Single(network.Network.DistributionOf(network.Network["hind-left.limps"]).Parents).Name);
    }

    [Fact]
    public void Load_TablesWithoutScopes_AreOfTheWhole()
    {
        const string Variable = """{"id": "v", "label": "V", SCOPE"kind": "latent", "states": ["a", "b"], "parents": [], "rows": [{"when": {}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}]}""";
        KnowledgeNetwork network = KnowledgeNetwork.Assemble(Load(""));
        Assert.Equal("v", Assert.Single(network.Network.Variables).Name);
        Assert.False(network.Variables[0].Scope.HasCopies);
        var fault = Assert.Throws<KnowledgeFormatException>(() => Load("\"scope\": \"leg\", "));
        Assert.StartsWith("Field 'scope': no file names the scopes.", Assert.Single(fault.Faults).Message, StringComparison.Ordinal);

        KnowledgeNetwork packed = PackedKnowledge.Read(PackedKnowledge.Write(network, new byte[32]), () => Load(""));
        Assert.Equal(("v", null), (packed.Variables[0].Id, packed.Variables[0].Copy));
        Assert.Empty(packed.Scopes);

        static KnowledgeBase Load(string scope) => KnowledgeBase.Load(
            [("t.json", Encoding.UTF8.GetBytes("{\"title\": \"T\", \"variables\": [" + Variable.Replace("SCOPE", scope, StringComparison.Ordinal) + "]}"))]);
    }

    [Fact]
    public void Load_NetworkNamedTwice_IsAFault()
    {
        var fault = Assert.Throws<KnowledgeFormatException>(() => KnowledgeBase.Load([("a.json", """{"network": "A"}"""u8.ToArray()), ("b.json", """{"network": "B"}"""u8.ToArray())]));
        Assert.Equal(("b.json", "The network has a name already, 'A'. Name it in one file."), (Assert.Single(fault.Faults).Source, fault.Faults[0].Message));
    }

    [Fact]
    public void Load_TemplateOverLevels_BindsParentsStatesAndNames()
    {
        KnowledgeNetwork spine = Assemble("""
            {"id": "level", "label": "Level", "scope": "patient", "kind": "latent", "states": ["a", "b"], "parents": [],
             "rows": [{"when": {}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}]},
            {"id": "seen.{level}", "label": "Seen at {level}", "scope": "patient", "kind": "finding", "category": "imaging", "states": ["absent", "present"],
             "each": [{"level": "a"}, {"level": "b"}], "parents": ["level"],
             "rows": [{"when": {"level": "{level}"}, "p": {"present": 0.9}, "basis": "expert", "ess": 4, "note": "n"},
                      {"otherwise": true, "p": {"present": 0.1}, "basis": "expert", "ess": 4, "note": "n"}]}
            """);
        Assert.Equal([0.1, 0.9, 0.9, 0.1], spine.Network.DistributionOf(spine.Network["seen.a"]).Table.ToArray().Select(static x => Math.Round(x, 12)));
        Assert.Equal([0.9, 0.1, 0.1, 0.9], spine.Network.DistributionOf(spine.Network["seen.b"]).Table.ToArray().Select(static x => Math.Round(x, 12)));
        Assert.Equal("Seen at b", spine[spine.Network["seen.b"]].Label);
    }

    [Fact]
    public void Load_GroupNamedByTemplateVariable_IsTheInstancesOwnAndTheRowIsTied()
    {
        KnowledgeNetwork spine = Assemble("""
            {"id": "level", "label": "Level", "scope": "patient", "kind": "latent", "states": ["a", "b", "c"], "parents": [],
             "rows": [{"when": {}, "p": {"a": 0.5, "b": 0.2}, "basis": "expert", "ess": 4, "note": "n"}]},
            {"id": "seen.{name}", "label": "Seen at {name}", "scope": "patient", "kind": "finding", "category": "imaging", "states": ["absent", "present"],
             "each": [{"name": "x"}, {"name": "y"}], "parents": ["level"],
             "rows": [{"when": {"level": "@near-{name}"}, "p": {"present": 0.9}, "basis": "expert", "ess": 4, "note": "n"},
                      {"otherwise": true, "p": {"present": 0.1}, "basis": "expert", "ess": 4, "note": "n"}]}
            """, """{"near-x": ["a", "b"], "near-y": ["c"]}""");
        Assert.Equal([0.9, 0.9, 0.1], spine.Network.DistributionOf(spine.Network["seen.x"]).Table.ToArray().Where(static (_, i) => i % 2 == 1));
        Assert.Equal([0.1, 0.1, 0.9], spine.Network.DistributionOf(spine.Network["seen.y"]).Table.ToArray().Where(static (_, i) => i % 2 == 1));
        Assert.Equal(3, spine.Network.Rows.Length);
    }

    [Fact]
    public void Load_SameAs_CopiesTheParentsState()
    {
        KnowledgeNetwork spine = Assemble("""
            {"id": "cause", "label": "Cause", "scope": "patient", "kind": "latent", "states": ["x", "y"], "parents": [],
             "rows": [{"when": {}, "p": {"x": 0.25}, "basis": "literature", "source": ["A1"], "ess": 30}]},
            {"id": "copy", "label": "Copy", "scope": "patient", "kind": "latent", "states": ["none", "y", "x"], "parents": ["cause"],
             "rows": [{"when": {}, "same-as": "cause", "basis": "definition"}]}
            """);
        Assert.Equal([0, 0, 1, 0, 1, 0], spine.Network.DistributionOf(spine.Network["copy"]).Table.ToArray());
        Assert.True(spine.Network.DistributionOf(spine.Network["copy"]).Rows.All(static r => r.IsDefinition));
    }

    [Fact]
    public void Load_SeveralFaults_ReportsAllWithFileAndLine()
    {
        var fault = Assert.Throws<KnowledgeFormatException>(() => Assemble("""
            {"id": "v", "label": "V", "scope": "patient", "kind": "latent", "states": ["a", "b"], "parents": [], "colour": "red",
             "rows": [{"when": {}, "p": {"a": 1.5}, "basis": "expert", "ess": 4, "note": "n"},
                      {"when": {}, "p": {"c": 0.5}, "basis": "literature", "ess": 4},
                      {"when": {}, "p": {"a": 0.5}, "basis": "derived", "source": ["B1"], "ess": 400, "note": "n"},
                      {"when": {}, "p": {"a": 0.5}, "basis": "expert", "source": ["Z9"], "ess": 40, "note": "n"}]}
            """));
        Assert.All(fault.Faults, static f => Assert.Equal("Tables/t.json", f.Source));
        Assert.All(fault.Faults, static f => Assert.InRange(f.Line, 2, 6));
        string all = fault.Message;
        Assert.Contains("Unknown field 'colour'", all, StringComparison.Ordinal);
        Assert.Contains("Got probability 1.5", all, StringComparison.Ordinal);
        Assert.Contains("Unknown state 'c'", all, StringComparison.Ordinal);
        Assert.Contains("needs a 'source'", all, StringComparison.Ordinal);
        Assert.Contains("none of its sources was read", all, StringComparison.Ordinal);
        Assert.Contains("'Z9' is not in the reference list", all, StringComparison.Ordinal);
        Assert.Contains("expected at most 15", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"when": {"p": "a"}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}""", "no row for 1 configuration(s): p=b")]
    [InlineData("""{"when": {"p": ["a", "b"]}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}, {"when": {"p": "b"}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}""", "both hold for p=b")]
    [InlineData("""{"when": {"q": "a"}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}""", "'q' is no parent here")]
    [InlineData("""{"when": {"p": "z"}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}""", "p has no state 'z'")]
    [InlineData("""{"when": {"p": "@nobody"}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}""", "@nobody")]
    public void Assemble_FaultyRows_SaysWhichConfiguration(string rows, string expected)
    {
        var fault = Assert.Throws<KnowledgeFormatException>(() => Assemble($$"""
            {"id": "p", "label": "P", "scope": "patient", "kind": "latent", "states": ["a", "b"], "parents": [],
             "rows": [{"when": {}, "p": {"a": 0.5}, "basis": "expert", "ess": 4, "note": "n"}]},
            {"id": "v", "label": "V", "scope": "patient", "kind": "latent", "states": ["a", "b"], "parents": ["p"], "rows": [{{rows}}]}
            """));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"when": {}, "p": {"a": 0.5}, "basis": "derived", "source": ["B1", "A1"], "ess": 20, "note": "one of two was read"}""")]
    [InlineData("""{"when": {}, "p": {"a": 0.5}, "basis": "expert", "ess": 15, "note": "the largest a judgement may claim"}""")]
    [InlineData("""{"when": {}, "p": {"a": 0.5}, "basis": "expert", "source": ["B1"], "ess": 4, "note": "a judgement may name what was not read"}""")]
    public void Load_RowAtTheEdgeOfTheRules_IsAccepted(string row)
    {
        KnowledgeNetwork spine = Assemble($$"""
            {"id": "v", "label": "V", "scope": "patient", "kind": "latent", "states": ["a", "b"], "parents": [], "rows": [{{row}}]}
            """);
        Assert.Equal([0.5, 0.5], spine.Network.DistributionOf(spine.Network["v"]).Table.ToArray());
    }

    [Fact]
    public void Load_DerivedRowOfWhoseSourcesNoneWasRead_IsRefused()
    {
        var fault = Assert.Throws<KnowledgeFormatException>(() => Assemble("""
            {"id": "v", "label": "V", "scope": "patient", "kind": "latent", "states": ["a", "b"], "parents": [],
             "rows": [{"when": {}, "p": {"a": 0.5}, "basis": "derived", "source": ["B1"], "ess": 20, "note": "n"}]}
            """));
        Assert.Contains("none of its sources was read", Assert.Single(fault.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assemble_TablesThatAreNoNetwork_NamesThePlaceOfVariableAndRow()
    {
        var cycle = Assert.Throws<KnowledgeFormatException>(() => Assemble("""
            {"id": "a", "label": "A", "scope": "patient", "kind": "latent", "states": ["x", "y"], "parents": ["b"],
             "rows": [{"otherwise": true, "p": {"x": 0.5}, "basis": "expert", "ess": 4, "note": "n"}]},
            {"id": "b", "label": "B", "scope": "patient", "kind": "latent", "states": ["x", "y"], "parents": ["a"],
             "rows": [{"otherwise": true, "p": {"x": 0.5}, "basis": "expert", "ess": 4, "note": "n"}]}
            """));
        Fault fault = Assert.Single(cycle.Faults);
        Assert.Equal(("Tables/t.json", 2, 1), (fault.Source, fault.Line, fault.Column));
        Assert.Contains("form or follow a cycle: a, b", fault.Message, StringComparison.Ordinal);

        var twice = Assert.Throws<KnowledgeFormatException>(() => Assemble("""
            {"id": "a", "label": "A", "scope": "patient", "kind": "latent", "states": ["x", "x"], "parents": [],
             "rows": [{"when": {}, "is": "x", "basis": "definition"}]}
            """));
        Assert.Equal((2, "a: state 'x' stands 2 times."), (Assert.Single(twice.Faults).Line, twice.Faults[0].Message));
    }

    [Fact]
    public void Load_BrokenJson_NamesLineAndColumn()
    {
        var fault = Assert.Throws<KnowledgeFormatException>(() => KnowledgeBase.Load([("Tables/t.json", Encoding.UTF8.GetBytes("{\n  \"title\": oops }"))]));
        Assert.Equal(2, Assert.Single(fault.Faults).Line);
    }

    private static KnowledgeNetwork Assemble(string variables, string groups = "{}") => KnowledgeNetwork.Assemble(KnowledgeBase.Load(
    [
        ("Tables/t.json", Encoding.UTF8.GetBytes("{\"title\": \"T\", \"scopes\": {\"patient\": [], \"leg\": [\"left\", \"right\"]}, \"groups\": " + groups + ", \"variables\": [\n" + variables + "]}")),
        ("References.json", Encoding.UTF8.GetBytes(References)),
    ]));
}
