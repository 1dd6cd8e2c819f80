using SpineInference.Formats;
using SpineInference.Learning;
using SpineInference.Networks;
using SpineInference.Tests.Formats;
using SpineInference.Tests.Learning;

namespace SpineInference.Tests.Tool;

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
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(svg), StringComparison.Ordinal);
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
