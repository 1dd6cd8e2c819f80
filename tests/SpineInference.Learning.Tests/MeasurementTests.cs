using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

public sealed class MeasurementTests
{
    private static readonly BayesianNetwork Network = Groups();

    [Fact]
    public void LogPredictive_OverTheLine_IntegratesToOne()
    {
        var regression = new LinearGaussian([0.3, -1], [2, 0.5, 0.5, 3], 1.7, 0.8);
        double sum = 0;
        for (double y = -400; y < 400; y += 0.01)
        {
            sum += 0.01 * Math.Exp(regression.ComputeLogPredictive([1, 0.7], y));
        }

        Assert.Equal(1, sum, 1e-4);
    }

    [Fact]
    public void Run_LabelledParent_GivesTheConjugateRegression()
    {
        // One measurement given the group, no regressor: Normal–Gamma by hand.
        double[] values = [1.2, 0.7, 2.2, 5.1, 4.4];
        int[] group = [0, 0, 0, 1, 1];
        var builder = new CohortBuilder(Network, "x");
        for (int i = 0; i < values.Length; i++)
        {
            builder.Add([KeyValuePair.Create(Network["group"], group[i])], 1, [values[i]]);
        }

        var measurement = new Measurement("x", "group")
        {
            Centre = 1,
            Scale = 2,
            Prior = new MeasurementPrior { InterceptSampleSize = 0.5, NoiseSampleSize = 3, NoiseVariance = 0.7 },
        };
        FitResult result = Fit.Run(Network, builder.Build(), new FitOptions { Measurements = [measurement] });
        for (int g = 0; g < 2; g++)
        {
            double[] z = [.. values.Where((_, i) => group[i] == g).Select(static v => (v - 1) / 2)];
            double mean = z.Sum() / (0.5 + z.Length);
            double rate = (1.5 * 0.7) + (0.5 * (z.Sum(static v => v * v) - ((0.5 + z.Length) * mean * mean)));
            LinearGaussian fitted = result.Measurements!.Parameters[0][g];
            Assert.Equal(mean, fitted.Mean[0], 1e-12);
            Assert.Equal(0.5 + z.Length, fitted.Precision[0], 1e-12);
            Assert.Equal(1.5 + (z.Length / 2.0), fitted.Shape, 1e-12);
            Assert.Equal(rate, fitted.Rate, 1e-12);
        }
    }

