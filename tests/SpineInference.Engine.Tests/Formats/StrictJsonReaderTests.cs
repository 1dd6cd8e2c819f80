using System.Text;
using System.Text.Json;
using SpineInference.Engine.Formats;

namespace SpineInference.Engine.Tests.Formats;

/// <summary>The one reader of JSON: places, limits, and all faults at once.</summary>
public class StrictJsonReaderTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Parse_AnyEndOfLine_GivesEachValueItsPlace(string lineEnd)
    {
        LocatedJson root = Read($"{{{lineEnd}  \"a\": [1,{lineEnd}\"é\", true]}}", out _)!;
        Assert.Equal((1, 1), (root.Line, root.Column));
        LocatedJson list = Assert.Single(root.Members).Value;
        Assert.Equal((2, 8), (list.Line, list.Column));
        Assert.Equal([(2, 9), (3, 1), (3, 7)], list.Items.Select(static i => (i.Line, i.Column)));
        Assert.Equal(("1", 1.0, "é"), (list.Items[0].Text, list.Items[0].Number, list.Items[1].Text));
    }

    [Theory]
    [InlineData("[1, 2", 1, 6, "Not JSON: ")]
    [InlineData("[1] x", 1, 5, "Not JSON: ")]
    [InlineData("[\n\"\\ud800\"]", 2, 1, "Not JSON: a text holds bytes that are not UTF-8, or half of a surrogate pair.")]
    [InlineData("[1, 1e999]", 1, 5, "A number is too large")]
    [InlineData("[[[[[1]]]]]", 1, 5, "Not JSON: ")]
    [InlineData("[1,2,3,4,5,6,7,8,9,10]", 1, 20, "The text has more than 10 values")]
    public void Parse_FaultyText_IsOneFaultWithoutTheFrameworksOwnPlace(string text, int line, int column, string message)
    {
        Assert.Null(Read(text, out List<Fault> faults, new FormatLimits { Depth = 4, Elements = 10 }));
        Fault fault = Assert.Single(faults);
        Assert.Equal(("here", line, column, FaultSeverity.Error), (fault.Source, fault.Line, fault.Column, fault.Severity));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault.Message, StringComparison.Ordinal);
        Assert.Equal($"here({line},{column}): {fault.Message}", fault.ToCompilerText());
    }

    [Fact]
    public void Fields_SeveralFaults_AreToldTogetherUpToTheLimit()
    {
        var faults = new List<Fault>();
        var reader = new StrictJsonReader("here", Encoding.UTF8.GetBytes("{\"a\": 1, \"b\": 2, \"a\": 3, \"c\": 4, \"d\": 5}"), faults.Add);
        Dictionary<string, LocatedJson> fields = reader.ReadFields(reader.Parse()!, "a thing", "a", "e");
        Assert.Equal(1, fields["a"].Number);
        Assert.Equal([15, 23, 31, 39], faults.Select(static f => f.Column));
        Assert.Equal("Unknown field 'b' of a thing. Known: a, e.", faults[0].Message);
        Assert.Equal("Field 'a' of a thing stands twice.", faults[1].Message);

        faults.Clear();
        reader = new StrictJsonReader("here", Encoding.UTF8.GetBytes("{\"b\": 2, \"c\": 4, \"d\": 5}"), faults.Add, new FormatLimits { Faults = 2 });
        reader.ReadFields(reader.Parse()!, "a thing", "a");
        Assert.Equal(2, faults.Count);
    }

    [Fact]
    public void Parse_Utf16WithAMark_IsRead()
    {
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{\"a\": \"ü\"}")];
        LocatedJson root = new StrictJsonReader("here", bytes, static f => Assert.Fail(f.Message)).Parse()!;
        Assert.Equal((JsonValueKind.Object, "ü"), (root.Kind, root.Members[0].Value.Text));
    }

    private static LocatedJson? Read(string text, out List<Fault> faults, FormatLimits? limits = null)
    {
        var found = new List<Fault>();
        faults = found;
        return new StrictJsonReader("here", Encoding.UTF8.GetBytes(text), found.Add, limits).Parse();
    }
}
