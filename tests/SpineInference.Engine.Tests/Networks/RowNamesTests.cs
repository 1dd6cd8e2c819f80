using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Networks;

public sealed class RowNamesTests
{
    [Fact]
    public void Id_AskedByManyThreadsAtOnce_IsTheSameForAll()
    {
        // Ids are made when they are first asked for: often enough, so that two threads meet in the making.
        for (int round = 0; round < 100; round++)
        {
            BayesianNetwork network = RandomNetworks.Grid(20, round);
            var ids = new string[4][];
            using var start = new Barrier(ids.Length);
            Thread[] threads =
            [
                .. Enumerable.Range(0, ids.Length).Select(t => new Thread(() =>
                {
                    start.SignalAndWait();
                    ids[t] = [.. network.Structure.Rows.Select(static r => r.Id)];
                })),
            ];
            Array.ForEach(threads, static t => t.Start());
            Array.ForEach(threads, static t => t.Join());
            Assert.All(ids, own => Assert.Equal(ids[0], own));
            Assert.Equal(ids[0].Length, ids[0].Distinct().Count());
        }
    }
}
