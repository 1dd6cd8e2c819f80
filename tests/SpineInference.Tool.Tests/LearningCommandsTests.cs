using DuckDB.NET.Data;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool.Tests;

public sealed class LearningCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SimulateFitEvaluate_OneAfterTheOther_Improve()
    {
        BayesianNetwork prior = LearningNetworks.Clinic();
        string network = Save(prior, "prior.json");
        string truth = Save(Simulator.DrawParameters(prior, seed: 3), "truth.json");
        string train = _folder.File("train.csv");
        string test = _folder.File("test.csv");
        string model = _folder.File("model.json");
        Assert.Equal(0, (await Spine.RunAsync("simulate", "--count", "800", "--seed", "1", "--missing", "0.2", "--network", truth, "--out", train)).ExitCode);
        Assert.Equal(0, (await Spine.RunAsync("simulate", "--count", "800", "--seed", "2", "--network", truth, "--out", test)).ExitCode);
        Spine fit = await Spine.RunAsync("fit", train, "--network", network, "--out", model);
        Assert.Equal((0, ""), (fit.ExitCode, fit.Error));
        Assert.Contains("800 patients", fit.Output, StringComparison.Ordinal);
        Assert.Contains("Converged", fit.Output, StringComparison.Ordinal);
        Assert.Equal("1", JsonModel.Read(model).Provenance["seed"]);
        double before = LogScore(await Spine.RunAsync("evaluate", test, "--network", network, "--target", "cause"));
        string svg = _folder.File("curve.svg");
        double after = LogScore(await Spine.RunAsync("evaluate", test, "--network", model, "--target", "cause", "--plot", svg));
        Assert.True(after > before, $"{before} -> {after}");
        Assert.Contains("role=\"img\"><title>Calibration", await File.ReadAllTextAsync(svg), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_DefaultModel_ShowsFindingsAndHidesWhatCannotBeSeen()
    {
        Spine plain = await Spine.RunAsync("simulate", "--count", "3", "--seed", "1", "--missing", "0.3");
        Assert.Equal((0, ""), (plain.ExitCode, plain.Error));
        Assert.Equal(4, plain.Lines.Count());
        Assert.Contains("left.foot-drop", plain.Lines.First().Split(','));
        Assert.DoesNotContain("cause", plain.Lines.First().Split(','));
        Spine latent = await Spine.RunAsync("simulate", "--count", "3", "--seed", "1", "--latent");
        Assert.Contains("cause", latent.Lines.First().Split(','));
    }

    [Fact]
    public async Task Fit_FaultyData_ListsTheFaultsAndWritesNothing()
    {
        string network = Save(LearningNetworks.Clinic(), "prior.json");
        string data = _folder.File("data.csv");
        await File.WriteAllTextAsync(data, "cause,weak,unknown\ndisc,perhaps,1\n");
        string model = _folder.File("model.json");
        Spine run = await Spine.RunAsync("fit", data, "--network", network, "--out", model);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("column 'unknown'", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(model));
    }

    [Fact]
    public async Task Evaluate_ByFolds_FitsAnew()
    {
        string network = Save(LearningNetworks.Clinic(), "prior.json");
        string data = _folder.File("data.csv");
        await Spine.RunAsync("simulate", "--count", "100", "--seed", "1", "--network", network, "--out", data);
        Spine run = await Spine.RunAsync("evaluate", data, "--network", network, "--target", "cause", "--folds", "3", "--repeats", "2");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("200 predictions", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_ParquetAndJsonLines_GiveTheModelOfTheCsv()
    {
        string network = Save(LearningNetworks.Clinic(), "prior.json");
        string csv = _folder.File("data.csv");
        await Spine.RunAsync("simulate", "--count", "300", "--seed", "1", "--missing", "0.3", "--network", network, "--out", csv);
        string parquet = Convert(csv, "data.parquet", "parquet");
        string json = Convert(csv, "data.jsonl", "json");
        string[] hashes = [.. await Task.WhenAll(new[] { csv, parquet, json }.Select(async data =>
        {
            string model = $"{data}.model.json";
            Spine run = await Spine.RunAsync("fit", data, "--network", network, "--out", model);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            return JsonModel.Read(model).Provenance["cohort-hash"];
        }))];
        Assert.Single(hashes.Distinct());
        Spine evaluated = await Spine.RunAsync("evaluate", parquet, "--network", $"{parquet}.model.json", "--target", "cause");
        Assert.Equal((0, ""), (evaluated.ExitCode, evaluated.Error));

        Spine broken = await Spine.RunAsync("fit", _folder.File("none.parquet"), "--network", network, "--out", _folder.File("none.json"));
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("none.parquet", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_Streamed_LearnsWhatIsLearnedInMemory()
    {
        string network = Save(LearningNetworks.Clinic(), "prior.json");
        string data = _folder.File("data.csv");
        await Spine.RunAsync("simulate", "--count", "400", "--seed", "2", "--missing", "0.3", "--network", network, "--out", data);
        string held = _folder.File("held.json");
        string streamed = _folder.File("streamed.json");
        await Spine.RunAsync("fit", data, "--network", network, "--out", held);
        Spine run = await Spine.RunAsync("fit", data, "--network", network, "--out", streamed, "--stream");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(
            JsonModel.Read(held).Network.Parameters.ToArray().Zip(JsonModel.Read(streamed).Network.Parameters.ToArray()),
            static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public async Task FitAndEvaluate_OnATerminal_ShowABarAndTheTimeLeft()
    {
        string network = Save(LearningNetworks.Clinic(), "prior.json");
        string data = _folder.File("data.csv");
        await Spine.RunAsync("simulate", "--count", "200", "--seed", "3", "--missing", "0.5", "--network", network, "--out", data);
        Spine fit = await Spine.RunAsync("", ["fit", data, "--network", network, "--out", _folder.File("model.json")], isTerminal: true);
        Assert.Contains("An iteration takes about ", fit.Error, StringComparison.Ordinal);
        Assert.Contains("iteration 2, bound", fit.Error, StringComparison.Ordinal);
        Spine evaluate = await Spine.RunAsync("", ["evaluate", data, "--network", network, "--target", "cause", "--folds", "2"], isTerminal: true);
        Assert.Contains("fold 1 of 2, about ", evaluate.Error, StringComparison.Ordinal);
        Assert.Contains(" 50%", evaluate.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FitAndEvaluate_Report_HoldsTablesAndCharts()
    {
        string network = Save(LearningNetworks.Clinic(), "prior.json");
        string data = _folder.File("data.csv");
        await Spine.RunAsync("simulate", "--count", "200", "--seed", "4", "--missing", "0.3", "--network", network, "--out", data);
        string fitPage = _folder.File("fit.html");
        string evaluationPage = _folder.File("evaluation.html");
        string model = _folder.File("model.json");
        Spine fit = await Spine.RunAsync("fit", data, "--network", network, "--out", model, "--report", fitPage, "--table", "cause", "--table", "risk");
        Assert.Equal((0, ""), (fit.ExitCode, fit.Error));
        string page = await File.ReadAllTextAsync(fitPage);
        Assert.Equal(2, page.Split("<svg").Length - 1);
        Assert.Contains("<td>cause/0</td>", page, StringComparison.Ordinal);
        Assert.Contains(JsonModel.Read(model).Provenance["cohort-hash"], page, StringComparison.Ordinal);
        await Spine.RunAsync("evaluate", data, "--network", model, "--target", "cause", "--report", evaluationPage);
        Assert.Equal(3, (await File.ReadAllTextAsync(evaluationPage)).Split("<svg").Length - 1);
    }

    [Fact]
    public async Task Fit_TiesFreezesAndMeasurements_ReachTheModel()
    {
        string network = Save(LearningNetworks.Clinic(), "prior.json");
        string data = _folder.File("data.csv");
        var random = new Random(5);
        await File.WriteAllLinesAsync(data, Enumerable.Range(0, 200).Select(_ => random.NextDouble() < 0.5
            ? FormattableString.Invariant($"disc,{5 + random.NextDouble():F3}")
            : FormattableString.Invariant($"none,{random.NextDouble():F3}")).Prepend("cause,angle"));
        string model = _folder.File("model.json");
        Spine fit = await Spine.RunAsync(
            "fit", data, "--network", network, "--out", model, "--measurement", "angle:cause", "--tie", "walk/0;walk/1", "--freeze", "risk/0");
        Assert.Equal((0, ""), (fit.ExitCode, fit.Error));
        Assert.Contains("angle given cause = disc: 5.", fit.Output, StringComparison.Ordinal);
        FittedModel loaded = FittedModel.Load(model);
        Assert.Equal("angle", Assert.Single(loaded.Measurements!.Measurements).Name);
        Assert.DoesNotContain(loaded.Network.Rows, static r => r.Id == "walk/1");
        Spine evaluate = await Spine.RunAsync("evaluate", data, "--network", model, "--target", "cause", "--folds", "3");
        Assert.Equal((0, ""), (evaluate.ExitCode, evaluate.Error));
        Assert.Contains("accuracy 1.0000", evaluate.Output, StringComparison.Ordinal);
        Spine wrong = await Spine.RunAsync("fit", data, "--network", network, "--out", model, "--measurement", "angle");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("NAME:PARENT", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_Stopped_WritesTheLastCompleteIteration()
    {
        string network = Save(LearningNetworks.Clinic(), "prior.json");
        string data = _folder.File("data.csv");
        string model = _folder.File("model.json");
        string checkpoint = _folder.File("checkpoint.json");
        await Spine.RunAsync("simulate", "--count", "3000", "--seed", "6", "--missing", "0.5", "--network", network, "--out", data);
        using var stop = new CancellationTokenSource();
        Task<Spine> running = Spine.RunAsync(
            "",
            ["fit", data, "--network", network, "--out", model, "--max-iterations", "1000000", "--tolerance", "1e-300", "--checkpoint", checkpoint],
            cancellationToken: stop.Token);
        while (!File.Exists(checkpoint) && !running.IsCompleted)
        {
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        Spine run = await running;
        Assert.Contains(run.ExitCode, new[] { 0, 130 });
        JsonModel written = JsonModel.Read(model);
        Assert.Equal(run.ExitCode == 130 ? "Cancelled" : "Converged", written.Provenance["status"]);
        Assert.True(int.Parse(written.Provenance["iterations"], System.Globalization.CultureInfo.InvariantCulture) >= 10);
    }

    private static string Convert(string csv, string name, string format)
    {
        string path = Path.Combine(Path.GetDirectoryName(csv)!, name);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * FROM read_csv('{csv}', header = true, all_varchar = true)) TO '{path}' (FORMAT {format})";
        command.ExecuteNonQuery();
        return path;
    }

    private static double LogScore(Spine run) => double.Parse(
        run.Lines.Single(static l => l.StartsWith("log score ", StringComparison.Ordinal))["log score ".Length..],
        System.Globalization.CultureInfo.InvariantCulture);

    private string Save(BayesianNetwork network, string name)
    {
        string path = _folder.File(name);
        new JsonModel(network).Write(path);
        return path;
    }
}
