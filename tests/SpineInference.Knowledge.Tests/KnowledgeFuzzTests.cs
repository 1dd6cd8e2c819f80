using System.Text;

namespace SpineInference.Knowledge.Tests;

/// <summary>Knowledge files give a network, or the documented exception.</summary>
public class KnowledgeFuzzTests
{
    private const int Seed = 20_240_701;

    private const string References = """
        {"references": [{"key": "A1", "quantity": "q", "citation": "c", "read": true}, {"key": "B1", "quantity": "q", "citation": "c", "read": false}]}
        """;

    private const string Targets = """
        {"targets": [{"id": "t", "event": {"sign": "present"}, "given": {"level": ["a", "b"]}, "rate": 0.9, "interval": [0.8, 0.95], "basis": "literature", "source": ["A1"]},
          {"id": "o", "event": {"sign": "present"}, "given": {"level": "a"}, "against": {"level": "b"}, "odds-ratio": 2, "basis": "derived", "source": ["A1"], "follows": false, "note": "n"}]}
        """;

    private const string Table = """
        {"title": "T", "description": "D", "network": "N", "scopes": {"patient": [], "leg": ["left", "right"]}, "groups": {"upper": ["a", "b"], "near-x": ["a"], "near-y": ["c"]}, "variables": [
          {"id": "level", "label": "Level", "scope": "patient", "kind": "context", "states": ["a", "b", "c"], "parents": [],
           "rows": [{"when": {}, "p": {"a": 0.5, "b": 0.2}, "basis": "literature", "source": ["A1"], "ess": 30, "interval": {"a": [0.4, 0.6]}}]},
          {"id": "copy", "label": "Copy", "scope": "patient", "kind": "latent", "states": ["none", "a", "b", "c"], "parents": ["level"],
           "rows": [{"when": {}, "same-as": "level", "basis": "definition"}]},
          {"id": "grade", "label": "Grade", "scope": "leg", "kind": "latent", "states": ["normal", "weak"], "parents": ["level", "copy"],
           "contributors": [
             {"parents": ["level"], "rows": [{"when": {"level": "@upper"}, "p": {"weak": 0.4}, "basis": "expert", "ess": 4, "note": "n"}]},
             {"parents": ["copy"], "rows": [{"when": {"copy": ["c"]}, "is": "weak", "basis": "definition"}]}]},
          {"id": "seen.{name}", "label": "Seen {name}", "plain": "seen", "synonyms": ["s"], "codes": [{"system": "hpo", "code": "HP:1"}], "note": "n",
           "scope": "leg", "kind": "finding", "category": "imaging", "states": ["absent", "present"], "each": [{"name": "x"}, {"name": "y"}], "parents": ["grade", "level"],
           "rows": [{"id": "r1", "when": {"level": "@near-{name}"}, "p": {"present": 0.9}, "basis": "derived", "source": "A1", "ess": 9, "note": "n"},
                    {"otherwise": true, "only": {"name": ["x"]}, "p": {"present": 0.1}, "basis": "expert", "source": ["B1"], "ess": 4, "note": "n"},
                    {"otherwise": true, "only": {"name": ["y"]}, "p": {"absent": 0.7, "present": 0.3}, "basis": "expert", "ess": 4, "note": "n"}]}]}
        """;

    private static readonly byte[][] Seeds = [Encoding.UTF8.GetBytes(Table), Encoding.UTF8.GetBytes(References), Encoding.UTF8.GetBytes(Targets)];
    private static readonly string[] Names = ["Tables/t.json", "References.json", "Targets-t.json"];

    [Fact]
    public void Assemble_UnchangedFiles_IsANetwork() => Assert.Equal(8, Assemble(0, Seeds[0]).Network.Variables.Length);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Assemble_ChangedFile_GivesANetworkOrADocumentedException(int file) => Fuzz.Run(
        [Seeds[file]],
        Seed,
        Fuzz.Count(4_000),
        input =>
        {
            KnowledgeNetwork spine = Assemble(file, input);
            Assert.Equal(spine.Network.Variables.Length, spine.Variables.Length);
        },
        IsRefusal);

    private static bool IsRefusal(Exception exception) => exception is KnowledgeFormatException { Faults: { Length: > 0 } faults }
        && faults.All(static f => f.Line > 0 && f.Column > 0 && f.Message.Length > 0 && Names.Contains(f.Source));

    private static KnowledgeNetwork Assemble(int file, byte[] input) =>
        KnowledgeNetwork.Assemble(KnowledgeBase.Load(Names.Select((name, i) => (name, i == file ? input : Seeds[i]))));
}
