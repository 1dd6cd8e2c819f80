using SpineInference.Engine.Formats;

namespace SpineInference.Engine.Tests.Formats;

public sealed class DotWriterTests
{
    [Fact]
    public void Write_LabelsGroupsAndStates_IsThisText()
    {
        using var writer = new StringWriter();
        var options = new DotOptions
        {
            Label = static v => v.Name == "film" ? "the \"film\"\nof it" : v.Name,
            Group = static v => v.Index < 2 ? "patient" : null,
            ShowStates = true,
            LeftToRight = true,
        };
        DotWriter.Write(TestNetworks.Featured(), writer, options);
        Assert.Equal(
            """
            digraph "featured \"net\"" {
              rankdir=LR;
              node [shape=box, style=rounded];
              subgraph cluster_0 {
                label="patient";
                n0 [label="age group\n<5, 5-12, >=7.5"];
                n1 [label="number\n0, 1"];
              }
              n2 [label="the \"film\"\nof it\nAsy/Patch, 11-30_days, a // b"];
              n3 [label="pain\nnone, mild, severe", peripheries=2];
              n4 [label="sign\nabsent, pré\\sent"];
              n0 -> n2;
              n1 -> n2;
              n1 -> n3;
              n2 -> n3;
              n3 -> n4;
            }

            """.ReplaceLineEndings("\n"),
            writer.ToString());
    }

    [Fact]
    public void Write_NoOptions_NamesTheVariables()
    {
        using var writer = new StringWriter();
        DotWriter.Write(TestNetworks.Random(3), writer);
        Assert.Contains("n0 [label=\"v0\"", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("subgraph", writer.ToString(), StringComparison.Ordinal);
    }
}
