using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

/// <summary>What reading a regular file of BIF takes beside the network itself: no tokens, no text, and no object for a row before somebody asks for it.</summary>
public sealed class BifReadingCostTests
{
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 1 };

    // Bytes of one reading once warm: measured 41, 99, 241 thousand and 3.9 million with the query that followed; before, ten times as many.
    [SkippableTheory]
    [InlineData("child.bif", 90_000)]
    [InlineData("alarm.bif", 150_000)]
    [InlineData("hailfinder.bif", 350_000)]
    [InlineData("pathfinder.bif.gz", 6_000_000)]
    public void Read_RegularFile_AllocatesLittle(string file, long most)
    {
        string path = TestData.Require($"networks/{file}");
        NetworkFiles.Read(path, Options);
        long before = GC.GetAllocatedBytesForCurrentThread();
        NetworkFiles.Read(path, Options);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
    }

    [Fact]
    public void Rows_AskedForByManyThreads_AreOneListOverTheTables()
    {
        const string text = """
            network n { }
            variable a { type discrete [ 2 ] { t, f }; }
            variable b { type discrete [ 3 ] { x, y, z }; }
            probability ( a ) { table 0.25, 0.75; }
            probability ( b | a ) { (f) 0.5, 0.25, 0.25; (t) 0, 0.5, 0.5; }
            """;
        BayesianNetwork network = NetworkFiles.ParseAs(NetworkFormat.Bif, text, "n.bif", Options).Network;
        Assert.Equal(8, network.Parameters.Length);
        Assert.Equal([0, 0.5, 0.5, 0.5, 0.25, 0.25], network.Distributions[1].Table.ToArray());
        var asked = new ImmutableArray<ProbabilityRow>[16];
        Parallel.For(0, asked.Length, i => asked[i] = network.Rows);
        Assert.All(asked, rows => Assert.Equal(network.Rows, rows));
        Assert.Equal(["a/0", "b/0", "b/1"], network.Rows.Select(static r => r.Id));
        Assert.Equal([0, 2, 5], network.Rows.Select(static r => r.ParameterOffset));
        Assert.All(network.Rows, row => Assert.Same(network.Structure.Rows[row.Index], row.Layout));
        Assert.Equal([0.5, 0.25, 0.25], network.Rows[2].Probabilities.AsEnumerable());
        Assert.Same(network.Rows[2], ((ConditionalTable)network.Distributions[1]).RowOfConfiguration[1]);
    }

    [Fact]
    public void Build_RowsWithIdsBesideTables_AreToldApart()
    {
        var builder = new BayesianNetworkBuilder("n");
        Variable a = builder.AddVariable("a", "t", "f");
        Variable b = builder.AddVariable("b", "t", "f");
        int shared = builder.AddRow("a/0", [0.5, 0.5], 1);
        builder.SetTable(a, [], [0.25, 0.75], 2);
        builder.SetTable(b, [a], [shared, shared]);
        InvalidNetworkException exception = Assert.Throws<InvalidNetworkException>(builder.Build);
        Assert.Equal("Row id 'a/0' stands 2 times.", Assert.Single(exception.Problems).Message);
    }
}
