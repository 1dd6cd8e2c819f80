using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool.Tests;

/// <summary><c>spine evaluate</c> does not peep, and tells what it cannot score.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_CohortWithLatentColumns_LeavesThemOutUnlessAsked()
    {
        string data = _folder.File("latent.csv");
        Assert.Equal(0, (await Spine.RunAsync("simulate", "--count", "150", "--seed", "7", "--latent", "--out", data)).ExitCode);
        Spine blind = await Spine.RunAsync("evaluate", data, "--target", "cause");
        Assert.Equal((0, ""), (blind.ExitCode, blind.Error));
        Assert.InRange(Score(blind, "accuracy"), 0.1, 0.995);
        string listed = blind.Lines.Single(static l => l.StartsWith("evidence: ", StringComparison.Ordinal));
        Assert.Contains("findings and context); left out: ", listed, StringComparison.Ordinal);
        Assert.Contains("aetiology", listed, StringComparison.Ordinal);
        Spine peeping = await Spine.RunAsync("evaluate", data, "--target", "cause", "--latent");
        Assert.Equal(1, Score(peeping, "accuracy"));
        Assert.Contains("none left out", peeping.Output, StringComparison.Ordinal);

        // The same rows without the hidden columns: nothing that was left out took part.
        string plain = _folder.File("plain.csv");
        await Spine.RunAsync("simulate", "--count", "150", "--seed", "7", "--latent", "--out", plain);
        string[] rows = await File.ReadAllLinesAsync(plain);
        string[] header = rows[0].Split(',');
        int[] kept = [.. Enumerable.Range(0, header.Length).Where(c => header[c] == "cause" || SpineModel.EvidenceOf(SpineModel.Default.Network).Includes(header[c]))];
        await File.WriteAllLinesAsync(plain, rows.Select(r => r.Split(',')).Select(r => string.Join(',', kept.Select(c => r[c]))));
        Assert.Equal(Score(await Spine.RunAsync("evaluate", plain, "--target", "cause"), "log score"), Score(blind, "log score"));
    }

    [Fact]
    public void NewPredictor_Default_IgnoresTheRoots()
    {
        SpineModel model = SpineModel.Default;
        Cohort cohort = Simulator.Draw(model.Network, 150, seed: 2);
        Predictions blind = model.CreatePredictor("cause").Predict(cohort);
        Predictions peeping = model.CreatePredictor("cause", PredictionEvidence.EverythingKnown).Predict(cohort);
        Assert.Equal(1, EvaluationReport.From(peeping).Accuracy);
        Assert.True(EvaluationReport.From(blind).Accuracy < 1);
        Variable[] hidden = [.. cohort.ObservedVariables.Where(static v => v.Name != "cause" && !SpineModel.EvidenceOf(SpineModel.Default.Network).Includes(v.Name))];
        Predictions without = model.CreatePredictor("cause", PredictionEvidence.EverythingKnown).Predict(cohort.Without(hidden));
        Assert.All(Enumerable.Range(0, 150), i => Assert.Equal(without[i].ToArray(), blind[i].ToArray()));
    }

    [Fact]
    public async Task Evaluate_NetworkWithoutRoles_SaysWhatItTakesAndHidesWhatIsNamed()
    {
        string network = _folder.File("clinic.bif");
        using (var stream = File.Create(network))
        {
            NetworkFiles.Write(LearningNetworks.Clinic(), stream, NetworkFormat.Bif);
        }

        string data = _folder.File("data.csv");
        await Spine.RunAsync("simulate", "--count", "200", "--seed", "1", "--network", network, "--out", data);
        Spine all = await Spine.RunAsync("evaluate", data, "--network", network, "--target", "cause");
        Assert.Contains("evidence: 5 columns (every other known column, since this network does not say", all.Output, StringComparison.Ordinal);
        Spine hidden = await Spine.RunAsync("evaluate", data, "--network", network, "--target", "cause", "--hide", "walk");
        Assert.Contains("evidence: 4 columns", hidden.Output, StringComparison.Ordinal);
        Assert.Contains("left out: walk", hidden.Output, StringComparison.Ordinal);
        Assert.True(Score(hidden, "log score") < Score(all, "log score"));
        Spine folds = await Spine.RunAsync("evaluate", data, "--network", network, "--target", "cause", "--folds", "3", "--hide", "walk");
        Assert.Contains("left out: walk", folds.Output, StringComparison.Ordinal);
        Spine wrong = await Spine.RunAsync("evaluate", data, "--network", network, "--target", "cause", "--hide", "walkk");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("Did you mean 'walk'?", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_ImpossibleTruth_IsToldWithItsRow()
    {
        var builder = new BayesianNetworkBuilder("d");
        Variable a = builder.AddVariable("a", "t", "f");
        builder.SetTable(a, [], [0.5, 0.5], 10);
        builder.SetTable(builder.AddVariable("b", "t", "f"), [a], [1, 0, 0, 1], 10);
        string network = _folder.File("d.json");
        new JsonModel(builder.Build()).Write(network);
        string data = _folder.File("e.csv");
        await File.WriteAllTextAsync(data, "a,b\nt,\nf,t\n");
        string page = _folder.File("page.html");
        Spine run = await Spine.RunAsync("evaluate", data, "--network", network, "--target", "a", "--report", page);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("log score -infinity\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("the true state of row 2 the probability 0", run.Output, StringComparison.Ordinal);
        Assert.Contains("the true state of row 2 the probability 0", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public void From_TinyProbability_IsScoredAsItIs()
    {
        var predictions = new Predictions(["a", "b"], [1e-310, 1, 0.5, 0.5], [0, 0]);
        Assert.Equal((Math.Log(1e-310) + Math.Log(0.5)) / 2, EvaluationReport.From(predictions).LogScore, 1e-12);
        Assert.Empty(predictions.ImpossibleTruths);
    }

    [Fact]
    public void Of_ModelsThatCallTruthsImpossible_CompareWithoutClipping()
    {
        var both = new Predictions(["a", "b"], [0, 1, 0.5, 0.5], [0, 0]);
        var one = new Predictions(["a", "b"], [0.5, 0.5, 0.25, 0.75], [0, 0]);
        Assert.Equal(0, ModelComparison.Of(both, both).LogScoreDifference);
        Assert.Equal(double.NegativeInfinity, ModelComparison.Of(both, one).LogScoreDifference);
        Assert.Equal(double.PositiveInfinity, ModelComparison.Of(one, both).LogScoreDifference);
        Assert.Equal(0.5, ModelComparison.Of(both, one).RowsBetter);
    }

    private static double Score(Spine run, string name) => double.Parse(
        run.Lines.Single(l => l.StartsWith($"{name} ", StringComparison.Ordinal))[(name.Length + 1)..].Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
