using FsCheck.Xunit;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

/// <summary>What the library writes, it reads: random networks with noisy-MAX nodes whose links are as small as doubles allow, in every format.</summary>
public sealed class RoundTripTests
{
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Property(MaxTest = 200)]
    public void Write_NoisyMaxOfAnyStrength_ReadsBackInEveryFormat(int seed)
    {
        BayesianNetwork network = Strained(seed);
        foreach (NetworkFormat format in (NetworkFormat[])[NetworkFormat.Json, NetworkFormat.Bif, NetworkFormat.XmlBif, NetworkFormat.Xdsl, NetworkFormat.Hugin, NetworkFormat.Uai])
        {
            BayesianNetwork again = Again(network, format);

            // And what was read is written and read again.
            BayesianNetwork twice = Again(again, format);
            foreach (Variable variable in network.Variables)
            {
                // XDSL has the states of a noisy-MAX in its order and keeps its links, from which the table is computed anew.
                ConditionalDistribution expected = network.Distributions[variable.Index];
                foreach (BayesianNetwork read in (BayesianNetwork[])[again, twice])
                {
                    ConditionalDistribution actual = read.Distributions[variable.Index];
                    Assert.Equal(expected.Table.ToArray(), actual.Table.ToArray(), static (e, a) => Math.Abs(e - a) <= 4e-16);
                    Assert.DoesNotContain(actual.Table.ToArray(), static p => !(p >= 0 && p <= 1));
                }
            }
        }
    }

    [Theory]
    [InlineData(1e-10)]
    [InlineData(1e-15)]
    [InlineData(1e-17)]
    [InlineData(5e-324)]
    public void Write_LinkNearTheRoundingUnit_KeepsItsBits(double link)
    {
        var builder = new BayesianNetworkBuilder("weak");
        Variable cause = builder.AddVariable("cause", "no", "yes");
        Variable effect = builder.AddVariable("effect", "no", "yes");
        builder.SetTable(cause, [], [0.5, 0.5], 1);
        builder.SetNoisyMax(effect, [cause], [new NoisyMaxContributorDraft([0], [-1, builder.AddRow("link", [1 - link, link], 10)])]);
        BayesianNetwork network = builder.Build();
        foreach (NetworkFormat format in (NetworkFormat[])[NetworkFormat.Json, NetworkFormat.Xdsl])
        {
            var again = Assert.IsType<NoisyMax>(Again(network, format).Distributions[1]);
            Assert.Equal([1 - link, link], again.Contributors[0].RowOfConfiguration[1]!.Probabilities.AsEnumerable());
        }
    }

    private static BayesianNetwork Again(BayesianNetwork network, NetworkFormat format)
    {
        using var stream = new MemoryStream();
        NetworkFiles.Write(network, stream, format);
        NetworkFile file = FormatReading.Read(format, stream.ToArray(), Options);
        Assert.Empty(file.Warnings);
        return file.Network;
    }

    // One child of up to four parents, each with a link of its own for each of its states; sums of the rows as rounding leaves them.
    private static BayesianNetwork Strained(int seed)
    {
        var random = new Random(seed);
        var builder = new BayesianNetworkBuilder("strained");
        Variable[] parents = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => builder.AddVariable($"p{i}", [.. Enumerable.Range(0, random.Next(2, 4)).Select(static s => $"s{s}")]))];
        Variable child = builder.AddVariable("child", [.. Enumerable.Range(0, random.Next(2, 5)).Select(static s => $"s{s}")]);
        foreach (Variable parent in parents)
        {
            builder.SetTable(parent, [], Row(random, parent.StateCount), 1);
        }

        var contributors = new List<NoisyMaxContributorDraft>();
        for (int p = 0; p < parents.Length; p++)
        {
            int[] rows = [.. Enumerable.Range(0, parents[p].StateCount).Select(s => s == 0 ? -1 : builder.AddRow($"{p}/{s}", Row(random, child.StateCount), 5))];
            contributors.Add(new NoisyMaxContributorDraft([p], rows));
        }

        contributors.Add(new NoisyMaxContributorDraft([], [builder.AddRow("leak", Row(random, child.StateCount), 5)]));
        builder.SetNoisyMax(child, parents, contributors);
        return builder.Build();
    }

    private static double[] Row(Random random, int states)
    {
        double[] weights = [.. Enumerable.Range(0, states).Select(_ => random.Next(3) == 0 ? Math.Pow(10, -random.Next(0, 20)) : random.NextDouble())];
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
