using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

/// <summary>A fit that is cut and goes on from its checkpoint is the fit that was never cut, whole file for whole file.</summary>
public sealed class FitResumeTests : IDisposable
{
    private static readonly BayesianNetwork Network = Mixture();
    private static readonly Cohort Data = Patients();

    private static readonly FitOptions Options = new()
    {
        Measurements = [new Measurement("m", "k")],
        Restarts = 5,
        Seed = 8,
        MaxIterations = 60,
        Tolerance = 1e-9,
        CheckpointInterval = 7,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_CutInAnyStartAndResumed_GivesTheFileOfTheUninterruptedFit()
    {
        var all = new Cutter(int.MaxValue, null);
        string whole = Saved(Fit.Run(Network, Data, Options with { Progress = all }));
        Assert.True(all.LastStart == Options.Restarts - 1, "Every start is made.");
        for (int cut = 1; cut <= all.Count; cut += 6)
        {
            string checkpoint = _folder.File($"checkpoint{cut}");
            using var stop = new CancellationTokenSource();
            FitResult partial = Fit.Run(Network, Data, Options with { CheckpointPath = checkpoint, Progress = new Cutter(cut, stop) }, stop.Token);
            Assert.Equal(FitStatus.Cancelled, partial.Status);
            FitCheckpoint? resume = File.Exists(checkpoint) ? FitCheckpoint.Read(checkpoint) : null;
            Assert.Equal(whole, Saved(Fit.Run(Network, Data, Options with { CheckpointPath = checkpoint, Resume = resume })));

            // And once more from where that ended: nothing but the end is left to do.
            var none = new Cutter(int.MaxValue, null);
            Assert.Equal(whole, Saved(Fit.Run(Network, Data, Options with { Resume = FitCheckpoint.Read(checkpoint), Progress = none })));
            Assert.Equal(0, none.Count);
            Assert.InRange(FitCheckpoint.Read(checkpoint).Best!.Restart, 0, 3);
        }
    }

    [Fact]
    public void Run_ResumedAtTheIterationLimit_GivesTheFinishedModel()
    {
        FitOptions options = Options with { MaxIterations = 7, Restarts = 1, Tolerance = 0, CheckpointPath = _folder.File("checkpoint") };
        FitResult whole = Fit.Run(Network, Data, options);
        Assert.Equal(FitStatus.IterationLimit, whole.Status);
        FitResult resumed = Fit.Run(Network, Data, options with { Resume = FitCheckpoint.Read(options.CheckpointPath) });
        Assert.Equal(FitStatus.IterationLimit, resumed.Status);
        Assert.Equal(Saved(whole), Saved(resumed));
        Assert.Equal(whole.Warnings.Select(static w => w.Message), resumed.Warnings.Select(static w => w.Message));
        Assert.Equal(whole.Rows.Select(static r => r.Information), resumed.Rows.Select(static r => r.Information));
    }

    [Fact]
    public void Run_CancelledInItsLastStage_KeepsTheFitAndResumesToTheWhole()
    {
        FitOptions options = Options with { Restarts = 1, Tolerance = 1e-3, CheckpointPath = _folder.File("checkpoint") };
        FitResult whole = Fit.Run(Network, Data, options with { CheckpointPath = null });
        Assert.Equal(FitStatus.Converged, whole.Status);
        using var stop = new CancellationTokenSource();
        FitResult cut = Fit.Run(Network, Data, options with { Progress = new Cutter(whole.Iterations, stop) }, stop.Token);
        Assert.Equal(FitStatus.Cancelled, cut.Status);
        Assert.Equal<double>(whole.Bounds, cut.Bounds);
        Assert.Equal(whole.Network.Parameters.ToArray(), cut.Network.Parameters.ToArray());
        Assert.Equal(Saved(whole), Saved(Fit.Run(Network, Data, options with { Resume = FitCheckpoint.Read(options.CheckpointPath!) })));
    }

    [Fact]
    public void Run_ResumedAndCancelledAtOnce_KeepsTheCheckpointsState()
    {
        FitOptions options = Options with { Restarts = 1, CheckpointPath = _folder.File("checkpoint") };
        using var stop = new CancellationTokenSource();
        Fit.Run(Network, Data, options with { Progress = new Cutter(7, stop) }, stop.Token);
        FitResult cut = Fit.Run(Network, Data, options with { Resume = FitCheckpoint.Read(options.CheckpointPath!) }, stop.Token);
        Assert.Equal((FitStatus.Cancelled, 7), (cut.Status, cut.Iterations));
        FitResult seven = Fit.Run(Network, Data, options with { CheckpointPath = null, MaxIterations = 7, CorrectSampleSizes = false });
        Assert.Equal(seven.Network.Hash, cut.Network.Hash);
    }

    [Fact]
    public void Save_CancelledBeforeTheFirstIteration_RefusesAndKeepsWhatStood()
    {
        string path = _folder.File("good.json");
        File.WriteAllText(path, "a good model");
        FitResult nothing = Fit.Run(Network, Data, Options, new CancellationToken(canceled: true));
        Assert.Equal((FitStatus.Cancelled, 0), (nothing.Status, nothing.Iterations));
        Assert.Throws<InvalidOperationException>(() => nothing.Save(path));
        Assert.Equal("a good model", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("\"best\":null", "\"best\":7")]
    [InlineData("\"current\":{", "\"current\":null,\"other\":{")]
    [InlineData("\"concentrations\":[", "\"concentrations\":null,\"x\":[")]
    [InlineData("\"version\":2", "\"version\":1")]
    [InlineData("\"options\":\"", "\"options\":null,\"x\":\"")]
    public void Read_CheckpointThatWasChanged_IsRefused(string old, string changed)
    {
        FitOptions options = Options with { Restarts = 1, MaxIterations = 7, Tolerance = 0, CheckpointPath = _folder.File("checkpoint") };
        Fit.Run(Network, Data, options);
        string text = File.ReadAllText(options.CheckpointPath!);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(options.CheckpointPath!, text.Replace(old, changed, StringComparison.Ordinal));
        Assert.Throws<CohortFormatException>(() => FitCheckpoint.Read(options.CheckpointPath!));
    }

    private static BayesianNetwork Mixture()
    {
        var builder = new BayesianNetworkBuilder("mixture");
        Variable k = builder.AddVariable("k", "a", "b", "c");
        Variable sign = builder.AddVariable("sign", "no", "yes");
        builder.SetTable(k, [], [0.4, 0.3, 0.3], 3);
        builder.SetTable(sign, [k], [0.5, 0.5, 0.6, 0.4, 0.4, 0.6], 3);
        return builder.Build();
    }

    private static Cohort Patients()
    {
        var random = new Random(4);
        var builder = new CohortBuilder(Network, "m");
        for (int i = 0; i < 90; i++)
        {
            double noise = random.NextDouble() + random.NextDouble() + random.NextDouble();
            builder.Add(i % 4 == 0 ? [] : [KeyValuePair.Create(Network["sign"], random.Next(2))], 1, [(1.4 * (i % 3)) + noise]);
        }

        return builder.Build();
    }

    private string Saved(FitResult result)
    {
        string path = _folder.File("saved.json");
        result.Save(path);
        return File.ReadAllText(path);
    }

    private sealed class Cutter(int after, CancellationTokenSource? stop) : IProgress<FitProgress>
    {
        public int Count { get; private set; }

        public int LastStart { get; private set; }

        public void Report(FitProgress value)
        {
            LastStart = value.Restart;
            if (++Count == after)
            {
                stop!.Cancel();
            }
        }
    }
}
