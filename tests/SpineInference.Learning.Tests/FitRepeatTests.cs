using SpineInference.Engine.Networks;
using static SpineInference.Learning.Tests.FitOracle;

namespace SpineInference.Learning.Tests;

/// <summary>The same fit by other ways of reading and running: threads, streams, aggregated rows, after a stop.</summary>
public sealed class FitRepeatTests
{
    [Fact]
    public void Run_OneOrManyThreads_TheSameToTheLastBit()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 3000, seed: 5, new SimulationOptions { MissingRate = 0.3 });
        FitResult one = Fit.Run(network, cohort, new FitOptions { MaxIterations = 5, MaxDegreeOfParallelism = 1 });
        FitResult many = Fit.Run(network, cohort, new FitOptions { MaxIterations = 5, MaxDegreeOfParallelism = 4 });
        Assert.Equal(one.Network.Hash, many.Network.Hash);
        Assert.Equal<double>(one.Bounds, many.Bounds);
    }

    [Fact]
    public void Run_Streamed_AgreesWithMemory()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 500, seed: 6, new SimulationOptions { MissingRate = 0.3 });
        using var csv = new StringWriter();
        CohortCsv.Write(cohort, csv, network.Variables);
        string[][] rows = [.. csv.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => l.Split(','))];
        ICohortSource stream = CohortReader.Stream(network, ColumnMap.ForNames(network), rows[0], () => rows.Skip(1), blockSize: 64);
        FitResult streamed = Fit.Run(network, stream, new FitOptions { MaxIterations = 10 });
        FitResult held = Fit.Run(network, cohort, new FitOptions { MaxIterations = 10 });
        AssertClose(held.Network.Parameters.ToArray(), streamed.Network.Parameters.ToArray(), 1e-12);
    }

    [Fact]
    public void Run_Aggregated_AgreesWithRows()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 800, seed: 7, new SimulationOptions { MissingRate = 0.3 });
        Cohort patterns = cohort.Aggregate();
        Assert.True(patterns.Count < cohort.Count);
        Assert.Equal(cohort.TotalWeight, patterns.TotalWeight);
        FitResult byRows = Fit.Run(network, cohort, new FitOptions { MaxIterations = 20 });
        FitResult byPatterns = Fit.Run(network, patterns, new FitOptions { MaxIterations = 20 });
        AssertClose(byRows.Network.Parameters.ToArray(), byPatterns.Network.Parameters.ToArray(), 1e-11);
        Assert.All(byRows.Rows.Zip(byPatterns.Rows), pair => Assert.Equal(pair.First.SampleSizeAfter, pair.Second.SampleSizeAfter, 1e-6));
    }

    [Fact]
    public void Run_ResumedFromACheckpoint_GivesTheSameToTheLastBit()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 300, seed: 11, new SimulationOptions { MissingRate = 0.4 });
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var cancellation = new CancellationTokenSource();
            var stop = new Stopper(6, cancellation);
            FitResult cut = Fit.Run(network, cohort, new FitOptions
            {
                CheckpointPath = path,
                CheckpointInterval = 5,
                MaxIterations = 40,
                Tolerance = 0,
                Progress = stop,
            }, cancellation.Token);
            Assert.Equal(FitStatus.Cancelled, cut.Status);
            Assert.True(cut.Iterations >= 6);
            FitResult untilThen = Fit.Run(network, cohort, new FitOptions { MaxIterations = cut.Iterations, Tolerance = 0, CorrectSampleSizes = false });
            Assert.Equal(untilThen.Network.Hash, cut.Network.Hash);
            FitResult whole = Fit.Run(network, cohort, new FitOptions { MaxIterations = 40, Tolerance = 0 });
            FitResult resumed = Fit.Run(network, cohort, new FitOptions { MaxIterations = 40, Tolerance = 0, Resume = FitCheckpoint.Read(path) });
            Assert.Equal(whole.Network.Hash, resumed.Network.Hash);
            Assert.Equal<double>(whole.Bounds, resumed.Bounds);
            FitCheckpoint checkpoint = FitCheckpoint.Read(path);
            Assert.Throws<ArgumentException>(() => Fit.Run(network, cohort, new FitOptions { MaxIterations = 41, Resume = checkpoint }));
            Assert.All(
                (FitStartState[])
                [
                    checkpoint.Current with { Restart = 1 }, checkpoint.Current with { Restart = -1 }, checkpoint.Current with { Bounds = [] },
                    checkpoint.Current with { Counts = [] }, checkpoint.Current with { Status = FitStatus.Cancelled },
                    checkpoint.Current with { Concentrations = checkpoint.Current.Concentrations.SetItem(0, 0) },
                ],
                changed => Assert.Contains(
                    "changed or damaged",
                    Assert.Throws<ArgumentException>(() => Fit.Run(network, cohort, new FitOptions { MaxIterations = 40, Tolerance = 0, Resume = checkpoint with { Current = changed } })).Message,
                    StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Stopper(int after, CancellationTokenSource source) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.Iteration >= after)
            {
                source.Cancel();
            }
        }
    }
}
