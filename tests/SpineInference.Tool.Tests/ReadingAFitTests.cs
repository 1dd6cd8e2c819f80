using System.Text.RegularExpressions;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool.Tests;

/// <summary>What a person looks at after a fit: how good it is, beside another, and what it moved.</summary>
public sealed class ReadingAFitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ProgressBar_EstimateThatFalls_NeverGoesBackAndFitsEightyColumns()
    {
        using var error = new StringWriter();
        using (var bar = new ProgressBar(new CliStreams(Stream.Null, Stream.Null, error, isErrorTerminal: true), TimeSpan.Zero))
        {
            foreach (double share in (double[])[0.1, 0.6, 0.3, 0.2, 0.7])
            {
                bar.Show(share, TimeSpan.FromHours(30), new string('w', 200));
            }
        }

        string plain = Regex.Replace(error.ToString(), "\u001b\\[[0-9;?]*[A-Za-z]", "");
        int[] shares = [.. Regex.Matches(plain, "([0-9]+)%").Select(static m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Contains(60, shares);
        Assert.Contains(70, shares);
        Assert.DoesNotContain(30, shares);
        Assert.Equal(shares.Order(), shares);
        Assert.All(plain.Split('\n', '\r'), static line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void CountProgress_WithAndWithoutALength_IsABarOrWordsAlone()
    {
        using var error = new StringWriter();
        var streams = new CliStreams(Stream.Null, Stream.Null, error, isErrorTerminal: true);
        using (var line = new CountProgressLine(streams, "patients", static () => 0.5))
        {
            line.Report(1200);
        }

        using (var line = new CountProgressLine(streams, "steps"))
        {
            line.Report(7);
        }

        string[] lines = error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(@"^\[#{12}\.{12}\]  50%  1,200 patients, [0-9,]+/s, about .+ left$", lines[0]);
        Assert.Matches("^7 steps, [0-9,]+/s$", lines[2]);
    }

    [Fact]
    public async Task Evaluate_ReportOfARival_HoldsTheComparison()
    {
        string truth = Save(Simulator.DrawParameters(LearningNetworks.Clinic(), seed: 3), "truth.json");
        string network = Save(LearningNetworks.Clinic(), "prior.json");
        string data = _folder.File("data.csv");
        string page = _folder.File("report.html");
        await Spine.RunAsync("simulate", "--count", "200", "--seed", "1", "--network", truth, "--out", data);
        Spine run = await Spine.RunAsync("evaluate", data, "--network", truth, "--target", "cause", "--against", network, "--bootstrap", "100", "--report", page);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string html = await File.ReadAllTextAsync(page);
        Assert.Contains($"Against {network}", html, StringComparison.Ordinal);
        Assert.Contains("from 100 samples of the patients", html, StringComparison.Ordinal);

        // Each number of the lines stands in the page, too.
        Match lines = Regex.Match(run.Output, @"log score (\S+) against (\S+): (\S+) \(standard error (\S+)\)");
        Assert.True(lines.Success, run.Output);
        Assert.All(lines.Groups.Values.Skip(1), g => Assert.Contains($">{g.Value.Replace("+", "&#x2B;", StringComparison.Ordinal)}<", html.Replace(">+", ">&#x2B;", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluate_HoldoutAndRival_AreToldWithIntervals()
    {
        BayesianNetwork prior = LearningNetworks.Clinic();
        string network = Save(prior, "prior.json");
        string truth = Save(Simulator.DrawParameters(prior, seed: 3), "truth.json");
        string data = _folder.File("data.csv");
        await Spine.RunAsync("simulate", "--count", "600", "--seed", "1", "--network", truth, "--out", data);
        Spine held = await Spine.RunAsync("evaluate", data, "--network", network, "--target", "cause", "--holdout", "0.3");
        Assert.Equal((0, ""), (held.ExitCode, held.Error));
        Assert.Equal("180 predictions", held.Lines.First());
        Assert.Matches(@"accuracy 0\.\d{4} \(0\.\d{4} to 0\.\d{4}\)", held.Output);
        Assert.Contains("against the model before the fit, on the same rows:", held.Output, StringComparison.Ordinal);
        Assert.Matches(@"log score -\d\.\d{4} against -\d\.\d{4}: \+", held.Output);
        Spine rival = await Spine.RunAsync("evaluate", data, "--network", truth, "--target", "cause", "--against", network, "--bootstrap", "0");
        Assert.Contains($"against {network}, on the same rows:", rival.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" to 0.", rival.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Spine.RunAsync("evaluate", data, "--network", network, "--target", "cause", "--holdout", "0.3", "--folds", "2")).ExitCode);
    }

    [Fact]
    public async Task SimulateLines_AreThePatientsOfTheTable()
    {
        Spine csv = await Spine.RunAsync("simulate", "--count", "4", "--seed", "5", "--missing", "0.5");
        Spine lines = await Spine.RunAsync("simulate", "--count", "4", "--seed", "5", "--missing", "0.5", "--format", "jsonl");
        Assert.Equal((0, ""), (lines.ExitCode, lines.Error));
        string[] headers = csv.Lines.First().Split(',');
        string[][] rows = [.. csv.Lines.Skip(1).Select(static l => l.Split(','))];
        BayesianNetwork network = SpineModel.Default.Network;
        foreach ((string line, string[] row) in lines.Lines.Zip(rows))
        {
            // What is stated of the patient is what stands in the row: the same evidence, but for the age, which a band is too coarse for.
            Patient patient = PatientJson.Read(SpineModel.Default, System.Text.Encoding.UTF8.GetBytes(line), "line").Patient;
            var stated = patient.Diagnose().Evidence;
            for (int c = 0; c < headers.Length; c++)
            {
                int expected = row[c].Length == 0 ? -1 : network[headers[c]].States.IndexOf(row[c]);
                Variable variable = network[headers[c]];

                // What another statement says already counts once: it is stated, and weighs the same in every state.
                int actual = stated.ObservedStateOf(variable);
                actual = actual < 0 && !stated.LikelihoodsOf(variable).IsEmpty ? expected : actual;
                Assert.Equal((headers[c], expected), (headers[c], actual));
            }
        }

        Spine answers = await Spine.RunAsync(lines.Output, ["diagnose", "-", "--lines", "--format", "csv"]);
        Assert.Equal((0, ""), (answers.ExitCode, answers.Error));
        string[] header = answers.Lines.First().Split(',');
        Assert.Equal(5, answers.Lines.Count());
        Assert.All(answers.Lines, l => Assert.Equal(header.Length, l.Split(',').Length));
        int from = Array.IndexOf(header, "rootLevel.none");
        int count = header.Count(static h => h.StartsWith("rootLevel.", StringComparison.Ordinal));
        Assert.All(answers.Lines.Skip(1), l => Assert.InRange(
            l.Split(',').Skip(from).Take(count).Sum(static n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture)), 0.99999, 1.00001));
        Assert.Equal(2, (await Spine.RunAsync("diagnose", "-", "--format", "csv", "--explain")).ExitCode);
    }

    [Fact]
    public async Task Diff_ModelAndItself_AndAFittedOne()
    {
        string own = _folder.File("own.json");
        NetworkFiles.Write(SpineModel.Default.Network, own);
        Spine same = await Spine.RunAsync("diff", own);
        Assert.Equal((0, ""), (same.ExitCode, same.Error));
        Assert.Contains(": 0 of ", same.Output, StringComparison.Ordinal);
        Assert.Contains("0 of 8 patients have an answer that moved", same.Output, StringComparison.Ordinal);
        string drawn = _folder.File("drawn.json");
        NetworkFiles.Write(Simulator.DrawParameters(SpineModel.Default.Network, seed: 1), drawn);
        Spine other = await Spine.RunAsync("diff", drawn, own, "--rows", "3");
        Assert.Equal((0, ""), (other.ExitCode, other.Error));
        Assert.Matches(@": [1-9]\d* of \d+ common rows have other probabilities", other.Output);
        Assert.Matches(@"[1-9] of 8 patients have an answer that moved", other.Output);
        Assert.Contains(" % → ", other.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"left": {"present": ["foot-dropp"]}}""")]
    [InlineData("""{"sex": "male", "present": ["pregnancy"]}""")]
    public async Task Diff_PatientWhoCannotBeAnswered_IsRefusedWithItsLine(string patient)
    {
        string own = _folder.File("own.json");
        NetworkFiles.Write(SpineModel.Default.Network, own);
        string patients = _folder.File("patients.jsonl");
        await File.WriteAllLinesAsync(patients, ["""{"left": {"present": ["foot-drop"]}}""", patient]);
        Spine run = await Spine.RunAsync("diff", own, "--patients", patients);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("line 2", run.Error, StringComparison.Ordinal);
    }

    private string Save(BayesianNetwork network, string name)
    {
        string path = _folder.File(name);
        new JsonModel(network).Write(path);
        return path;
    }
}
