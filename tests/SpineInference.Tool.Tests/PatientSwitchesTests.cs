using System.Text.Json.Nodes;

namespace SpineInference.Tool.Tests;

public sealed class PatientSwitchesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Diagnose_OfOptions_IsThatOfTheWrittenPatient()
    {
        const string Written = """
            {"age": 54, "sex": "male", "setting": "primary-care", "complaint": "leg", "complaintSide": "left",
             "left": {"present": ["foot-drop", "pain.lateral-calf"]}, "right": {"present": ["foot-pain"]}, "present": ["low-back-pain"],
             "absent": ["left.tiptoe-walk-impaired", "fever"], "values": {"left.achilles-reflex": "reduced", "ankle-brachial-index": 0.95}}
            """;
        Spine told = await Spine.RunAsync(
            "diagnose", "--age", "54", "--sex", "male", "--setting", "primary-care", "--complaint", "leg", "--side", "left", "--left", "foot-drop,pain.lateral-calf", "--right", "foot-pain",
            "--present", "low-back-pain", "--absent", "left.tiptoe-walk-impaired", "--absent", "fever", "--value", "left.achilles-reflex=reduced", "--value", "ankle-brachial-index=0.95", "--format", "json");
        Assert.Equal((0, ""), (told.ExitCode, told.Error));
        Spine written = await Spine.RunAsync(Written, ["diagnose", "-", "--format", "json"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(written.Output), JsonNode.Parse(told.Output)));
    }

    [Fact]
    public async Task Explain_OfOptions_Explains()
    {
        Spine run = await Spine.RunAsync("explain", "--age", "54", "--left", "foot-drop", "--simulations", "10", "--next", "0", "--numbers", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Foot drop", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_ThatAreFaulty_AreToldAllAtOnce_EachByItsOption()
    {
        Spine run = await Spine.RunAsync("diagnose", "--age", "7", "--sex", "man", "--left", "foot-dorp", "--value", "left.achilles-reflex=gone", "--value", "nonsense", "--absent", "fevre");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--age 7: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--sex man: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--left foot-dorp: Unknown finding 'foot-dorp'. Did you mean 'foot-drop'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("--absent fevre: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--value left.achilles-reflex=gone: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--value nonsense: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--left", "a\"]}, \"age\": 30, \"x")]
    [InlineData("--age", "54, \"sex\": \"male\"")]
    [InlineData("--sex", "male\"")]
    public async Task Options_WithQuotes_StayWhatTheyAre(string option, string value)
    {
        Spine run = await Spine.RunAsync("diagnose", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patient_GivenTwiceOrNotAtAll_IsRefused()
    {
        Spine twice = await Spine.RunAsync("{}", ["diagnose", "-", "--age", "54"]);
        Assert.Equal(2, twice.ExitCode);
        Assert.Contains("given twice", twice.Error, StringComparison.Ordinal);
        Spine none = await Spine.RunAsync("diagnose");
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("No patient is given", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_IsOnePage_WithChartsFlagsAndNothingFromElsewhere()
    {
        string page = _folder.File("page.html");
        Spine run = await Spine.RunAsync("""{"id": "<script>alert(1)</script>", "age": 54, "left": {"present": ["foot-drop"]}, "present": ["urinary-retention"]}""", ["diagnose", "-", "--report", page]);
        Assert.Equal(0, run.ExitCode);
        string html = await File.ReadAllTextAsync(page);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Equal(4, html.Split("<svg").Length - 1);
        Assert.Contains("class=\"warning flag\"", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.Contains("root level", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfExplain_IsWritten_AndOfManyPatientsRefused()
    {
        string page = _folder.File("page.html");
        Assert.Equal(0, (await Spine.RunAsync("{}", ["explain", "-", "--report", page, "--simulations", "10", "--next", "0"])).ExitCode);
        Assert.True(File.Exists(page));
        string other = _folder.File("other.html");
        Spine many = await Spine.RunAsync("{}\n{}", ["diagnose", "-", "--lines", "--report", other]);
        Assert.Equal(2, many.ExitCode);
        Assert.False(File.Exists(other));
        Spine nowhere = await Spine.RunAsync("{}", ["diagnose", "-", "--report", _folder.File("no/where.html")]);
        Assert.Equal((2, ""), (nowhere.ExitCode, nowhere.Output));
    }
}
