using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SpineInference.Engine.Formats;

namespace SpineInference.Tool.Tests;

public sealed class QueryCommandTests : IDisposable
{
    private const string Sprinkler = """
        network sprinkler { }
        variable rain { type discrete [ 2 ] { no, yes }; }
        variable sprinkler { type discrete [ 2 ] { off, on }; }
        variable grass { type discrete [ 2 ] { 0, 1 }; }
        probability ( rain ) { table 0.75, 0.25; }
        probability ( sprinkler | rain ) { (no) 0.5, 0.5; (yes) 1, 0; }
        probability ( grass | rain, sprinkler ) { (no, off) 1, 0; (no, on) 0.25, 0.75; (yes, off) 0.125, 0.875; (yes, on) 0, 1; }
        """;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Reference =>
        ["asia", "cancer", "earthquake", "survey", "sachs", "child", "alarm", "insurance", "hailfinder", "hepar2", "win95pts"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Query_Case_GivesPosteriorsOfWhatIsNotObserved()
    {
        Spine run = await QueryAsync("""{"id": "a", "evidence": {"grass": "1"}}""");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonNode answer = JsonNode.Parse(Assert.Single(run.Lines))!;
        Assert.Equal(["id", "posteriors", "logEvidence"], answer.AsObject().Select(static p => p.Key));
        Assert.Equal("a", answer["id"]!.GetValue<string>());
        Assert.Equal(["rain", "sprinkler"], answer["posteriors"]!.AsObject().Select(static p => p.Key));

        // P(grass = 1) = 0.75 × 0.5 × 0.75 + 0.25 × 0.875 = 0.5; P(rain, grass = 1) = 0.21875.
        Assert.Equal(0.4375, answer["posteriors"]!["rain"]!["yes"]!.GetValue<double>(), 1e-15);
        Assert.Equal(Math.Log(0.5), answer["logEvidence"]!.GetValue<double>(), 1e-15);
    }

    [Fact]
    public async Task Query_OtherFormsOfEvidence_AreUnderstood()
    {
        Spine run = await QueryAsync(
            """
            {"id": 7, "evidence": {"grass": 1}}
            {"evidence": {"grass": {"0": 0, "1": 2}, "rain": null}}

            {"evidence": {}, "id": "é"}
            """);
        Assert.Equal(0, run.ExitCode);
        JsonNode[] answers = [.. run.Lines.Select(static l => JsonNode.Parse(l)!)];
        Assert.Equal(["7", "null", "\"é\""], answers.Select(static a => a["id"]?.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null"));
        Assert.Equal(0.4375, answers[1]["posteriors"]!["rain"]!["yes"]!.GetValue<double>(), 1e-15);
        Assert.Equal(1, answers[1]["posteriors"]!["grass"]!["1"]!.GetValue<double>(), 1e-15);
        Assert.Equal(Math.Log(0.5 * 2), answers[1]["logEvidence"]!.GetValue<double>(), 1e-15);
        Assert.Equal(0.25, answers[2]["posteriors"]!["rain"]!["yes"]!.GetValue<double>(), 1e-15);
    }

    [Theory]
    [InlineData("""{"id": 1, "evidence": {"sprinkler": "on", "rain": "yes"}}""", "1", "line 1: this evidence has probability 0; remove or correct a part of it.")]
    [InlineData("""{"id": 1, "evidence": {"sprinkle": "on"}}""", "1", "line 1, column 36: the network has no node 'sprinkle'. Did you mean 'sprinkler'?")]
    [InlineData("""{"evidence": {"sprinkler": "onn"}, "id": "x"}""", "\"x\"", "line 1, column 28: node 'sprinkler' has no state 'onn'. Did you mean 'on'?")]
    [InlineData("""{"id": 1, "evidence": {"rain": "no", "rain": "no"}}""", "1", "line 1, column 46: node 'rain' stands twice in the evidence.")]
    [InlineData("""{"id": 1, "evidence": {"rain": ["no"]}}""", "1", "line 1, column 32: node 'rain': got a list; expected a state, null, or an object of likelihoods.")]
    [InlineData("""{"id": 1, "evidence": {"rain": {"no": 1}}}""", "1", "line 1, column 32: node 'rain': the likelihood of state 'yes' is missing; expected one for each of no, yes.")]
    [InlineData("""{"id": 1, "evidence": {"rain": {"no": -1, "yes": 1}}}""", "1", "line 1, column 39: node 'rain', state 'no': got the number -1; expected a likelihood, a finite number not below 0.")]
    [InlineData("""{"id": 1, "evidence": {"rain": {"no": 0, "yes": 0}}}""", "1", "line 1, column 32: node 'rain': all likelihoods are 0; at least one state must be possible.")]
    [InlineData("""{"id": 1, "evidnce": {}}""", "1", "line 1, column 22: Unknown field 'evidnce' of a case. Known: id, evidence.; line 1, column 1: evidence is missing or not an object; expected \"evidence\": {\"node\": \"state\", …}.")]
    [InlineData("""{"id": 1}""", "1", "line 1, column 1: evidence is missing or not an object; expected \"evidence\": {\"node\": \"state\", …}.")]
    [InlineData("""{"id": [], "evidence": {}}""", "null", "line 1, column 8: Field 'id': got a list; expected a text or a number.")]
    [InlineData("[]", "null", "line 1, column 1: Got a list; expected an object: a case.")]
    [InlineData("""{"id": 1, "evidence": {"\ud800": "on"}}""", "1", "line 1, column 24: Not JSON: a text holds bytes that are not UTF-8, or half of a surrogate pair.")]
    public async Task Query_FaultyLine_IsReportedThereAndTheRunGoesOn(string line, string id, string expected)
    {
        Spine run = await QueryAsync($"{line}\n{{\"id\": 2, \"evidence\": {{}}}}\n");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        JsonNode[] answers = [.. run.Lines.Select(static l => JsonNode.Parse(l)!)];
        Assert.Equal(2, answers.Length);
        Assert.Equal(["id", "error"], answers[0].AsObject().Select(static p => p.Key));
        Assert.Equal(id, answers[0]["id"]?.ToJsonString() ?? "null");
        Assert.Equal(expected, answers[0]["error"]!.GetValue<string>());
        Assert.NotNull(answers[1]["posteriors"]);
    }

    [Fact]
    public async Task Query_NoJson_IsReportedThere()
    {
        Spine run = await QueryAsync("{\"id\": 1, \n\u0000\n");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(2, run.Lines.Count());
        Assert.All(run.Lines, static l => Assert.Contains("Not JSON", JsonNode.Parse(l)!["error"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_Targets_ReportsThoseAlone()
    {
        foreach (string[] targets in (string[][])[["--targets", "grass,rain"], ["--targets", "grass", "--targets", "rain"], ["--targets", " grass , rain,grass"]])
        {
            Spine run = await QueryAsync("""{"id": 1, "evidence": {"rain": "yes"}}""", targets);
            JsonObject posteriors = JsonNode.Parse(Assert.Single(run.Lines))!["posteriors"]!.AsObject();
            Assert.Equal(["grass", "rain"], posteriors.Select(static p => p.Key));
            Assert.Equal(0.875, posteriors["grass"]!["1"]!.GetValue<double>(), 1e-15);
            Assert.Equal(1, posteriors["rain"]!["yes"]!.GetValue<double>());
        }
    }

    [Fact]
    public async Task Query_ManyThreads_AnswersInTheOrderOfTheInput()
    {
        var input = new StringBuilder();
        for (int i = 0; i < 3_000; i++)
        {
            input.Append(CultureInfo.InvariantCulture, $"{{\"id\": {i}, \"evidence\": {{\"grass\": {{\"0\": {i}, \"1\": 1}}}}}}\n");
        }

        Spine one = await QueryAsync(input.ToString(), "--threads", "1");
        Spine many = await QueryAsync(input.ToString(), "--threads", "8");
        Assert.Equal(0, one.ExitCode);
        Assert.Equal(Enumerable.Range(0, 3_000), many.Lines.Select(static l => JsonNode.Parse(l)!["id"]!.GetValue<int>()));
        Assert.Equal(one.Output, many.Output);
    }

    [Fact]
    public async Task Query_LineLongerThanTheLimit_IsRefusedAndTheRunGoesOn()
    {
        string padding = new(' ', 17 << 20);
        Spine run = await QueryAsync($"{{\"id\": 1, {padding} \"evidence\": {{}}}}\n{{\"id\": 2, \"evidence\": {{}}}}");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("""{"id":null,"error":"line 1: the line is longer than 16777216 bytes, the limit."}""", run.Lines.First());
        Assert.StartsWith("""{"id":2,"posteriors":""", run.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_EvidenceFile_IsRead()
    {
        string cases = _folder.File("cases.jsonl");
        await File.WriteAllTextAsync(cases, "{\"id\": 1, \"evidence\": {}}\r\n");
        Spine run = await Spine.RunAsync("query", WriteNetwork(), "--evidence", cases);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("""{"id":1,"posteriors":{"rain":{"no":0.75,"yes":0.25},""", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.bif", "Could not find file")]
    [InlineData("net.txt", "ends in '.txt'; expected .json, .bif")]
    [InlineData("net.dot", "a DOT file, which holds a graph without probabilities")]
    public async Task Query_NetworkThatCannotBeRead_IsRefused(string name, string expected)
    {
        Spine run = await Spine.RunAsync("query", _folder.File(name), "--evidence", "-");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("spine: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_FaultyNetwork_ListsItsFaults()
    {
        string path = _folder.File("faulty.bif");
        await File.WriteAllTextAsync(path, Sprinkler.Replace("0.75, 0.25;", "0.75, 0.35;", StringComparison.Ordinal));
        Spine run = await Spine.RunAsync("query", path, "--evidence", "-");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("line 5, column 24: rain: the row sums to 1.1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_RowsSlightlyOff_WarnsOnStandardError()
    {
        string path = _folder.File("rounded.bif");
        await File.WriteAllTextAsync(path, Sprinkler.Replace("0.75, 0.25;", "0.75, 0.2499999;", StringComparison.Ordinal));
        Spine run = await Spine.RunAsync("""{"evidence": {}}""", ["query", path, "--evidence", "-"]);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("spine: warning: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Lines);
    }

    [Theory]
    [InlineData("--evidence", "-", "--threads", "0")]
    [InlineData("--evidence", "-", "--threads", "many")]
    [InlineData("--evidence", "-", "--memory-limit", "0")]
    [InlineData("--evidence", "-", "--targets", "nothing")]
    [InlineData("--evidence", "-", "--colour", "red")]
    [InlineData("--evidence", "nowhere.jsonl", "--threads", "1")]
    [InlineData("--threads", "1", "--targets", "rain")]
    public async Task Query_WrongCommandLine_IsRefused(params string[] options)
    {
        Spine run = await Spine.RunAsync(["query", WriteNetwork(), .. options]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("spine: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_Cancelled_StopsWithItsOwnCode()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        Spine run = await Spine.RunAsync("""{"evidence": {}}""", ["query", WriteNetwork(), "--evidence", "-"], cancellationToken: cancellation.Token);
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Query_Progress_IsShownToAPersonAlone(bool isTerminal)
    {
        Spine run = await Spine.RunAsync("""{"evidence": {}}""", ["query", WriteNetwork(), "--evidence", "-"], isTerminal);
        Assert.Equal(isTerminal, run.Error.Contains("1 cases", StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", run.Error + run.Output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Reference))]
    public async Task Query_PublicNetwork_AgreesWithOtherEngines(string name)
    {
        string network = TestData.Require($"networks/{name}.bif");
        string reference = TestData.Require($"networks/{name}.reference.jsonl.gz");
        List<JsonNode> cases = ReadLines(reference);
        string input = string.Join('\n', cases.Select(static c => new JsonObject { ["id"] = c["id"]!.DeepClone(), ["evidence"] = c["evidence"]!.DeepClone() }.ToJsonString()));
        Spine run = await Spine.RunAsync(input, ["query", network, "--evidence", "-", "--threads", "2"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonNode[] answers = [.. run.Lines.Select(static l => JsonNode.Parse(l)!)];
        Assert.Equal(cases.Count, answers.Length);
        foreach ((JsonNode expected, JsonNode answer) in cases.Zip(answers))
        {
            Assert.Equal(expected["id"]!.ToJsonString(), answer["id"]!.ToJsonString());
            Assert.Equal(expected["logEvidence"]!.GetValue<double>(), answer["logEvidence"]!.GetValue<double>(), 1e-12);
            JsonObject posteriors = answer["posteriors"]!.AsObject();
            Assert.Equal(
                expected["posteriors"]!.AsObject().Select(static p => p.Key).Order(StringComparer.Ordinal), posteriors.Select(static p => p.Key).Order(StringComparer.Ordinal));
            foreach ((string node, JsonNode? probabilities) in expected["posteriors"]!.AsObject())
            {
                double[] actual = [.. posteriors[node]!.AsObject().Select(static p => p.Value!.GetValue<double>())];
                Assert.Equal(probabilities!.AsArray().Count, actual.Length);
                Assert.All(actual.Select((p, i) => Math.Abs(p - probabilities[i]!.GetValue<double>())), static d => Assert.True(d <= 1e-12, d.ToString("R", CultureInfo.InvariantCulture)));
            }
        }
    }

    private static List<JsonNode> ReadLines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonNode.Parse(l)!)];
    }

    private Task<Spine> QueryAsync(string input, params string[] more) => Spine.RunAsync(input, ["query", WriteNetwork(), "--evidence", "-", .. more]);

    private string WriteNetwork()
    {
        string path = _folder.File("sprinkler.bif.gz");
        NetworkFiles.Write(NetworkFiles.ParseAs(NetworkFormat.Bif, Sprinkler, "sprinkler.bif", new NetworkReaderOptions { EffectiveSampleSize = 1 }).Network, path);
        return path;
    }
}
