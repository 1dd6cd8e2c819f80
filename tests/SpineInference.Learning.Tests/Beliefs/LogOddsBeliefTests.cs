using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Learning;

namespace SpineInference.Tests.Learning.Beliefs;

public sealed class LogOddsBeliefTests
{
    [Fact]
    public void Draw_AfterStudies_HasTheSpreadOfTheSynthesis()
    {
        SynthesisResult result = Synthesised();
        LogOddsBelief belief = result.ToBelief(1e-9);

        ParameterDraws draws = belief.Draw(20_000, seed: 4);

        foreach (ProbabilityRow row in result.Network.Rows)
        {
            double[] logOdds = [.. Enumerable.Range(0, draws.Count).Select(d => LogOdds(draws[d][row.ParameterOffset + 1]))];
            double mean = logOdds.Average();
            double deviation = Math.Sqrt(logOdds.Average(x => (x - mean) * (x - mean)));
            Assert.Equal(LogOdds(row.Probabilities[1]), mean, 0.02);
            Assert.Equal(result.LogOddsDeviationOf(row, 1), deviation, 0.01);
            Assert.Equal(result.LogOddsDeviationOf(row, 1), belief.LogOddsDeviationOf(row, 1), 1e-5);
        }
    }

    [Fact]
    public void Draw_ACommonError_MovesItsEntriesTogether()
    {
        BayesianNetwork network = TwoSigns();
        LogOddsBelief belief = LogOddsBelief.Of(LogOddsPrior.FromSampleSizes(network, 0.2)
            .WithCommonError("one author", 0.6, [(network.Rows[1], 1), (network.Rows[3], 1)]));

        ParameterDraws draws = belief.Draw(4000, seed: 2);

        double Correlation(int a, int b)
        {
            double[] x = [.. Enumerable.Range(0, draws.Count).Select(d => LogOdds(draws[d][network.Rows[a].ParameterOffset + 1]))];
            double[] y = [.. Enumerable.Range(0, draws.Count).Select(d => LogOdds(draws[d][network.Rows[b].ParameterOffset + 1]))];
            double mx = x.Average();
            double my = y.Average();
            return x.Zip(y, (p, q) => (p - mx) * (q - my)).Sum() / Math.Sqrt(x.Sum(p => (p - mx) * (p - mx)) * y.Sum(q => (q - my) * (q - my)));
        }

        // .6² / (.6² + .2²) = .9
        Assert.Equal(0.9, Correlation(1, 3), 0.02);
        Assert.Equal(0, Correlation(1, 2), 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(22)]
    public void Draw_InABlockOfAnotherSize_IsTheSameToTheLastBit(int count)
    {
        LogOddsBelief belief = Synthesised().ToBelief(1e-9);

        ParameterDraws few = belief.Draw(count, seed: 5);
        ParameterDraws many = belief.Draw(48, seed: 5);

        for (int draw = 0; draw < count; draw++)
        {
            Assert.True(few[draw].SequenceEqual(many[draw]), $"Draw {draw} of {count}.");
        }
    }

    [Fact]
    public void Draw_ARowTakenAsKnown_StaysWhereItIs()
    {
        BayesianNetwork network = TwoSigns();
        ProbabilityRow known = network.Rows[1];
        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(network).WithKnown([known]);
        LogOddsBelief belief = LogOddsBelief.Of(prior);

        ParameterDraws draws = belief.Draw(20, seed: 3);

        Assert.All(Enumerable.Range(0, draws.Count), d => Assert.Equal(known.Probabilities[1], draws[d][known.ParameterOffset + 1]));
        Assert.Equal(0, prior.LogOddsDeviationOf(known, 1));
        Assert.Equal(0, belief.LogOddsDeviationOf(known, 1));
        Assert.True(belief.LogOddsDeviationOf(network.Rows[3], 1) > 0);
    }

    [Fact]
    public void WithKnown_ARowOfACommonError_SaysWhich()
    {
        BayesianNetwork network = TwoSigns();
        LogOddsPrior shared = LogOddsPrior.FromSampleSizes(network).WithCommonError("one author", 0.6, [(network.Rows[1], 1), (network.Rows[3], 1)]);

        Assert.Contains("'one author'", Assert.Throws<ArgumentException>(() => shared.WithKnown([network.Rows[1]])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_AfterStudies_AddsUpToTheVarianceAndParts()
    {
        SynthesisResult result = Synthesised();
        LogOddsBelief belief = result.ToBelief(1e-9);
        ProbabilityRow measured = result.Network.Rows[1];
        ProbabilityRow unmeasured = result.Network.Rows[4];

        VarianceSplit Of(ProbabilityRow row)
        {
            var gradient = new double[result.Network.Parameters.Length];
            double p = row.Probabilities[1];
            gradient[row.ParameterOffset + 1] = 1 / (p * (1 - p));
            return belief.Split(gradient);
        }

        VarianceSplit ofMeasured = Of(measured);
        VarianceSplit ofUnmeasured = Of(unmeasured);

        Assert.Equal(Math.Pow(result.LogOddsDeviationOf(measured, 1), 2), ofMeasured.Total, 1e-5);
        Assert.Equal(ofMeasured.Total, ofMeasured.Rows.Sum() + ofMeasured.Common.Sum() + ofMeasured.Studies, 1e-12);

        // A hundred patients against a prior of .6: most of what is left is the study's own sampling; of the other row nothing is.
        Assert.True(ofMeasured.Studies > 0.6 * ofMeasured.Total);
        Assert.Equal(0, ofUnmeasured.Studies, 1e-6);
        Assert.True(belief.JudgementShareOf(ofUnmeasured) > 0.99);
        Assert.True(belief.JudgementShareOf(ofMeasured) < 0.4);
    }

    [Fact]
    public void Read_WhatWasWritten_DrawsTheSame()
    {
        SynthesisResult result = Synthesised();
        LogOddsBelief belief = result.ToBelief();
        byte[] file = PackedBelief.Write(belief);

        LogOddsBelief read = PackedBelief.Read(result.Network, file);

        Assert.Equal(belief.CommonErrors.Select(static e => (e.Name, e.IsJudgement)), read.CommonErrors.Select(static e => (e.Name, e.IsJudgement)));
        Assert.Equal(belief.DirectionCount, read.DirectionCount);
        Assert.All(result.Network.Rows, row => Assert.Equal(belief.IsJudgement(row), read.IsJudgement(row)));
        double[] one = belief.Draw(1, 9)[0].ToArray();
        double[] other = read.Draw(1, 9)[0].ToArray();
        Assert.All(one.Zip(other), static pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void Read_DamagedOrForeign_Refuses()
    {
        SynthesisResult result = Synthesised();
        byte[] file = PackedBelief.Write(result.ToBelief());

        Assert.Throws<InvalidDataException>(() => PackedBelief.Read(TwoSigns(), file));
        for (int place = 0; place < file.Length; place += 7)
        {
            byte[] damaged = [.. file];
            damaged[place] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => PackedBelief.Read(result.Network, damaged));
        }
    }

    [Fact]
    public void WithLearnedRows_ARefittedRow_IsDirichletAndTheRestStays()
    {
        BayesianNetwork network = TwoSigns();
        LogOddsBelief belief = LogOddsBelief.Of(LogOddsPrior.FromSampleSizes(network, 0.5));
        var builder = new BayesianNetworkBuilder("refitted");
        BayesianNetwork refitted = Build(builder, 0.25, 400);

        ParameterBelief mixed = belief.WithLearnedRows(refitted);
        ParameterDraws draws = mixed.Draw(4000, 3);

        double[] learned = [.. Enumerable.Range(0, draws.Count).Select(d => draws[d][1])];
        Assert.Equal(0.25, learned.Average(), 0.002);
        Assert.Equal(Math.Sqrt(0.25 * 0.75 / 401), Math.Sqrt(learned.Average(x => Math.Pow(x - learned.Average(), 2))), 0.001);
        Assert.Equal(belief.StandardDeviationOf(network.Rows[2], 1), mixed.StandardDeviationOf(refitted.Rows[2], 1), 1e-12);
        Assert.Same(belief, belief.WithLearnedRows(network));
    }

    [Fact]
    public void RangeOf_AnEntry_IsItsLogOddsInterval()
    {
        BayesianNetwork network = TwoSigns();
        LogOddsBelief belief = LogOddsBelief.Of(LogOddsPrior.FromSampleSizes(network).WithDeviation(network.Rows[1], 0.5));

        CredibleInterval range = belief.RangeOf(network.Rows[1], 1);

        Assert.Equal(LogOdds(0.6) - (1.6448536 * 0.5), LogOdds(range.Lower), 1e-6);
        Assert.Equal(0.05, belief.ComputeCumulativeProbability(network.Rows[1], 1, range.Lower), 1e-9);
        Assert.Equal(0.95, belief.ComputeCumulativeProbability(network.Rows[1], 1, range.Upper), 1e-9);
    }

    internal static SynthesisResult Synthesised()
    {
        BayesianNetwork network = TwoSigns();
        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(network, 0.6);
        prior = prior.WithJudgement(network.Rows);
        ImmutableSortedDictionary<string, ImmutableArray<string>> anyone = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
        return EvidenceSynthesis.Run(
            prior,
            new StudySet([new Study("a",
            [
                PublishedRate.FromCounts("a1", anyone.Add("sign", ["present"]), anyone.Add("cause", ["first"]), 45, 100),
                PublishedRate.FromCounts("a2", anyone.Add("cause", ["first"]), anyone.Add("sign", ["present"]), 30, 50),
            ])]),
            SynthesisOptions.Default with { HasHeterogeneity = false, Tolerance = 1e-10 });
    }

    private static BayesianNetwork TwoSigns() => Build(new BayesianNetworkBuilder("two signs"), 0.4, 8);

    private static BayesianNetwork Build(BayesianNetworkBuilder builder, double second, double size)
    {
        int prior = builder.AddRow("cause", [1 - second, second], size);
        int[] sign = [builder.AddRow("sign, first", [0.4, 0.6], 6), builder.AddRow("sign, second", [0.8, 0.2], 6)];
        int[] test = [builder.AddRow("test, first", [0.3, 0.7], 6), builder.AddRow("test, second", [0.85, 0.15], 6)];
        Variable cause = builder.AddVariable("cause", "first", "second");
        builder.SetTable(cause, [], [prior]);
        builder.SetTable(builder.AddVariable("sign", "absent", "present"), [cause], sign);
        builder.SetTable(builder.AddVariable("test", "absent", "present"), [cause], test);
        return builder.Build();
    }

    internal static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