    [Fact]
    public void Run_LabelledParent_TheBoundIsTheEvidence()
    {
        // Complete data: the bound is exact, so it is the sum of one-step-ahead predictive log probabilities.
        Cohort cohort = Mixture(30, seed: 3, labelled: 1);
        FitOptions options = new() { Measurements = [new Measurement("x", "group") { Centre = 0, Scale = 1 }, new Measurement("y", "group", "x") { Centre = 0, Scale = 1 }] };
        double logEvidence = 0;
        for (int i = 0; i < cohort.Count; i++)
        {
            FittedModel before = i == 0
                ? Model(Fit.Run(Network, cohort.Select([0]).Without(Network["group"]).Select([]), options))
                : Model(Fit.Run(Network, cohort.Select([.. Enumerable.Range(0, i)]), options));
            logEvidence += new Predictor(before, "group", PredictionEvidence.EverythingKnown).ComputeLogProbabilities(cohort.Select([i]))[0];
        }

        Assert.Equal(logEvidence, Fit.Run(Network, cohort, options).Bound, 1e-8);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void Run_HiddenParent_TheBoundNeverFallsAndTheGroupsAreFound(double labelled)
    {
        Cohort cohort = Mixture(300, seed: 5, labelled);
        FitResult result = Fit.Run(Network, cohort, new FitOptions
        {
            Measurements = [new Measurement("x", "group"), new Measurement("y", "group", "x")],
            Restarts = 4,
            MaxIterations = 300,
        });
        for (int i = 1; i < result.Bounds.Length; i++)
        {
            Assert.True(result.Bounds[i] >= result.Bounds[i - 1] - 1e-9 * Math.Abs(result.Bounds[i]), $"{result.Bounds[i - 1]:R} -> {result.Bounds[i]:R}");
        }

        double[] centres = [.. Enumerable.Range(0, 2).Select(g =>
            result.Measurements!.Measurements[0].Centre + (result.Measurements.Measurements[0].Scale * result.Measurements.Parameters[0][g].Mean[0]))];
        Assert.Equal(0, centres.Min(), 0.5);
        Assert.Equal(5, centres.Max(), 0.5);
    }

    [Fact]
    public void Run_OneOrManyThreads_TheSameToTheLastBit()
    {
        Cohort cohort = Mixture(2500, seed: 8, labelled: 0.5);
        FitOptions options = new() { Measurements = [new Measurement("x", "group"), new Measurement("y", "group", "x")], MaxIterations = 4, Tolerance = 0 };
        FitResult one = Fit.Run(Network, cohort, options with { MaxDegreeOfParallelism = 1 });
        FitResult many = Fit.Run(Network, cohort, options with { MaxDegreeOfParallelism = 4 });
        Assert.Equal(one.Network.Hash, many.Network.Hash);
        Assert.Equal<double>(one.Bounds, many.Bounds);
        Assert.Equal<double>(one.Measurements!.Parameters[1][0].Mean, many.Measurements!.Parameters[1][0].Mean);
    }

    [Fact]
    public void Observe_ValueNearOneGroup_RaisesIt()
    {
        FitResult result = Fit.Run(Network, Mixture(200, seed: 6, labelled: 1), new FitOptions
        {
            Measurements = [new Measurement("x", "group"), new Measurement("y", "group", "x")],
        });
        ExactEngine engine = ExactEngine.Compile(result.Network);
        Evidence evidence = result.Measurements!.Observe(Evidence.None(result.Network), [4.9, double.NaN], out _);
        Assert.True(engine.Query(evidence)["group"][1] > 0.95);
        Evidence nothing = result.Measurements.Observe(Evidence.None(result.Network), [double.NaN, 2], out double logScale);
        Assert.Empty(nothing.Variables);
        Assert.Equal(0, logScale);
    }

    [Fact]
    public void Save_FittedModel_ComesBackTheSame()
    {
        FitResult result = Fit.Run(Network, Mixture(60, seed: 7, labelled: 1), new FitOptions
        {
            Measurements = [new Measurement("x", "group"), new Measurement("y", "group", "x")],
        });
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            result.Save(path);
            FittedModel loaded = FittedModel.Load(path);
            Assert.Equal(result.Network.Hash, loaded.Network.Hash);
            Assert.Equal(result.Measurements!.Measurements.AsEnumerable(), loaded.Measurements!.Measurements.AsEnumerable());
            Assert.Equal(
                result.Measurements.Parameters[1][1].ComputeLogPredictive([1, 0.3], 0.2), loaded.Measurements.Parameters[1][1].ComputeLogPredictive([1, 0.3], 0.2));
            Assert.Equal(result.Provenance["cohort-hash"], loaded.Provenance["cohort-hash"]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static FittedModel Model(FitResult result) => new(result.Network, result.Measurements);

    private static BayesianNetwork Groups()
    {
        var builder = new BayesianNetworkBuilder("groups");
        Variable group = builder.AddVariable("group", "a", "b");
        builder.SetTable(group, [], [0.5, 0.5], 2);
        return builder.Build();
    }

    private static Cohort Mixture(int count, int seed, double labelled)
    {
        var random = new Random(seed);
        var builder = new CohortBuilder(Network, "x", "y");
        for (int i = 0; i < count; i++)
        {
            int group = random.NextDouble() < 0.4 ? 1 : 0;
            double x = (5 * group) + Normal(random);
            double y = (group == 0 ? 1 + (0.5 * x) : -2 - (0.5 * x)) + (0.5 * Normal(random));
            builder.Add(random.NextDouble() < labelled ? [KeyValuePair.Create(Network["group"], group)] : [], 1, [x, y]);
        }

        return builder.Build();
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
