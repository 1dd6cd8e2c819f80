using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Learning;

namespace SpineInference.Tests.Learning.Beliefs;

public sealed class LogOddsDrawsTests
{
    [Fact]
    public void Draw_SumsAndDifferencesOfLogOdds_HaveTheVarianceInClosedForm()
    {
        SynthesisResult result = LogOddsBeliefTests.Synthesised();
        LogOddsBelief belief = result.ToBelief(1e-9);
        ProbabilityRow[] rows = [.. result.Network.Rows];
        ParameterDraws draws = belief.Draw(40_000, seed: 9);

        for (int a = 0; a < rows.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                foreach (int sign in new[] { 1, -1 })
                {
                    var gradient = new double[result.Network.Parameters.Length];
                    gradient[rows[a].ParameterOffset + 1] = 1 / (rows[a].Probabilities[1] * rows[a].Probabilities[0]);
                    gradient[rows[b].ParameterOffset + 1] = sign / (rows[b].Probabilities[1] * rows[b].Probabilities[0]);
                    double expected = belief.Split(gradient).Total;
                    double[] drawn = [.. Enumerable.Range(0, draws.Count).Select(d =>
                        LogOddsBeliefTests.LogOdds(draws[d][rows[a].ParameterOffset + 1]) + (sign * LogOddsBeliefTests.LogOdds(draws[d][rows[b].ParameterOffset + 1])))];
                    double mean = drawn.Average();

                    // A sample variance is off by √(2/n) of itself: four of that.
                    Assert.Equal(1, drawn.Average(x => (x - mean) * (x - mean)) / expected, 4 * Math.Sqrt(2.0 / draws.Count));
                }
            }
        }
    }

    [Fact]
    public void Draw_ARowOfThree_HasTheSpreadOfItsLogOdds()
    {
        var builder = new BayesianNetworkBuilder("three");
        int row = builder.AddRow("cause", [0.2, 0.5, 0.3], 40);
        builder.SetTable(builder.AddVariable("cause", "a", "b", "c"), [], [row]);
        BayesianNetwork network = builder.Build();
        LogOddsPrior prior = LogOddsPrior.FromSampleSizes(network, 0.1);
        ParameterDraws draws = LogOddsBelief.Of(prior).Draw(20_000, seed: 2);

        for (int state = 0; state < 3; state++)
        {
            double[] drawn = [.. Enumerable.Range(0, draws.Count).Select(d => LogOddsBeliefTests.LogOdds(draws[d][state]))];
            double mean = drawn.Average();
            Assert.Equal(LogOddsBeliefTests.LogOdds(network.Parameters[state]), mean, 0.005);
            Assert.Equal(prior.LogOddsDeviationOf(network.Rows[0], state), Math.Sqrt(drawn.Average(x => (x - mean) * (x - mean))), 0.003);
        }
    }

    [Fact]
    public void Draw_OnManyThreadsAndWithVectors_IsWhatOneDrawAtATimeWithoutThemIs()
    {
        LogOddsBelief belief = LogOddsBeliefTests.Synthesised().ToBelief(1e-9);
        ParameterDraws draws = belief.Draw(100, seed: 5);

        var vector = new double[belief.Network.Parameters.Length];
        for (int draw = 0; draw < draws.Count; draw++)
        {
            belief.Plan.Write(belief.Network, 5, draw, 1, wide: draw % 3 == 0, vector);
            Assert.True(draws[draw].SequenceEqual(vector), $"Draw {draw}.");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Choose_SomeRows_AreToTheLastBitThoseOfAllRows(bool wide)
    {
        LogOddsBelief belief = LogOddsBeliefTests.Synthesised().ToBelief(1e-9);
        const int Lanes = LogOddsBelief.BlockSize;
        int length = belief.Network.Parameters.Length;
        var vectors = new double[Lanes * length];
        belief.Plan.Write(belief.Network, 5, Lanes, Lanes, wide, vectors);
        var along = new float[belief.Plan.AlongLength];
        belief.Plan.Project(5, Lanes, wide, along);
        foreach (int skipped in Enumerable.Range(-1, belief.Network.Rows.Length + 1))
        {
            // All, all but one, in another order.
            ImmutableArray<ProbabilityRow> rows = [.. belief.Network.Rows.Where(r => r.Index != skipped).Reverse()];
            var lanes = new double[Lanes * rows.Sum(static r => r.Length)];
            belief.Plan.Choose(rows).Write(belief.Network.Parameters, 5, Lanes, wide, along, lanes);

            int place = 0;
            foreach (ProbabilityRow row in rows)
            {
                for (int s = 0; s < row.Length; s++, place += Lanes)
                {
                    for (int lane = 0; lane < Lanes; lane++)
                    {
                        Assert.Equal(vectors[(lane * length) + row.ParameterOffset + s], lanes[place + lane]);
                    }
                }
            }
        }
    }

    [Fact]
    public void Draw_Cancelled_EndsWithNothing()
    {
        LogOddsBelief belief = LogOddsBeliefTests.Synthesised().ToBelief(1e-9);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => belief.Draw(100, cancellationToken: cancellation.Token));
    }

    [Fact]
    public void Write_AfterTheFirst_AllocatesNothing()
    {
        LogOddsBelief belief = LogOddsBeliefTests.Synthesised().ToBelief(1e-9);
        var vectors = new double[16 * belief.Network.Parameters.Length];
        belief.Write(belief.Network, 1, 0, 16, vectors);

        long before = GC.GetAllocatedBytesForCurrentThread();
        belief.Write(belief.Network, 1, 16, 16, vectors);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
