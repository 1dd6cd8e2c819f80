using SpineInference.Learning;

namespace SpineInference.Tool.Tests;

/// <summary>A clinic's export from the first look to a fit, as its owner would do it.</summary>
public sealed class ClinicExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public ClinicExportTests()
    {
        _data = _folder.File("export.csv");
        File.WriteAllBytes(_data, ClinicExport.Bytes());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MapInit_ThenADozenEdits_ReadsEveryColumn()
    {
        string map = _folder.File("map.json");
        Spine init = await Spine.RunAsync("map", _data, "--init", "--out", map);
        Assert.Equal(0, init.ExitCode);
        Assert.Contains("separator ';' (20 cells in every row)", init.Error, StringComparison.Ordinal);
        Assert.Contains("encoding windows-1252", init.Error, StringComparison.Ordinal);
        Assert.Contains("decimal ','", init.Error, StringComparison.Ordinal);
        Assert.Contains("'k.A.'", init.Error, StringComparison.Ordinal);

        // As it stands it is a map, and what nobody has decided is refused by name.
        Spine undecided = await Spine.RunAsync("map", _data, "--map", map);
        Assert.Equal(2, undecided.ExitCode);
        Assert.Contains("column 'Patientennummer': the column is not mapped", undecided.Error, StringComparison.Ordinal);
        Assert.Contains("column 'Lasègue links': the column is not mapped", undecided.Error, StringComparison.Ordinal);

        string text = await File.ReadAllTextAsync(map);
        foreach ((string from, string to) in ClinicExport.Edits)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        Assert.True(ClinicExport.Edits.Length <= 12);
        await File.WriteAllTextAsync(map, text);
        Spine check = await Spine.RunAsync("map", _data, "--map", map, "--check");
        Assert.Equal((0, ""), (check.ExitCode, check.ExitCode == 0 ? "" : check.Error));
        Assert.Contains($"{ClinicExport.Patients} row(s) read", check.Output, StringComparison.Ordinal);
        foreach (string line in (string[])
        [
            "Geburtsdatum|age-band|", "ABI|ankle-brachial-index-low|", "Lasègue links|left.straight-leg-raise-positive|absent 13, present 14, unknown 13",
            "Fußheber links (MRC)|left.tibialis-anterior-strength|normal 8, weak 16, severely-weak 8, unknown 8", "Fußheberparese rechts|right.foot-drop|present 6, unknown 34",
            "Gehstrecke|walking-distance|under-200-m 10, 200-to-1000-m 10, over-1000-m 10, unknown 10", "ASR links|left.achilles-reflex|normal 10, reduced 10, absent 10, unknown 10",
        ])
        {
            string[] cells = line.Split('|');
            Assert.Contains(check.Lines, l => cells.All(c => l.Contains(c, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task MapInit_PlainTable_GuessesAgeAndDiagnosisAndTakesNoNumberForAFinding()
    {
        string data = _folder.File("plain.csv");
        await File.WriteAllTextAsync(data, "patient,age group,drop foot left,diagnosis\n1,50-54,yes,disc\n2,45-49,no,stenosis\n3,70-74,no,fibular\n");
        Spine init = await Spine.RunAsync("map", data, "--init");
        Assert.Equal(0, init.ExitCode);
        Assert.Contains("    // \"patient\",", init.Output, StringComparison.Ordinal);
        Assert.Contains("\n    \"age group\": {\"variable\": \"age-band\"", init.Output, StringComparison.Ordinal);

        // A word of a state is a guess, and so a comment.
        Assert.Contains("'disc' for prolapsed-disc", init.Output, StringComparison.Ordinal);
        Assert.Contains("\n    // \"diagnosis\": {\"variable\": \"cause\"", init.Output, StringComparison.Ordinal);
        Assert.Contains("\"lumbar-spinal-stenosis\": [\"stenosis\"]", init.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("night-pain", init.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_WithoutAMap_TellsByColumnAndNotByRow()
    {
        Spine run = await Spine.RunAsync("fit", _data, "--out", _folder.File("m.json"));
        Assert.Equal(2, run.ExitCode);
        Assert.InRange(run.Error.Split('\n').Length, ClinicExport.Headers.Length, ClinicExport.Headers.Length + 6);
        Assert.Contains("spine map", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void FaultsOfOneColumn_AreCountedWithThreeExamples()
    {
        var network = SpineModel.Default.Network;
        string[][] rows = [.. Enumerable.Range(0, 200).Select(static i => (string[])[$"wert {i}", "absent"])];
        var fault = Assert.Throws<CohortFormatException>(() => CohortReader.Read(network, ColumnMap.ForNames(network), ["left.foot-drop", "fever"], rows));
        Assert.Equal(200, fault.FaultCount);
        string[] lines = fault.Message.Split(Environment.NewLine);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("column 'left.foot-drop': 200 faults, such as", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("  row 3: unknown value 'wert 2'", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_UnknownVariable_SuggestsByWhatPeopleCallIt()
    {
        string data = _folder.File("a.csv");
        await File.WriteAllTextAsync(data, "Lasegue\nyes\n");
        string map = _folder.File("a.json");
        await File.WriteAllTextAsync(map, """{"format": "spineinference-column-map", "version": 1, "columns": {"Lasegue": {"variable": "left.slr", "values": {"yes": "presnt"}}}}""");
        Spine run = await Spine.RunAsync("map", data, "--map", map);
        Assert.Contains("Did you mean 'left.straight-leg-raise-positive'", run.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(map, (await File.ReadAllTextAsync(map)).Replace("left.slr", "left.straight-leg-raise-positive", StringComparison.Ordinal));
        Assert.Contains("Did you mean 'present'?", (await Spine.RunAsync("map", data, "--map", map)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_StandardInput_IsReadLikeAFile()
    {
        Spine piped = await Spine.RunAsync("left.foot-drop;fever\npresent;absent\n;present\n", ["map", "-"]);
        Assert.Equal(0, piped.ExitCode);
        Assert.Contains("standard input: 2 row(s) read", piped.Output, StringComparison.Ordinal);
        Assert.Contains("standard input: assumed separator ';'", piped.Error, StringComparison.Ordinal);
        Spine json = await Spine.RunAsync("{\"fever\": \"absent\"}\n", ["map", "-"]);
        Assert.Contains("standard input: 1 row(s) read", json.Output, StringComparison.Ordinal);
    }
}
