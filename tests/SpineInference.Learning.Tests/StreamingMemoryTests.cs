using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

[Collection(Alone.Name)]
public sealed class StreamingMemoryTests
{
    private const int BlockSize = 1000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_StreamedFit_HoldsNoMoreOfFourTimesTheRows(bool correctSampleSizes)
    {
        // The first run pays for what is made once.
        Held(BlockSize, correctSampleSizes);
        long few = Held(20 * BlockSize, correctSampleSizes);
        long many = Held(80 * BlockSize, correctSampleSizes);

        // 60,000 rows more are 480 KB of weights alone, and 1.2 MB with their states.
        Assert.True(many < few + 100_000, $"{few:N0} bytes live while streaming 20,000 rows, {many:N0} while streaming 80,000");
    }

    [Fact]
    public void Read_IntoMemory_IsSeenToGrow()
    {
        // Without this the test above could pass by seeing nothing.
        long few = HeldInMemory(20 * BlockSize);
        long many = HeldInMemory(80 * BlockSize);
        Assert.True(many > few + 1_000_000, $"{few:N0} and {many:N0} bytes");
    }

    private static long Held(int rows, bool correctSampleSizes)
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        var probe = new Probe(network, rows);
        ICohortSource stream = CohortReader.Stream(
            network, ColumnMap.ForNames(network), network.Variables.Select(static v => v.Name), probe.Rows, blockSize: BlockSize);
        FitResult result = Fit.Run(network, stream, Options(correctSampleSizes));
        Assert.Equal(rows, result.RowCount);
        return probe.MostLive;
    }

    private static FitOptions Options(bool correctSampleSizes) => new()
    {
        MaxIterations = 2,
        Tolerance = 0,
        MaxDegreeOfParallelism = 1,
        CorrectSampleSizes = correctSampleSizes,
        InformationCases = 500,
    };

    private static long HeldInMemory(int rows)
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        var probe = new Probe(network, rows);
        Assert.Equal(
            rows, CohortReader.Read(network, ColumnMap.ForNames(network), network.Variables.Select(static v => v.Name), probe.Rows()).Count);
        return probe.MostLive;
    }

    /// <summary>Rows made as they are read; counts the bytes live when each pass comes to its end.</summary>
    private sealed class Probe(BayesianNetwork network, int count)
    {
        public long MostLive { get; private set; }

        public IEnumerable<IReadOnlyList<string?>> Rows()
        {
            var random = new Random(1);
            string?[] cells = new string?[network.Variables.Length];
            for (int row = 0; row < count; row++)
            {
                for (int v = 0; v < cells.Length; v++)
                {
                    var states = network.Variables[v].States;
                    cells[v] = random.Next(10) < 3 ? "" : states[random.Next(states.Length)];
                }

                if (row == count - 1)
                {
                    MostLive = Math.Max(MostLive, GC.GetTotalMemory(forceFullCollection: true));
                }

                yield return cells;
            }
        }
    }
}
