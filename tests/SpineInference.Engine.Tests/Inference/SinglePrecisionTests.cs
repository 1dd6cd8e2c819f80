using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Single precision keeps its promise of 1e-6: what rounds worse, or is too improbable, is run again in double precision.</summary>
public class SinglePrecisionTests
{
    private const double Promise = 1e-6;

    private static readonly BatchOptions Single = new() { Precision = BatchPrecision.SinglePrecision };

    public static TheoryData<string> Lanes => [nameof(LaneMode.Scalar), nameof(LaneMode.Vector256), nameof(LaneMode.Vector512)];

    [Theory]
    [MemberData(nameof(Lanes))]
    [Trait("Category", "Slow")]
    public void QueryBatch_LongSums_KeepsThePromise(string lanes)
    {
        // A plain sum of 30,000 singles of about 1/30,000 is off by some 1e-4: every addition rounds in the same direction.
        BayesianNetwork network = ManyStates(30_000);
        var engine = ExactEngine.Compile(network, new ExactEngineOptions
        {
            Lanes = Enum.Parse<LaneMode>(lanes),
            EvidenceVariables = [network["first"], network["second"], network["third"]],
        });
        Assert.InRange(PlainSumError(network), 1e-5, 1);
        Evidence[] cases = [.. Enumerable.Range(0, 27).Select(i => States(i).Aggregate(Evidence.None(network), (e, s) => s.State < 2 ? e.Observe(s.Variable, s.State) : e))];

        AssertPromise(engine, cases);

        IEnumerable<(Variable Variable, int State)> States(int i) => [(network["first"], i % 3), (network["second"], i / 3 % 3), (network["third"], i / 9)];
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    [Trait("Category", "Slow")]
    public void QueryBatch_WideGrid_KeepsThePromise(string lanes)
    {
        BayesianNetwork network = RandomNetworks.Grid(9, 4);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Lanes = Enum.Parse<LaneMode>(lanes), SearchAttempts = 2 });
        var random = new Random(5);
        AssertPromise(engine, [.. Enumerable.Range(0, 300).Select(_ => RandomNetworks.Evidence(network, random))]);
    }

    [SkippableTheory]
    [InlineData("andes.bif.gz")]
    [InlineData("hailfinder.bif")]
    [Trait("Category", "Slow")]
    public void QueryBatch_PublicNetwork_KeepsThePromise(string file)
    {
        BayesianNetwork network = NetworkFiles.Read(TestData.Require($"networks/{file}"), new NetworkReaderOptions { EffectiveSampleSize = 10 }).Network;
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { SearchAttempts = 2 });
        var random = new Random(6);
        AssertPromise(engine, [.. Enumerable.Range(0, 64).Select(i => network.Variables.Aggregate(
            Evidence.None(network), (e, v) => random.Next(20) == 0 ? e.ObserveLikelihood(v, [.. v.States.Select(_ => random.NextDouble())]) : e))]);
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void QueryBatch_ImprobableEvidence_IsScaledAndKeepsThePromise(string lanes)
    {
        BayesianNetwork network = Signs();
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Lanes = Enum.Parse<LaneMode>(lanes) });

        // Down to 1e-80, far below what a single holds: scaled, they are near 1. One in five is below the range of a double.
        Evidence[] cases = [.. Enumerable.Range(0, 700).Select(i => network.Variables.Skip(1).Take((int[])[0, 5, 12, 20, i >= 300 ? 20 : 80] is var counts ? counts[i % 5] : 0)
            .Aggregate(Evidence.None(network), static (e, v) => e.Observe(v.Name, "yes")))];
        Posteriors?[] singles = engine.QueryBatch(cases, Single).List();
        Posteriors?[] doubles = engine.QueryBatch(cases).List();

        int runAgain = 0;
        for (int i = 0; i < cases.Length; i++)
        {
            for (int s = 0; s < 3; s++)
            {
                Assert.Equal(doubles[i]!["cause"][s], singles[i]!["cause"][s], Promise);
            }

            Assert.Equal(doubles[i]!.LogEvidence, singles[i]!.LogEvidence, Promise);
            runAgain += i % 5 is 2 or 3 && BitConverter.DoubleToInt64Bits(doubles[i]!.LogEvidence) == BitConverter.DoubleToInt64Bits(singles[i]!.LogEvidence) ? 1 : 0;
        }

        Assert.InRange(runAgain, 0, 70);
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void QueryBatch_SoftEvidenceOfAnySize_KeepsThePromise(string lanes)
    {
        BayesianNetwork network = Signs();
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Lanes = Enum.Parse<LaneMode>(lanes) });
        var random = new Random(8);
        Evidence[] cases = [.. Enumerable.Range(0, 300).Select(i => network.Variables.Take(1 + random.Next(20)).Aggregate(Evidence.None(network), (e, v) =>
            e.ObserveLikelihood(v, [.. v.States.Select(_ => random.NextDouble() * Math.Pow(10, random.Next(-12, 12)))])))];
        Posteriors?[] singles = engine.QueryBatch(cases, Single).List();
        Posteriors?[] doubles = engine.QueryBatch(cases).List();
        for (int i = 0; i < cases.Length; i++)
        {
            Assert.Equal(doubles[i]!.LogEvidence, singles[i]!.LogEvidence, Promise);
            Assert.All(network.Variables, v => Assert.All(doubles[i]![v].ToArray().Zip(singles[i]![v].ToArray()), static p => Assert.Equal(p.First, p.Second, Promise)));
        }
    }

    [Fact]
    public void QueryBatch_CasesThatNeedDoubles_AreThoseOfDoublePrecisionForAnyNumberOfThreads()
    {
        // Forty copies of one variable, every other one told against it: scaled evidence of 1e-28, among likely cases, below and above the share that
        // singles pay for.
        BayesianNetwork network = Copies();
        ExactEngine engine = ExactEngine.Compile(network);
        foreach (int share in (int[])[10, 5, 2, 1])
        {
            Evidence[] cases = [.. Enumerable.Range(0, 900).Select(i => i % share == 0
                ? network.Variables.Skip(1).Aggregate(Evidence.None(network), static (e, v) => e.Observe(v, v.Index % 2))
                : Evidence.None(network).Observe(network["copy0"], i % 2))];
            BatchPosteriors singles = engine.QueryBatch(cases, Single with { MaxDegreeOfParallelism = 1 });
            BatchPosteriors parallel = engine.QueryBatch(cases, Single with { MaxDegreeOfParallelism = 3 });
            Posteriors?[] doubles = engine.QueryBatch(cases).List();
            Assert.Equal(singles.Flat(), parallel.Flat());
            Assert.All(Enumerable.Range(0, 900).Where(i => i % share == 0), i => Assert.Equal(doubles[i]!.LogEvidence, singles.LogEvidence[i]));
            for (int i = 0; i < cases.Length; i++)
            {
                Assert.Equal(doubles[i]!.LogEvidence, singles.LogEvidence[i], Promise);
                Assert.Equal(doubles[i]!["origin"][0], singles[i, network["origin"], 0], Promise);
            }
        }
    }

    [Fact]
    public void QueryBatch_Singles_TellsProgressToTheEnd()
    {
        BayesianNetwork network = Signs();
        ExactEngine engine = ExactEngine.Compile(network);
        var told = new Told();
        engine.QueryBatch([.. Enumerable.Range(0, 1000).Select(i => Evidence.None(network).Observe(network["sign3"], i % 2))], Single with { Progress = told, MaxDegreeOfParallelism = 1 });
        Assert.Equal(1000, told.Values[^1]);
        Assert.Equal(told.Values.Order(), told.Values);
    }

    private sealed class Told : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public void Report(int value) => Values.Add(value);
    }

    private static void AssertPromise(ExactEngine engine, Evidence[] cases)
    {
        Posteriors?[] singles = engine.QueryBatch(cases, Single).List();
        Posteriors?[] doubles = engine.QueryBatch(cases).List();
        double worst = 0;
        for (int i = 0; i < cases.Length; i++)
        {
            Assert.Equal(doubles[i] is null, singles[i] is null);
            foreach (Variable variable in doubles[i] is null ? [] : engine.Network.Variables)
            {
                for (int s = 0; s < variable.StateCount; s++)
                {
                    worst = Math.Max(worst, Math.Abs(doubles[i]![variable][s] - singles[i]![variable][s]));
                }
            }
        }

        Assert.InRange(worst, 0, Promise);
    }

    private static double PlainSumError(BayesianNetwork network)
    {
        float sum = 0;
        foreach (double p in network["many"] is { } many ? network.DistributionOf(many).Table : [])
        {
            sum += (float)p;
        }

        return Math.Abs(sum - 1.0);
    }

    private static BayesianNetwork ManyStates(int count)
    {
        var random = new Random(2);
        var builder = new BayesianNetworkBuilder("many");
        Variable many = builder.AddVariable("many", [.. Enumerable.Range(0, count).Select(static i => $"s{i}")]);
        builder.SetTable(many, [], [.. Enumerable.Repeat(1.0 / count, count)], 10);
        foreach (string name in (string[])["first", "second", "third"])
        {
            Variable child = builder.AddVariable(name, "no", "yes");
            builder.SetTable(child, [many], [.. Enumerable.Range(0, count).SelectMany(_ =>
            {
                double p = 0.4 + (0.2 * random.NextDouble());
                return new[] { 1 - p, p };
            })], 10);
        }

        return builder.Build();
    }

    private static BayesianNetwork Copies()
    {
        var builder = new BayesianNetworkBuilder("copies");
        Variable origin = builder.AddVariable("origin", "no", "yes");
        builder.SetTable(origin, [], [0.5, 0.5], 10);
        for (int i = 0; i < 40; i++)
        {
            builder.SetTable(builder.AddVariable($"copy{i}", "no", "yes"), [origin], [0.99, 0.01, 0.01, 0.99], 10);
        }

        return builder.Build();
    }

    private static BayesianNetwork Signs()
    {
        var builder = new BayesianNetworkBuilder("signs");
        Variable cause = builder.AddVariable("cause", "a", "b", "c");
        builder.SetTable(cause, [], [0.1, 0.2, 0.7], 10);
        for (int i = 0; i < 80; i++)
        {
            Variable sign = builder.AddVariable($"sign{i}", "no", "yes");
            double p = 1e-4 + (1e-6 * i);
            builder.SetTable(sign, [cause], [1 - p, p, 1 - (1.1 * p), 1.1 * p, 1 - (0.97 * p), 0.97 * p], 10);
        }

        return builder.Build();
    }
}
