using System.Collections.Immutable;
using FsCheck.Xunit;
using SpineInference.Engine.Networks;
using SpecialFunctions = MathNet.Numerics.SpecialFunctions;

namespace SpineInference.Learning.Tests;

public sealed class FitTests
{
    [Fact]
    public void Run_CompleteData_GivesTheConjugatePosteriorExactly()
    {
        BayesianNetwork network = Tables(5);
        Cohort cohort = Simulator.Draw(network, 400, seed: 1);
        FitResult result = Fit.Run(network, cohort);

        double[] counts = Count(network, cohort);
        double logEvidence = 0;
        foreach (RowReport row in result.Rows)
        {
            ProbabilityRow prior = LearningNetworks.Row(network, row.Id);
            double total = 0;
            for (int s = 0; s < prior.Length; s++)
            {
                double alpha = prior.EffectiveSampleSize * prior.Probabilities[s];
                double count = counts[prior.ParameterOffset + s];
                total += count;
                logEvidence += SpecialFunctions.GammaLn(alpha + count) - SpecialFunctions.GammaLn(alpha);
            }

            logEvidence += SpecialFunctions.GammaLn(prior.EffectiveSampleSize) - SpecialFunctions.GammaLn(prior.EffectiveSampleSize + total);
            Assert.Equal(prior.EffectiveSampleSize + total, row.SampleSizeAfter, 1e-9);
            for (int s = 0; s < prior.Length; s++)
            {
                double expected = ((prior.EffectiveSampleSize * prior.Probabilities[s]) + counts[prior.ParameterOffset + s])
                    / (prior.EffectiveSampleSize + total);
                Assert.Equal(expected, row.After[s], 1e-13);
            }
        }

        Assert.Equal(FitStatus.Converged, result.Status);
        Assert.Equal(logEvidence, result.Bound, 1e-8);
    }

    [Fact]
    public void Run_CompleteDataByMaximumPosterior_GivesTheSameMeans()
    {
        BayesianNetwork network = Tables(5);
        Cohort cohort = Simulator.Draw(network, 300, seed: 2);
        double[] byBayes = Fit.Run(network, cohort).Network.Parameters.ToArray();
        double[] byMaximum = Fit.Run(network, cohort, new FitOptions { Method = FitMethod.MaximumPosterior }).Network.Parameters.ToArray();
        AssertClose(byBayes, byMaximum, 1e-12);
    }

    [Property(MaxTest = 40)]
    public void Run_AnyNetworkAndGaps_TheBoundNeverFalls(int seed, bool byMaximum)
    {
        BayesianNetwork network = RandomNetworks.Create(seed & 0xffff, variableCount: 6);
        Cohort cohort = Simulator.Draw(network, 40, seed, new SimulationOptions { MissingRate = 0.4 });
        FitResult result = Fit.Run(network, cohort, new FitOptions
        {
            Method = byMaximum ? FitMethod.MaximumPosterior : FitMethod.VariationalBayes,
            MaxIterations = 30,
            CorrectSampleSizes = false,
        });
        for (int i = 1; i < result.Bounds.Length; i++)
        {
            Assert.True(
                result.Bounds[i] >= result.Bounds[i - 1] - (1e-10 * (1 + Math.Abs(result.Bounds[i]))),
                $"Iteration {i}: {result.Bounds[i - 1]:R} -> {result.Bounds[i]:R}");
        }
    }

    [Fact]
    public void Run_NothingToLearn_GivesTheNetworkAsItWas()
    {
        BayesianNetwork network = Signs(double.PositiveInfinity);
        Cohort cohort = Simulator.Draw(network, 30, seed: 1);
        FitResult result = Fit.Run(network, cohort);
        int present = cohort.StatesOf(network["sign"]).ToArray().Count(static state => state == 1);
        Assert.Equal(network.Hash, result.Network.Hash);
        Assert.Equal((30 * Math.Log(0.5)) + (present * Math.Log(0.1)) + ((30 - present) * Math.Log(0.9)), result.Bound, 1e-9);
    }

    [Fact]
    public void Run_DataThatReachNothingToLearn_GivesThePrior()
    {
        // Only 'other' is known, whose row is a definition; then nothing at all.
        BayesianNetwork network = Signs(10);
        Cohort cohort = Simulator.Draw(network, 30, seed: 1).Without(network["cause"]).Without(network["sign"]);
        Assert.Equal(network.Hash, Fit.Run(network, cohort).Network.Hash);
        Assert.Equal(network.Hash, Fit.Run(network, cohort.Without(network["other"])).Network.Hash);
    }

