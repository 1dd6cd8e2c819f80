using System.Text;

namespace SpineInference.Knowledge.Tests;

public sealed class KnowledgeSynthesisTests
{
    private const string Table = """{"title": "T", "network": "one row", "scopes": {"patient": []}, "variables": [{"id": "v", "label": "V", "scope": "patient", "kind": "latent", "states": ["a", "b"], "parents": [], "rows": [{"id": "r", "when": {}, "p": {"a": 0.25}, "basis": "expert", "ess": 4, "note": "n"}]}]}""";

    [Theory]
    [InlineData("[0.25, 0.75]", 0.4)]
    [InlineData("[0.26, 0.74]", 0.25)]
    public void Assemble_ARowThatStudiesMoved_MovesOnlyWhileItSaysTheSame(string from, double expected)
    {
        KnowledgeNetwork network = KnowledgeNetwork.Assemble(Load($$"""{"of": "x", "rows": [{"row": "r", "from": {{from}}, "to": [0.4, 0.6]}, {"row": "gone", "from": [0.5, 0.5], "to": [0.4, 0.6]}]}"""));
        Assert.Equal(expected, network.Network.Rows.Single().Probabilities[0]);
        Assert.Equal(0.25, network.WithOwnNumbers().Network.Rows.Single().Probabilities[0]);
        Assert.Equal(0.25, network.Knowledge.Variables.Single().Rows.Single().Probabilities[0]);
        Assert.Equal(("x", 2), (network.Knowledge.Synthesis.Fingerprint, network.Knowledge.Synthesis.Count));
    }

    [Theory]
    [InlineData("""{"rows": []}""", "'of'")]
    [InlineData("""{"of": "x", "rows": [{"row": "r", "from": [0.25, 0.75]}]}""", "'to'")]
    [InlineData("""{"of": "x", "rows": [{"row": "r", "from": [0.25, 0.75], "to": [0.4, 0.5]}]}""", "distributions")]
    [InlineData("""{"of": "x", "rows": [{"row": "r", "from": [0.25, 0.75], "to": [0, 1]}]}""", "distributions")]
    [InlineData("""{"of": "x", "rows": [{"row": "r", "from": [0.25, 0.75], "to": [1]}]}""", "distributions")]
    [InlineData("""{"of": "x", "rows": [{"row": "r", "from": [0.25, 0.75], "to": [1.4, -0.4]}]}""", "from 0 to 1")]
    [InlineData("""{"of": "x", "rows": [{"row": "r", "from": [0.25, 0.75], "to": [0.4, 0.6]}, {"row": "r", "from": [0.25, 0.75], "to": [0.4, 0.6]}]}""", "stands twice")]
    [InlineData("""{"of": "x", "rows": [{"row": "r", "frmo": [0.25, 0.75], "to": [0.4, 0.6]}]}""", "frmo")]
    public void Load_FaultyMoves_AreToldWithTheirPlace(string text, string expected)
    {
        KnowledgeFormatException fault = Assert.Throws<KnowledgeFormatException>(() => Load(text));
        Assert.Contains(fault.Faults, f => f.Source == KnowledgeSynthesis.FileName && f.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_OfWhatMoved_IsReadAsItWas()
    {
        KnowledgeNetwork own = KnowledgeNetwork.Assemble(Load("""{"of": "x", "rows": []}"""));
        KnowledgeSynthesis moved = KnowledgeSynthesis.Of(own, own.Network.WithParameters([1 / 3.0, 2 / 3.0]), "y");
        using var writer = new StringWriter();
        moved.Write(writer);
        KnowledgeNetwork again = KnowledgeNetwork.Assemble(Load(writer.ToString()));
        Assert.Equal((double[])[0.3333, 0.6667], again.Network.Rows.Single().Probabilities);
        Assert.Equal("y", again.Knowledge.Synthesis.Fingerprint);
        Assert.Equal(0, KnowledgeSynthesis.Of(own, own.Network.WithParameters([0.2501, 0.7499]), "y").Count);
    }

    private static KnowledgeBase Load(string moves) => KnowledgeBase.Load(
    [
        ("Tables.json", Encoding.UTF8.GetBytes(Table)),
        (KnowledgeSynthesis.FileName, Encoding.UTF8.GetBytes(moves)),
    ]);
}
