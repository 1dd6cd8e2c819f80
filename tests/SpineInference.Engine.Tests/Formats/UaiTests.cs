using FsCheck.Xunit;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Formats;

public sealed class UaiTests
{
    private const string Rain = """
        BAYES
        3 # variables
        2 3 2
        3
        1 0
        1 1
        3 0 1 2   # the last is the child

        2
         0.2 0.8
        3
         0.5 0.25 0.25
        12
         0.1 0.9 0.2 0.8 0.3 0.7
         0.4 0.6 0.5 0.5 1 0
        """;

    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    [Fact]
    public void Parse_UsualFile_HasNumberedNames()
    {
        BayesianNetwork network = Read(Rain);
        Assert.Equal(["x0", "x1", "x2"], network.Variables.Select(static v => v.Name));
        Assert.Equal(["0", "1", "2"], network["x1"].States.AsEnumerable());
        ConditionalDistribution wet = network.DistributionOf(network["x2"]);
        Assert.Equal("x0=0, x1=1", wet.DescribeConfiguration(1));
        Assert.Equal([0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6, 0.5, 0.5, 1, 0], wet.Table.ToArray());
    }

    [Fact]
    public void Parse_TablesInAnyOrder_BelongToTheirChildren()
    {
        BayesianNetwork network = Read("BAYES 2  2 2  2  2 1 0  1 1  4 0.1 0.9 0.3 0.7  2 0.5 0.5");
        Assert.Equal([0.1, 0.9, 0.3, 0.7], network.DistributionOf(network["x0"]).Table.ToArray());
        Assert.Equal("x1", network.DistributionOf(network["x0"]).Parents[0].Name);
    }

    [Theory]
    [InlineData("BAYES", "BAYS", "line 1, column 1: got 'BAYS'; expected BAYES, the first word of a Bayesian network.")]
    [InlineData("3 # variables", "0", "line 2, column 1: got '0'; expected the number of variables, a whole number from 1 to 50000.")]
    [InlineData("2 3 2\n3", "2 3 2\n2", "line 4, column 1: got 2 table(s); expected 3: a Bayesian network has one for each variable.")]
    [InlineData("3 0 1 2 ", "3 0 3 2 ", "line 7, column 5: got '3'; expected the number of a variable, a whole number from 0 to 2.")]
    [InlineData("3 0 1 2 ", "3 0 2 1 ", "line 7, column 1: the distribution of 'x1' is given twice, first at line 6; remove one.")]
    [InlineData("0.2 0.8", "0.2 0.9", "line 10, column 2: x0: the row sums to 1.1; expected 1 ± 0.005. Got 0 0.2, 1 0.9.")]
    [InlineData("0.4 0.6", "0.4 0.7", "line 15, column 2: x2 | x0=1, x1=0: the row sums to 1.1; expected 1 ± 0.005. Got 0 0.4, 1 0.7.")]
    [InlineData("0.2 0.8", "0.2 y", "line 10, column 6: got 'y'; expected entry 2 of 2 of a table, a number.")]
    [InlineData("0.5 0.5 1 0", "0.5 0.5 1", "line 15, column 19: got the end of the file; expected entry 12 of 12 of a table, a number.")]
    [InlineData("0.5 0.5 1 0", "0.5 0.5 1 0 7", "line 15, column 22: got '7' after the last table; expected the end of the file.")]
    [InlineData("2\n 0.2 0.8", "1\n 0.2", "line 9, column 1: the table of 'x0' has 1 entries; expected 2, the product of the numbers of states.")]
    [InlineData("2 3 2\n", "2 3 2000000\n", "line 3, column 5: variable 'x2' has more than 10000 states, the limit (FormatLimits.States).")]
    public void Parse_Fault_IsReportedWithItsPlace(string old, string replacement, string expected)
    {
        string text = Rain.ReplaceLineEndings("\n");
        Assert.Contains(old, text, StringComparison.Ordinal);
        string[] faults = [.. Assert.Throws<NetworkFormatException>(() => Read(text.Replace(old, replacement, StringComparison.Ordinal))).Faults.Select(static f => f.ToString())];
        Assert.True(faults.Contains(expected), string.Join('\n', faults));
        Assert.InRange(faults.Length, 1, 2);
    }

    [Fact]
    public void Parse_TableBeyondTheLimit_IsRefusedBeforeTheMemoryIsTaken()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string text = $"BAYES 60 {string.Join(' ', Enumerable.Repeat(2, 60))} 60 60 {string.Join(' ', Enumerable.Range(0, 60))} 2147483647 0.5";
        Assert.Contains("(FormatLimits.TableEntries)", Assert.Throws<NetworkFormatException>(() => Read(text)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Property(MaxTest = 100)]
    public void Write_RandomNetwork_ReadsBackToTheLastBit(int seed)
    {
        BayesianNetwork network = TestNetworks.Random(seed);
        using var text = new StringWriter();
        UaiWriter.Write(network, text);
        BayesianNetwork again = Read(text.ToString());
        foreach (Variable variable in network.Variables)
        {
            ConditionalDistribution e = network.Distributions[variable.Index];
            ConditionalDistribution a = again.Distributions[variable.Index];
            Assert.Equal(e.Parents.Select(static p => p.Index), a.Parents.Select(static p => p.Index));
            Assert.Equal(e.Table.ToArray().Select(BitConverter.DoubleToInt64Bits), a.Table.ToArray().Select(BitConverter.DoubleToInt64Bits));
        }
    }

    private static BayesianNetwork Read(string text) => NetworkFiles.ParseAs(NetworkFormat.Uai, text.ReplaceLineEndings("\n"), "rain.uai", Options).Network;
}
