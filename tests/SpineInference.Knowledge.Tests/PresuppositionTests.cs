using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Knowledge.Tests;

/// <summary>What a finding presupposes is data of the tables: read, resolved over copies, packed, and refused where it names what is not there.</summary>
public class PresuppositionTests
{
    [Theory]
    [InlineData("patient", "\"fever\": \"present\"", "fever = present")]
    [InlineData("patient", "\"ache\": [\"some\", \"much\"], \"fever\": \"present\"", "left.ache = some or much, or right.ache = some or much, or fever = present")]
    [InlineData("patient", "\"ache\": \"@hurting\"", "left.ache = some or much, or right.ache = some or much")]
    [InlineData("leg", "\"ache\": \"@hurting\"", "left.ache = some or much")]
    [InlineData("leg", "\"right.ache\": \"much\"", "right.ache = much")]
    public void Assemble_Presupposition_NamesTheSameCopyTheWholeOrAllCopies(string scope, string presupposes, string expected)
    {
        KnowledgeNetwork network = KnowledgeNetwork.Assemble(Load(scope, presupposes));
        DescribedVariable asked = network.Variables.First(static v => v.Id == "asked");
        Assert.Equal(expected, asked.Presupposes!.ToString());
        Assert.All(network.Variables.Where(static v => v.Id != "asked"), static v => Assert.Null(v.Presupposes));

        KnowledgeNetwork packed = PackedKnowledge.Read(PackedKnowledge.Write(network, new byte[32]), () => Load(scope, presupposes));
        Assert.Equal(network.Variables.Select(static v => v.Presupposes?.ToString()), packed.Variables.Select(static v => v.Presupposes?.ToString()));
        Hypothesis first = packed.Variables.First(static v => v.Id == "asked").Presupposes!.AnyOf[0];
        Assert.Same(packed.Network[first.Variable.Name], first.Variable);
    }

    [Theory]
    [InlineData("\"cough\": \"present\"", "asked: 'presupposes' names 'cough'; expected other variables of the network, each once.")]
    [InlineData("\"asked\": \"present\"", "asked: 'presupposes' names 'asked'; expected other variables of the network, each once.")]
    [InlineData("\"ache\": \"much\", \"left.ache\": \"some\"", "asked: 'presupposes' names 'left.ache'; expected other variables of the network, each once.")]
    [InlineData("\"ache\": \"severe\"", "asked: 'presupposes': ache has no state 'severe'. States: none, some, much.")]
    [InlineData("\"fever\": [\"present\", \"absent\"]", "asked: 'presupposes' names 2 of the 2 states of 'fever'; expected at least one, and not all.")]
    [InlineData("\"fever\": []", "asked: 'presupposes' names 0 of the 2 states of 'fever'; expected at least one, and not all.")]
    public void Assemble_FaultyPresupposition_IsNamedWithItsPlace(string presupposes, string message)
    {
        var exception = Assert.Throws<KnowledgeFormatException>(() => KnowledgeNetwork.Assemble(Load("patient", presupposes)));
        Fault fault = Assert.Single(exception.Faults);
        Assert.Equal((message, "t.json", 4), (fault.Message, fault.Source, fault.Line));
    }

    [Fact]
    public void Load_UnknownGroup_IsAFault()
    {
        var exception = Assert.Throws<KnowledgeFormatException>(static () => Load("patient", "\"ache\": \"@sore\""));
        Assert.StartsWith("Unknown group '@sore'.", Assert.Single(exception.Faults).Message, StringComparison.Ordinal);
    }

    private static KnowledgeBase Load(string scope, string presupposes) => KnowledgeBase.Load([("t.json", Encoding.UTF8.GetBytes($$$"""
        {"title": "T", "scopes": {"patient": [], "leg": ["left", "right"]}, "groups": {"hurting": ["some", "much"]}, "variables": [
        {"id": "fever", "label": "Fever", "scope": "patient", "kind": "finding", "category": "history", "states": ["absent", "present"], "parents": [], "rows": [{"when": {}, "p": {"present": 0.1}, "basis": "expert", "ess": 4, "note": "n"}]},
        {"id": "ache", "label": "Ache", "scope": "leg", "kind": "latent", "states": ["none", "some", "much"], "parents": [], "rows": [{"when": {}, "p": {"some": 0.1, "much": 0.1}, "basis": "expert", "ess": 4, "note": "n"}]},
        {"id": "asked", "label": "Asked", "scope": "{{{scope}}}", "kind": "finding", "category": "history", "states": ["absent", "present"], "presupposes": {{{{presupposes}}}}, "parents": [], "rows": [{"when": {}, "p": {"present": 0.1}, "basis": "expert", "ess": 4, "note": "n"}]}]}
        """))]);
}
