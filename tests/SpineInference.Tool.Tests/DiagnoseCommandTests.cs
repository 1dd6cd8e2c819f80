using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;

namespace SpineInference.Tool.Tests;

public sealed class DiagnoseCommandTests : IDisposable
{
    internal const string Documented = """
        {"id": "p1", "age": 54, "sex": "male", "setting": "primary-care",
         "left": {"present": ["foot-drop"], "absent": ["tiptoe-walk-impaired"]}, "right": {},
         "present": ["leg-pain-worse-than-back-pain"], "absent": [],
         "values": {"left.achilles-reflex": "reduced", "ankle-brachial-index": 0.95}}
        """;

    private readonly TemporaryFolder _folder = new();

    internal static string OneLine => Documented.ReplaceLineEndings("");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Diagnose_Json_IsWhatTheLibraryWrites()
    {
        Spine run = await Spine.RunAsync(Documented, ["diagnose", "-", "--format", "jsonl"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(OfLibrary(Documented), Assert.Single(run.Lines));
        Spine indented = await Spine.RunAsync(Documented, ["diagnose", "-", "--format", "json"]);
        Assert.True(indented.Lines.Count() > 100);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(run.Output), JsonNode.Parse(indented.Output)));
    }

    [Fact]
    public async Task Diagnose_Answer_HasTheDocumentedFields()
    {
        JsonObject answer = (await AnswerAsync("--format", "json")).AsObject();
        Assert.Superset(
            new HashSet<string>(["id", "rootLevel", "cause", "discLevel", "zone", "side", "lesionSite", "roots", "sciatica", "logEvidence", "urgency", "redFlags", "unaskedRedFlags", "advice", "model"]),
            answer.Select(static p => p.Key).ToHashSet());
        Assert.Equal(["normal", "irritated", "compressed"], answer["roots"]!["left"]!["L5"]!.AsObject().Select(static p => p.Key));
        Assert.Equal(["version", "hash"], answer["model"]!.AsObject().Select(static p => p.Key));
        Assert.All((string[])["intervals", "explanation", "next"], field => Assert.False(answer.ContainsKey(field)));
    }

    [Fact]
    public async Task Diagnose_IntervalExplainNext_AddTheirFields()
    {
        JsonNode answer = await AnswerAsync("--format", "json", "--interval", "0.95", "--explain", "--next", "5");
        Diagnosis diagnosis = Read(Documented).Diagnose();
        SpineInference.Engine.Reasoning.CredibleInterval expected = diagnosis.ComputeInterval(NerveRoot.L5).ComputeCentralInterval(0.95);
        Assert.Equal([expected.Lower, expected.Upper], answer["intervals"]!["rootLevel"]!["L5"]!.AsArray().Select(static n => n!.GetValue<double>()));
        Assert.Equal(0.95, answer["intervals"]!["mass"]!.GetValue<double>());
        JsonNode root = answer["explanation"]![0]!;
        string first = diagnosis.RootLevel.MostProbable.Id;
        Explanation explanation = diagnosis.Explain(SpineInference.Engine.Reasoning.Hypothesis.Of(diagnosis.Patient.Model.Network, "root-level", first));
        Assert.Equal(("root-level", first), (root["of"]!.GetValue<string>(), root["answer"]!.GetValue<string>()));
        Assert.Equal(explanation.Sentences.AsEnumerable(), root["sentences"]!.AsArray().Select(static n => n!.GetValue<string>()));
        Assert.Equal(explanation.Reasons.Select(static r => r.InOrder.Decibans), root["reasons"]!.AsArray().Select(static n => n!["inOrder"]!.GetValue<double>()));
        Assert.Equal("cause", answer["explanation"]![1]!["of"]!.GetValue<string>());
        NextFindings next = diagnosis.ProposeFindings(5);
        Assert.Equal(next.RedFlags.Select(static q => q.Rule), answer["next"]!["redFlags"]!.AsArray().Select(static q => q!["rule"]!.GetValue<string>()));
        Assert.Equal(next.Findings.Select(static f => f.Bits), answer["next"]!["findings"]!.AsArray().Select(static n => n!["bits"]!.GetValue<double>()));
    }

