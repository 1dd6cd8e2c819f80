using System.Text.Json.Nodes;

namespace SpineInference.Tool.Tests;

/// <summary>How <c>spine diagnose</c> reads one patient or many, and what it says of those it cannot read.</summary>
public sealed class DiagnoseInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Diagnose_FaultyLines_AreAnsweredThereAndTheRunGoesOn()
    {
        string[] lines =
        [
            DiagnoseCommandTests.OneLine,
            """{"id": "two", "age": 3, "left": {"present": ["foot-dorp"]}}""",
            "",
            "no json",
            """{"left": {"present": ["foot-drop"], "absent": ["foot-drop"]}, "id": "five"}""",
            """{"id": "six", "left": {"present": ["foot-drop"]}, "right": {"present": ["foot-drop"]}, "present": ["foot-pain"]}""",
            """{"id": "seven"}""",
            DiagnoseCommandTests.OneLine,
        ];
        Spine run = await Spine.RunAsync(string.Join("\r\n", lines), ["diagnose", "-"]);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        JsonNode[] answers = [.. run.Lines.Select(static l => JsonNode.Parse(l)!)];
        Assert.Equal(["p1", "two", null, "five", "six", "seven", "p1"], answers.Select(static a => a["id"]?.GetValue<string>()));
        Assert.Equal(
            "line 2, column 22: The model covers adults of 18 years and over: the evidence behind its numbers has no younger patients.; line 2, column 46: Unknown finding 'foot-dorp'. Did you mean 'foot-drop'?",
            answers[1]["error"]!.GetValue<string>());
        Assert.StartsWith("line 4, column 2: Not JSON", answers[2]["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("line 5, column 48: These statements contradict each other: left.foot-drop present, left.foot-drop absent", answers[3]["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("line 6, column 100: 'foot-pain' is a finding of a leg, and both legs are named", answers[4]["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(answers[1..5], static a => Assert.Equal(["id", "error"], a.AsObject().Select(static p => p.Key)));
        Assert.Equal(run.Lines.First(), run.Lines.Last());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\n\n", true)]
    [InlineData("--lines", false)]
    public async Task Diagnose_OneLine_IsOnePatientUnlessSaidOtherwise(string before, bool isTable)
    {
        bool saysLines = before.StartsWith("--", StringComparison.Ordinal);
        Spine run = await Spine.RunAsync((saysLines ? "" : before) + DiagnoseCommandTests.OneLine + "\n", saysLines ? ["diagnose", "-", "--lines"] : ["diagnose", "-"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(isTable, run.Output.StartsWith("p1: man, 54, ", StringComparison.Ordinal));
        Assert.Equal(!isTable, run.Lines.Count() == 1);
    }

    [Theory]
    [InlineData("patients.jsonl", 1)]
    [InlineData("patients.NDJSON", 1)]
    [InlineData("patients.txt", 30)]
    [InlineData("patient.json", 30)]
    public async Task Diagnose_FileOfOneLine_IsReadByItsEnding(string name, int leastLines)
    {
        string path = _folder.File(name);
        await File.WriteAllTextAsync(path, DiagnoseCommandTests.OneLine);
        Spine run = await Spine.RunAsync("diagnose", path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(leastLines == 1, run.Lines.Count() == 1);
    }

    [Fact]
    public async Task Diagnose_FaultyPatient_ListsEveryFaultWithItsPlace()
    {
        string path = _folder.File("p.json");
        await File.WriteAllTextAsync(path, "{\"age\": 3,\n \"sex\": \"man\",\n \"left\": {\"present\": [\"foot-dorp\"]}}");
        Spine run = await Spine.RunAsync("diagnose", path);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("3 fault(s)", run.Error, StringComparison.Ordinal);
        Assert.All(
            (string[])["line 1, column 9", "line 2, column 9", "line 3, column 23", "Did you mean 'foot-drop'?", "expected 'male' or 'female'"],
            text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Diagnose_PatientOrLineLongerThanTheLimit_IsRefused()
    {
        string padding = new(' ', 1 << 17);
        Spine document = await Spine.RunAsync($"{{{padding}\n}}", ["diagnose", "-"]);
        Assert.Equal(2, document.ExitCode);
        Assert.Contains("the limit of one patient", document.Error, StringComparison.Ordinal);
        Spine lines = await Spine.RunAsync($"{{\"id\": \"a\"{padding}}}\n{DiagnoseCommandTests.OneLine}\n", ["diagnose", "-", "--lines"]);
        Assert.Equal(1, lines.ExitCode);
        Assert.Equal("""{"id":"a","error":"line 1: the line is longer than 65536 bytes, the limit."}""", lines.Lines.First());
        Assert.StartsWith("""{"id":"p1","rootLevel":""", lines.Lines.Last(), StringComparison.Ordinal);
    }
}
