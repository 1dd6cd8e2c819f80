using System.Collections.Concurrent;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class DrawsWhenReadTests
{
    public static TheoryData<string> Widths => [nameof(LaneMode.Scalar), nameof(LaneMode.Vector256), nameof(LaneMode.Vector512)];

    [SkippableTheory]
    [MemberData(nameof(Widths))]
    public void ComputePosteriors_RowsThatMatterAlone_IsWhatAllRowsGive(string width)
    {
        LaneMode lanes = Enum.Parse<LaneMode>(width);
        Skip.IfNot(LaneModes.IsSupported(lanes), $"This processor lacks {width}.");
        foreach (RandomCase c in RandomCase.Some(40, variables: 7))
        {
            Variable target = c.Open[0];
            ParameterAnalysis analysis = ParameterAnalysis.Compile(c.Network, [target], new ExactEngineOptions { SearchAttempts = 1, Lanes = lanes });
            ParameterDraws all = ParameterDraws.Sample(c.Network, 37, 5);
            ParameterDraws some = WhenRead(all);

            UncertainPosteriors expected = analysis.ComputePosteriors(c.Evidence, all);
            UncertainPosteriors actual = analysis.ComputePosteriors(c.Evidence, some);

            for (int s = 0; s < target.StateCount; s++)
            {
                Assert.All(expected[target, s].Draws.Zip(actual[target, s].Draws), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            }

            Assert.All(expected.LogEvidence.ToArray().Zip(actual.LogEvidence.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void ComputePosteriors_TooImprobableForADouble_IsWhatAllRowsGive()
    {
        var builder = new BayesianNetworkBuilder("rare");
        Variable cause = builder.AddVariable("cause", "first", "second");
        builder.SetTable(cause, [], [builder.AddRow("cause", [0.3, 0.7], 10)]);
        for (int i = 0; i < 8; i++)
        {
            Variable sign = builder.AddVariable($"sign{i}", "no", "yes");
            builder.SetTable(sign, [cause], [builder.AddRow($"{i}|first", [1 - 1e-100, 1e-100], 10), builder.AddRow($"{i}|second", [1 - 1e-99, 1e-99], 10)]);
        }

        BayesianNetwork network = builder.Build();
        Evidence evidence = Evidence.None(network);
        for (int i = 0; i < 8; i++)
        {
            evidence = evidence.Observe($"sign{i}", "yes");
        }

        ParameterAnalysis analysis = ParameterAnalysis.Compile(network, [network["cause"]]);
        ParameterDraws all = ParameterDraws.Sample(network, 40, 5);
        UncertainPosteriors expected = analysis.ComputePosteriors(evidence, all);
        UncertainPosteriors actual = analysis.ComputePosteriors(evidence, WhenRead(all));

        Assert.All(expected.LogEvidence.ToArray(), static log => Assert.True(log < -1000, $"{log}"));
        Assert.All(expected.LogEvidence.ToArray().Zip(actual.LogEvidence.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.All(
            expected[network["cause"], 0].Draws.Zip(actual[network["cause"], 0].Draws),
            static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void ComputePosteriors_AfterAnotherCase_IsTheSameToTheLastBit()
    {
        RandomCase c = RandomCase.Create(3, variables: 7);
        Variable target = c.Open[0];
        ParameterAnalysis analysis = ParameterAnalysis.Compile(c.Network, [target]);
        ParameterDraws draws = WhenRead(ParameterDraws.Sample(c.Network, 100, 5));
        double[] first = [.. analysis.ComputePosteriors(c.Evidence, draws)[target, 0].Draws];

        analysis.ComputePosteriors(Evidence.None(c.Network), draws);
        analysis.ComputePosteriors(c.Evidence, ParameterDraws.Sample(c.Network, 100, 6));

        double[] again = [.. analysis.ComputePosteriors(c.Evidence, draws)[target, 0].Draws];
        Assert.Equal(first, again);
    }

    [Fact]
    public void ComputePosteriors_RowsOfWhatIsExcludedOrUnasked_AreNotDrawn()
    {
        (BayesianNetwork network, Variable cause, Variable sign, Variable other) = Signs();
        ParameterAnalysis analysis = ParameterAnalysis.Compile(network, [sign]);
        var asked = new ConcurrentBag<string>();
        ParameterDraws draws = WhenRead(ParameterDraws.Sample(network, 20, 5), asked);

        analysis.ComputePosteriors(Evidence.None(network).Observe(cause.Name, "first"), draws);
        Assert.Equal(["cause", "sign|first"], asked.Order(StringComparer.Ordinal));

        asked.Clear();
        analysis.ComputePosteriors(Evidence.None(network).Observe(other.Name, "yes"), draws);
        Assert.Equal(["cause", "other|first", "other|second", "sign|first", "sign|second"], asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Item_OfDrawsMadeWhenRead_IsTheWholeVector()
    {
        RandomCase c = RandomCase.Create(4);
        ParameterDraws all = ParameterDraws.Sample(c.Network, 21, 5);

        ParameterDraws some = WhenRead(all);

        for (int draw = 0; draw < all.Count; draw++)
        {
            Assert.True(all[draw].SequenceEqual(some[draw]), $"Draw {draw}.");
        }
    }

    [Fact]
    public void ComputePosteriors_ADrawThatIsNoProbabilityVector_Throws()
    {
        (BayesianNetwork network, Variable cause, _, _) = Signs();
        ParameterAnalysis analysis = ParameterAnalysis.Compile(network, [cause]);
        foreach ((double first, double second) in (ReadOnlySpan<(double, double)>)[(0.5, 0.6), (-0.5, 1.5), (double.NaN, 0.5)])
        {
            (double x, double y) = (first, second);
            ParameterDraws faulty = ParameterDraws.CreateWhenRead(network, 5, 1, rows => (_, lanes) =>
            {
                lanes.Fill(0.5);
                (lanes[3], lanes[ParameterDraws.LaneCount + 3]) = (x, y);
            });

            Exception fault = Assert.ThrowsAny<Exception>(() => analysis.ComputePosteriors(Evidence.None(network), faulty, new BatchOptions { MaxDegreeOfParallelism = 1 }));
            Assert.Contains("'cause' is no probability vector", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void CreateWhenRead_NoDraws_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterDraws.CreateWhenRead(Signs().Network, 0, 1, static _ => static (_, _) => { }));

    // Rows of vectors that are drawn already, given out as they are asked for.
    private static ParameterDraws WhenRead(ParameterDraws all, ConcurrentBag<string>? asked = null) =>
        ParameterDraws.CreateWhenRead(all.Network, all.Count, all.Seed, rows =>
        {
            foreach (ProbabilityRow row in rows)
            {
                asked?.Add(row.Id);
            }

            return (first, lanes) =>
            {
                int place = 0;
                foreach (ProbabilityRow row in rows)
                {
                    for (int s = 0; s < row.Length; s++, place += ParameterDraws.LaneCount)
                    {
                        for (int lane = 0; lane < ParameterDraws.LaneCount; lane++)
                        {
                            lanes[place + lane] = all[Math.Min(first + lane, all.Count - 1)][row.ParameterOffset + s];
                        }
                    }
                }
            };
        });

    private static (BayesianNetwork Network, Variable Cause, Variable Sign, Variable Other) Signs()
    {
        var builder = new BayesianNetworkBuilder("signs");
        Variable cause = builder.AddVariable("cause", "first", "second");
        Variable sign = builder.AddVariable("sign", "no", "yes");
        Variable other = builder.AddVariable("other", "no", "yes");
        builder.SetTable(cause, [], [builder.AddRow("cause", [0.3, 0.7], 10)]);
        builder.SetTable(sign, [cause], [builder.AddRow("sign|first", [0.2, 0.8], 10), builder.AddRow("sign|second", [0.6, 0.4], 10)]);
        builder.SetTable(other, [cause], [builder.AddRow("other|first", [0.1, 0.9], 10), builder.AddRow("other|second", [0.5, 0.5], 10)]);
        BayesianNetwork network = builder.Build();
        return (network, network["cause"], network["sign"], network["other"]);
    }
}
