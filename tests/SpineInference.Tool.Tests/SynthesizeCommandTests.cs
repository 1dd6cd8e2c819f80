using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Tool.Tests;

/// <summary>Tables of another field learn from three papers.</summary>
public sealed class SynthesizeCommandTests : IDisposable
{
    private const string Header = "study,citation,id,event,given,against,measure,k,n,value,low,high\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Synthesize_ThreePapers_MovesTheNumbersTowardsThem()
    {
        string tables = Tables();
        string studies = Studies(Header
            + "smith-2001,Smith 2001,s1,left.spurling = present,left.lesion = C7,,sensitivity,180,200,,,\n"
            + "jones-2002,Jones 2002,s2,left.spurling = present,left.lesion = C7,,rate,85,100,,,\n"
            + "lee-2003,Lee 2003,s3,left.spurling = present,left.lesion = C7,left.lesion = none,likelihood ratio,,,12,6,24\n");
        string model = _folder.File("model.json");
        string report = _folder.File("report.html");
        Spine run = await Spine.RunAsync("synthesize", tables, studies, "--out", model, "--report", report);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("3 studies", run.Error, StringComparison.Ordinal);
        BayesianNetwork before = KnowledgeNetwork.Assemble(KnowledgeBase.LoadFolder(tables)).Network;
        JsonModel after = JsonModel.Read(model);
        ProbabilityRow row = before.DistributionOf(before["left.spurling"]).Rows.Single(static r => r.Probabilities[1] == 0.5);
        Assert.InRange(after.Network.Rows[row.Index].Probabilities[1], 0.65, 0.9);
        Assert.Contains("3 studies", after.Provenance["studies"], StringComparison.Ordinal);
        string page = await File.ReadAllTextAsync(report);
        Assert.All(["s1", "s2", "s3", "smith-2001", "0.898"], text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Synthesize_Numbers_BesideTheTables_AreFollowedUntilARowIsWrittenAnew()
    {
        string tables = Tables();
        string studies = Studies(Header + "smith-2001,Smith 2001,s1,left.spurling = present,left.lesion = C7,,sensitivity,180,200,,,\n");
        string model = _folder.File("model.json");
        Spine run = await Spine.RunAsync("synthesize", tables, studies, "--out", model, "--numbers", Path.Combine(tables, KnowledgeSynthesis.FileName));
        Assert.Equal(0, run.ExitCode);

        // What is built of the tables is now what the synthesis gave, to four digits.
        KnowledgeNetwork built = KnowledgeNetwork.Assemble(KnowledgeBase.LoadFolder(tables));
        BayesianNetwork synthesised = JsonModel.Read(model).Network;
        Assert.NotEqual(0, built.Knowledge.Synthesis.Count);
        Assert.All(built.Network.Rows, row => Assert.All(
            row.Probabilities.ToArray().Zip(synthesised.Rows[row.Index].Probabilities.ToArray()), static p => Assert.InRange(p.First - p.Second, -0.006, 0.006)));
        Assert.Equal(KnowledgeSynthesis.FingerprintOf(tables, studies), built.Knowledge.Synthesis.Fingerprint);
        string again = _folder.File("again.json");
        Assert.Equal(0, (await Spine.RunAsync("build", tables, "--out", again)).ExitCode);
        Assert.Equal(built.Network.Parameters.ToArray(), JsonModel.Read(again).Network.Parameters.ToArray());

        // As written, the tables say what they said.
        Assert.Contains(built.WithOwnNumbers().Network.DistributionOf(built.Network["left.spurling"]).Rows, static r => r.Probabilities[1] == 0.5);
        Assert.DoesNotContain(built.Network.DistributionOf(built.Network["left.spurling"]).Rows, static r => r.Probabilities[1] == 0.5);

        // A second synthesis starts from what people wrote, not from its own result.
        string second = _folder.File("second.json");
        Assert.Equal(0, (await Spine.RunAsync("synthesize", tables, studies, "--out", second)).ExitCode);
        Assert.Equal(synthesised.Parameters.ToArray(), JsonModel.Read(second).Network.Parameters.ToArray());

        // A number that somebody writes anew stands as written.
        string file = Path.Combine(tables, "02-arm.json");
        string text = await File.ReadAllTextAsync(file);
        int place = text.IndexOf("\"present\": 0.5", text.IndexOf("\"spurling\"", StringComparison.Ordinal), StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Remove(place, 14).Insert(place, "\"present\": 0.42"));
        KnowledgeNetwork changed = KnowledgeNetwork.Assemble(KnowledgeBase.LoadFolder(tables));
        Assert.Contains(changed.Network.DistributionOf(changed.Network["left.spurling"]).Rows, static r => r.Probabilities[1] == 0.42);
    }

    [Fact]
    public async Task Synthesize_FaultyStudies_ListsEveryFaultWithRowAndFieldAndWritesNothing()
    {
        string studies = Studies(Header
            + "smith-2001,Smith 2001,s1,left.spurling = present,left.lesion = C7,,risk,18,20,,,\n"
            + "smith-2001,Smith 2001,s1b,left.spurling present,left.lesion = C7,,rate,21,20,,,\n"
            + "lee-2003,Lee 2003,s3,left.spurling = present,left.lesion = C7,,likelihood ratio,,,twelve,6,24\n");
        string model = _folder.File("model.json");
        Spine run = await Spine.RunAsync("synthesize", Tables(), studies, "--out", model);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.All(["'risk' is not expressed", "'left.spurling present' is no statement", "'twelve' is no number", "the group that the ratio or area compares with is missing"],
            fault => Assert.Contains(fault, run.Error, StringComparison.Ordinal));
        Assert.False(File.Exists(model));
    }

    [Theory]
    [InlineData("left.spurlin = present", "left.lesion = C7", "has no variable 'left.spurlin'")]
    [InlineData("left.spurling = positive", "left.lesion = C7", "has no state 'positive'")]
    [InlineData("left.lesion = C7", "left.lesion = C6", "exclude each other")]
    [InlineData("left.lesion = C7", "cause = carpal-tunnel", "impossible")]
    public async Task Synthesize_RateTheNetworkCannotSay_IsTold(string @event, string given, string expected)
    {
        string studies = Studies(Header + $"smith-2001,Smith 2001,s1,{@event},{given},,rate,5,20,,,\n");
        Spine run = await Spine.RunAsync("synthesize", Tables(), studies, "--out", _folder.File("model.json"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'s1'", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synthesize_NoStudies_IsTold()
    {
        Spine missing = await Spine.RunAsync("synthesize", Tables(), _folder.File("none.csv"));
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("is neither a file nor a folder", missing.Error, StringComparison.Ordinal);

        Spine noTables = await Spine.RunAsync("synthesize", _folder.File("nowhere"), Studies(Header));
        Assert.Equal(2, noTables.ExitCode);
        Assert.Contains("is no folder", noTables.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_OfTables_NamesTheRowsThatAnswersHangOnAndFaultsOfStudies()
    {
        string tables = Tables();
        Spine run = await Spine.RunAsync("evidence", tables, "--people", "20", "--rows", "5");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"\d+ answers; median 90 % interval of the first 0\.\d\d wide\. Judgement carries 100 % of the variance", run.Output);
        Assert.Equal(5, run.Lines.Count(static l => l.Contains("× or ÷", StringComparison.Ordinal)));

        Directory.CreateDirectory(Path.Combine(tables, StudiedBelief.Folder));
        await File.WriteAllTextAsync(Path.Combine(tables, StudiedBelief.Folder, "papers.csv"), Header + "a,A 2001,s1,left.spurling = present,left.lesion = C7,,rate,30,20,,,\n");
        Spine faulty = await Spine.RunAsync("evidence", tables, "--people", "20");
        Assert.Equal((2, ""), (faulty.ExitCode, faulty.Output));
        Assert.Contains("30 of 20 is no count", faulty.Error, StringComparison.Ordinal);
    }

    private string Tables()
    {
        string folder = _folder.File("tables");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Path.Combine(Repository.Root!, "samples", "OwnTables", "Tables")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        return folder;
    }

    private string Studies(string text)
    {
        string file = _folder.File("papers.csv");
        File.WriteAllText(file, text);
        return file;
    }
}