    [Fact]
    public async Task Diagnose_Table_IsPlainTextForAPipe()
    {
        Spine run = await Spine.RunAsync(Documented, ["diagnose", "-", "--interval", "0.9", "--explain", "--next", "2"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("p1: man, 54, ", run.Output, StringComparison.Ordinal);
        Assert.All(
            (string[])["RED FLAG Same day", "NOT ASKED Emergency", "lumbar spinal stenosis", "90% interval", "left, compressed", "Pain or numbness where the sciatic nerve runs", "Why no root?", "What next?", "does not replace one."],
            text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(run.Lines, static line => Assert.Equal(line.TrimEnd(), line));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Diagnose_TableOnATerminal_IsWrappedAndColouredUnlessRefused(bool usesColour)
    {
        Spine run = await Spine.RunAsync(Documented, ["diagnose", "-"], outputWidth: 100, usesColour: usesColour);
        Assert.Equal(usesColour, run.Output.Contains('\u001b'));
        if (!usesColour)
        {
            Assert.All(run.Lines, static line => Assert.InRange(line.Length, 0, 100));
        }
    }

    [Fact]
    public async Task Diagnose_TextOfTheFile_CannotSteerTheTerminal()
    {
        string evil = """{"id": "a\u001b[2J\u202eb"}""";
        Spine table = await Spine.RunAsync(evil, ["diagnose", "-"]);
        Spine row = await Spine.RunAsync(evil + "\n" + evil, ["diagnose", "-", "--format", "table"]);
        Spine fault = await Spine.RunAsync("""{"present": ["a\u001b[2J"]}""", ["diagnose", "-"]);
        Assert.Equal((0, 0, 2), (table.ExitCode, row.ExitCode, fault.ExitCode));
        Assert.All((string[])[table.Output, row.Output, fault.Error], static text =>
        {
            Assert.Contains("[2J", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u202e', text);
        });
    }

    [Fact]
    public async Task Diagnose_ManyThreads_AnswersInTheOrderOfTheInput()
    {
        var input = new StringBuilder();
        for (int i = 0; i < 600; i++)
        {
            input.Append(CultureInfo.InvariantCulture, $"{{\"id\": \"{i}\", \"age\": {18 + (i % 70)}, \"left\": {{\"present\": [\"foot-drop\"]}}}}\n");
        }

        Spine one = await Spine.RunAsync(input.ToString(), ["diagnose", "-", "--threads", "1"]);
        Spine many = await Spine.RunAsync(input.ToString(), ["diagnose", "-", "--threads", "8"]);
        Assert.Equal(0, one.ExitCode);
        Assert.Equal(Enumerable.Range(0, 600).Select(static i => i.ToString(CultureInfo.InvariantCulture)), many.Lines.Select(static l => JsonNode.Parse(l)!["id"]!.GetValue<string>()));
        Assert.Equal(one.Output, many.Output);
    }

    [Fact]
    public async Task Diagnose_ManyAsTable_IsARowEach()
    {
        Spine run = await Spine.RunAsync($"{OneLine}\n{{\"age\": 3}}\n", ["diagnose", "-", "--format", "table"]);
        Assert.Equal(1, run.ExitCode);
        string[] rows = [.. run.Lines];
        Assert.Equal(3, rows.Length);
        Assert.StartsWith("id ", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("p1               no root 51%   prolapsed disc", rows[1], StringComparison.Ordinal);
        Assert.EndsWith("severe-weakness (same-day)", rows[1], StringComparison.Ordinal);
        Assert.Contains("error: line 2, column 9", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnose_Model_IsTheOneThatAnswers()
    {
        string path = _folder.File("model.json");
        SpineInference.Engine.Networks.BayesianNetwork drawn = SpineInference.Learning.Simulator.DrawParameters(SpineModel.Default.Network, seed: 1);
        new JsonModel(drawn).Write(path);
        JsonNode answer = await AnswerAsync("--format", "jsonl", "--model", path);
        Assert.Equal(drawn.Hash, answer["model"]!["hash"]!.GetValue<string>());
        Diagnosis expected = PatientJson.Read(SpineModel.FromNetwork(drawn), Encoding.UTF8.GetBytes(Documented), "p").Patient.Diagnose();
        Assert.Equal(expected.RootLevel[NerveRoot.L5], answer["rootLevel"]!["L5"]!.GetValue<double>());
    }

    [Fact]
    public async Task Diagnose_ModelOfSomethingElse_IsRefused()
    {
        string path = _folder.File("model.json");
        new JsonModel(TestNetworks.Featured()).Write(path);
        Spine run = await Spine.RunAsync(Documented, ["diagnose", "-", "--model", path]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("does not have the variables of this library's model", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("nowhere.json")]
    [InlineData("-", "--interval", "1")]
    [InlineData("-", "--interval", "95%")]
    [InlineData("-", "--next", "-1")]
    [InlineData("-", "--threads", "0")]
    [InlineData("-", "--format", "xml")]
    [InlineData("-", "--model", "nowhere.json")]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task Diagnose_WrongCommandLine_IsRefused(params string[] options)
    {
        Spine run = await Spine.RunAsync(Documented, ["diagnose", .. options]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("spine: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnose_Cancelled_StopsWithItsOwnCode()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        string output = _folder.File("out.jsonl");
        Spine run = await Spine.RunAsync($"{OneLine}\n{OneLine}", ["diagnose", "-", "--out", output], cancellationToken: cancellation.Token);
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Diagnose_ProgressOfAFile_IsABarForAPersonAlone(bool isTerminal)
    {
        string path = _folder.File("patients.jsonl");
        await File.WriteAllTextAsync(path, OneLine + "\n" + OneLine + "\n");
        Spine run = await Spine.RunAsync("", ["diagnose", path], isTerminal);
        Assert.Equal(isTerminal, run.Error.Contains("[########################] 100%  2 patients, ", StringComparison.Ordinal));
        Assert.Equal(isTerminal, run.Error.Length > 0);
    }

    private static Patient Read(string json) => PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(json), "p.json").Patient;

    private static string OfLibrary(string json)
    {
        PatientRecord record = PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(json), "p.json");
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            DiagnosisJson.Write(writer, record.Patient.Diagnose(), record.Id);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<JsonNode> AnswerAsync(params string[] options)
    {
        Spine run = await Spine.RunAsync(Documented, ["diagnose", "-", .. options]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonNode.Parse(run.Output)!;
    }
}