    [Fact]
    public void Run_NoisyMax_CountsAreThoseOfTheProposalsByEnumeration()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 60, seed: 4);
        FitResult result = Fit.Run(
            network, cohort, new FitOptions { Method = FitMethod.MaximumPosterior, MaxIterations = 1, CorrectSampleSizes = false });

        // One iteration ends with the counts under the means of the first posterior, which comes from the prior's means.
        double[] first = ProposalCounts(network, cohort, network.Parameters.ToArray());
        double[] means = Posterior(network, first);
        double[] second = ProposalCounts(network, cohort, means);
        AssertClose(Posterior(network, second), result.Network.Parameters.ToArray(), 1e-12);
    }

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
    public void Run_FindingNeverAsked_KeepsItsPriorExactly()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 300, seed: 8).Without(network["walk"], network["pain"]);
        FitResult result = Fit.Run(network, cohort);
        foreach (RowReport row in result.Rows.Where(static r => r.Variables.Contains("walk") || r.Variables.Contains("pain")))
        {
            Assert.Equal<double>(row.Before, row.After);
            Assert.Equal(row.SampleSizeBefore, row.SampleSizeAfter, 1e-12);
            Assert.False(row.IsVisited);
        }

        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.EmptyRows);
    }

    [Theory]
    [InlineData(FitMethod.VariationalBayes)]
    [InlineData(FitMethod.MaximumPosterior)]
    public void Run_LeafMissingInSomeRows_LearnsItFromTheOthersAlone(FitMethod method)
    {
        BayesianNetwork network = Tables(2);
        Cohort full = Simulator.Draw(network, 200, seed: 9);
        Cohort gaps = Simulator.Draw(network, 200, seed: 9);
        Variable leaf = network.Variables[^1];
        var builder = new CohortBuilder(network);
        for (int row = 0; row < gaps.Count; row++)
        {
            builder.Add(network.Variables
                .Where(v => v != leaf || row % 3 != 0).Select(v => KeyValuePair.Create(v, full.StateOf(v, row))));
        }

        Cohort cohort = builder.Build();
        double[] counts = Count(network, cohort);
        double[] fitted = Fit.Run(network, cohort, new FitOptions { Method = method }).Network.Parameters.ToArray();
        AssertClose(Posterior(network, counts), fitted, 1e-10);
    }

    [Theory]
    [InlineData(FitMethod.VariationalBayes)]
    [InlineData(FitMethod.MaximumPosterior)]
    public void Run_SoftLeafMissingInSomeRows_IsWhatItsHardRowsSay(FitMethod method)
    {
        // A likelihood that allows one state alone says the same as the state, and one without preference says nothing.
        BayesianNetwork network = Tables(2);
        Variable leaf = network.Variables[^1];
        Cohort full = Simulator.Draw(network, 120, seed: 9);
        var hard = new CohortBuilder(network);
        var soft = new CohortBuilder(network);
        for (int row = 0; row < full.Count; row++)
        {
            KeyValuePair<Variable, int> top = KeyValuePair.Create(network.Variables[0], full.StateOf(network.Variables[0], row));
            SpineInference.Engine.Inference.Evidence evidence = SpineInference.Engine.Inference.Evidence.None(network).Observe(top.Key.Name, top.Key.States[top.Value]);
            int state = full.StateOf(leaf, row);
            hard.Add(row % 3 == 0 ? [top] : [top, KeyValuePair.Create(leaf, state)]);
            soft.Add(row % 3 == 0
                ? evidence.ObserveLikelihood(leaf, [.. Enumerable.Repeat(1.0, leaf.StateCount)])
                : evidence.ObserveLikelihood(leaf, [.. Enumerable.Range(0, leaf.StateCount).Select(s => s == state ? 0.5 : 0)]));
        }

        Cohort softCohort = soft.Build();
        Assert.False(softCohort.LikelihoodsOf(leaf).IsEmpty);
        FitResult byHard = Fit.Run(network, hard.Build(), new FitOptions { Method = method });
        FitResult bySoft = Fit.Run(network, softCohort, new FitOptions { Method = method });
        AssertClose(byHard.Network.Parameters.ToArray(), bySoft.Network.Parameters.ToArray(), 1e-12);
        Assert.Equal(byHard.Bound + (80 * Math.Log(0.5)), bySoft.Bound, 1e-9);
    }

    [Fact]
    public void Run_LeavesOfTiedRows_AreLearnedAsOne()
    {
        BayesianNetwork network = RowTying.Tie(LearningNetworks.Clinic(), ["weak/0", "walk/0"]);
        Cohort cohort = Simulator.Draw(network, 300, seed: 13, new SimulationOptions
        {
            MissingRates = new Dictionary<string, double> { ["weak"] = 0.4 }.ToImmutableDictionary(),
        });
        double visits = Enumerable.Range(0, cohort.Count).Where(i => cohort.StateOf(network["cause"], i) == 0)
            .Sum(i => 1 + (cohort.StateOf(network["weak"], i) >= 0 ? 1 : 0));
        FitResult result = Fit.Run(network, cohort);
        Assert.Equal(16 + visits, result.Rows.Single(static r => r.Id == "weak/0").SampleSizeAfter, 1e-9);
    }

    [Fact]
    public void Run_MeasurementThatTheFitWasNotToldOf_Warns()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        var builder = new CohortBuilder(network, "angle");
        builder.Add([KeyValuePair.Create(network["cause"], 1)], 1, [3.5]);
        FitResult result = Fit.Run(network, builder.Build());
        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.UnusedMeasurements && w.Message.Contains("angle", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_FrozenRowsAndOtherTables_StayAsTheyAre()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 200, seed: 10);
        FitResult result = Fit.Run(network, cohort, new FitOptions { Tables = ["cause"], FrozenRows = ["cause/1"] });
        foreach (RowReport row in result.Rows)
        {
            Assert.Equal(row.Id == "cause/0", row.IsLearned);
            Assert.Equal(row.IsLearned, !row.Before.SequenceEqual(row.After));
        }
    }

    [Fact]
    public void Run_StructuralZeroInTheData_NamesTheRow()
    {
        var builder = new BayesianNetworkBuilder("zero");
        Variable a = builder.AddVariable("a", "x", "y");
        builder.SetTable(a, [], [1, 0], 5);
        Variable b = builder.AddVariable("b", "x", "y");
        builder.SetTable(b, [a], [0.5, 0.5, 0.5, 0.5], 5);
        BayesianNetwork network = builder.Build();
        var rows = new CohortBuilder(network);
        rows.Add([KeyValuePair.Create(network["a"], 0), KeyValuePair.Create(network["b"], 1)]);
        rows.Add([KeyValuePair.Create(network["a"], 1)]);
        CohortFormatException fault = Assert.Throws<CohortFormatException>(() => Fit.Run(network, rows.Build()));
        Assert.Equal(2, Assert.Single(fault.Faults).Row);

        FitResult result = Fit.Run(network, rows.Build(), new FitOptions { LeaveOutImpossibleRows = true });
        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.ImpossibleRows);
        Assert.Equal(0, result.Network.Rows[0].Probabilities[1]);
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

    [Fact]
    public void Run_HiddenCause_Warns()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 200, seed: 12).Without(network["cause"]);
        FitResult result = Fit.Run(network, cohort, new FitOptions { MaxIterations = 3, Tolerance = 0 });
        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.NeverObserved && w.Message.Contains("cause", StringComparison.Ordinal));
        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.BoundNotConverged);
    }

    [Fact]
    public void Run_TiedRows_AreLearnedAsOne()
    {
        BayesianNetwork network = RowTying.Tie(LearningNetworks.Clinic(), ["walk/0", "walk/1"]);
        Cohort cohort = Simulator.Draw(network, 300, seed: 13);
        FitResult result = Fit.Run(network, cohort);
        RowReport tied = result.Rows.Single(static r => r.Id == "walk/0");
        double visits = Enumerable.Range(0, cohort.Count).Count(i => cohort.StateOf(network["cause"], i) < 2);
        Assert.Equal(16 + visits, tied.SampleSizeAfter, 1e-9);
        Assert.DoesNotContain(result.Rows, static r => r.Id == "walk/1");
    }

    [Fact]
    public void Run_PartlyLabelledCohort_ImprovesTheHeldOutLogScore()
    {
        BayesianNetwork prior = LearningNetworks.Clinic();
        BayesianNetwork truth = Simulator.DrawParameters(prior, seed: 14);
        Cohort train = Simulator.Draw(truth, 1500, seed: 15, RecoveryTests.Gaps());
        Cohort test = Simulator.Draw(truth, 1500, seed: 16);
        FitResult fitted = Fit.Run(prior, train);
        EvaluationReport before = EvaluationReport.From(new Predictor(new FittedModel(prior), "cause", PredictionEvidence.EverythingKnown).Predict(test));
        EvaluationReport after = EvaluationReport.From(new Predictor(new FittedModel(fitted.Network), "cause", PredictionEvidence.EverythingKnown).Predict(test));
        Assert.True(after.LogScore > before.LogScore + 0.01, $"{before.LogScore} -> {after.LogScore}");
    }

    private static BayesianNetwork Signs(double strength)
    {
        var builder = new BayesianNetworkBuilder("signs");
        Variable cause = builder.AddVariable("cause", "no", "yes");
        builder.SetTable(cause, [], [1, 0], strength);
        builder.SetTable(builder.AddVariable("sign", "absent", "present"), [cause], [0.9, 0.1, 0.2, 0.8], strength);
        builder.SetTable(builder.AddVariable("other", "no", "yes"), [], [0.5, 0.5], double.PositiveInfinity);
        return builder.Build();
    }

    private static BayesianNetwork Tables(int variableCount)
    {
        var builder = new BayesianNetworkBuilder("tables");
        var random = new Random(variableCount);
        var variables = new List<Variable>();
        for (int i = 0; i < variableCount; i++)
        {
            Variable child = builder.AddVariable($"v{i}", i % 2 == 0 ? ["a", "b"] : ["a", "b", "c"]);
            Variable[] parents = [.. variables.TakeLast(2)];
            int configurations = parents.Aggregate(1, static (n, p) => n * p.StateCount);
            var rows = new int[configurations];
            for (int c = 0; c < configurations; c++)
            {
                double[] weights = [.. child.States.Select(_ => random.NextDouble() + 0.1)];
                rows[c] = builder.AddRow($"v{i}/{c}", [.. weights.Select(w => w / weights.Sum())], 3 + i);
            }

            builder.SetTable(child, parents, rows);
            variables.Add(child);
        }

        return builder.Build();
    }

    private static double[] Count(BayesianNetwork network, Cohort cohort)
    {
        var counts = new double[network.Parameters.Length];
        for (int row = 0; row < cohort.Count; row++)
        {
            foreach (ConditionalDistribution distribution in network.Distributions)
            {
                int state = cohort.StateOf(distribution.Variable, row);
                if (state < 0)
                {
                    continue;
                }

                int c = distribution.Parents.Aggregate(0, (n, p) => (n * p.StateCount) + cohort.StateOf(p, row));
                counts[((ConditionalTable)distribution).RowOfConfiguration[c].ParameterOffset + state]++;
            }
        }

        return counts;
    }

    private static double[] Posterior(BayesianNetwork network, double[] counts)
    {
        var means = new double[counts.Length];
        foreach (ProbabilityRow row in network.Rows)
        {
            double total = 0;
            for (int s = 0; s < row.Length; s++)
            {
                means[row.ParameterOffset + s] = (row.EffectiveSampleSize * row.Probabilities[s]) + counts[row.ParameterOffset + s];
                total += means[row.ParameterOffset + s];
            }

            for (int s = 0; s < row.Length; s++)
            {
                means[row.ParameterOffset + s] /= total;
            }
        }

        return means;
    }

    // Complete data: only the proposals are hidden, and they are summed over one by one.
    private static double[] ProposalCounts(BayesianNetwork network, Cohort cohort, double[] parameters)
    {
        var counts = new double[parameters.Length];
        for (int i = 0; i < cohort.Count; i++)
        {
            foreach (ConditionalDistribution distribution in network.Distributions)
            {
                int state = cohort.StateOf(distribution.Variable, i);
                int[] parents = [.. distribution.Parents.Select(p => cohort.StateOf(p, i))];
                if (distribution is ConditionalTable table)
                {
                    int c = 0;
                    for (int p = 0; p < parents.Length; p++)
                    {
                        c = (c * table.Parents[p].StateCount) + parents[p];
                    }

                    counts[table.RowOfConfiguration[c].ParameterOffset + state]++;
                    continue;
                }

                ProbabilityRow[] rows = [.. ((NoisyMax)distribution).Contributors.Select(k => k.RowFor(parents)).OfType<ProbabilityRow>()];
                int n = distribution.Variable.StateCount;
                var own = new double[parameters.Length];
                double sum = 0;
                for (int code = 0; code < Math.Pow(n, rows.Length); code++)
                {
                    int[] proposals = [.. rows.Select((_, k) => code / (int)Math.Pow(n, k) % n)];
                    if (proposals.Append(0).Max() != state)
                    {
                        continue;
                    }

                    double joint = 1;
                    for (int k = 0; k < rows.Length; k++)
                    {
                        joint *= parameters[rows[k].ParameterOffset + proposals[k]];
                    }

                    sum += joint;
                    for (int k = 0; k < rows.Length; k++)
                    {
                        own[rows[k].ParameterOffset + proposals[k]] += joint;
                    }
                }

                for (int j = 0; j < own.Length; j++)
                {
                    counts[j] += own[j] / sum;
                }
            }
        }

        return counts;
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
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
