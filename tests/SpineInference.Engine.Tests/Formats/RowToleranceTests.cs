using System.Globalization;
using System.Text;
using SpineInference.Engine.Formats;

namespace SpineInference.Engine.Tests.Formats;

/// <summary>Rows that a file rounds, in every format that does not say more of them.</summary>
public sealed class RowToleranceTests
{
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    // A variable of three states and its three probabilities.
    private static readonly Dictionary<NetworkFormat, string> Files = new()
    {
        [NetworkFormat.Bif] = "variable a { type discrete [ 3 ] { x, y, z }; } probability ( a ) { table ROW; }",
        [NetworkFormat.XmlBif] = "<BIF VERSION=\"0.3\"><NETWORK><VARIABLE><NAME>a</NAME><OUTCOME>x</OUTCOME><OUTCOME>y</OUTCOME><OUTCOME>z</OUTCOME></VARIABLE><DEFINITION><FOR>a</FOR><TABLE>ROW</TABLE></DEFINITION></NETWORK></BIF>",
        [NetworkFormat.Xdsl] = "<smile><nodes><cpt id=\"a\"><state id=\"x\"/><state id=\"y\"/><state id=\"z\"/><probabilities>ROW</probabilities></cpt></nodes></smile>",
        [NetworkFormat.Hugin] = "net { } node a { states = (\"x\" \"y\" \"z\"); } potential ( a ) { data = ( ROW ); }",
        [NetworkFormat.Netica] = "bnet n { node a { kind = NATURE; discrete = TRUE; states = (x, y, z); parents = (); probs = (ROW); }; };",
        [NetworkFormat.Uai] = "BAYES 1 3 1 1 0 3 ROW",
    };

    public static TheoryData<NetworkFormat> Formats => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_RowsRoundedToFewDigits_AreDividedByTheirSumsWithAWarning(NetworkFormat format)
    {
        for (int digits = 3; digits <= 15; digits++)
        {
            string third = $"0.{new string('3', digits)}";
            NetworkFile file = Read(format, $"{third} {third} {third}", Options);
            Assert.Equal([1.0 / 3, 1.0 / 3, 1.0 / 3], file.Network.Distributions[0].Table.ToArray(), static (a, b) => Math.Abs(a - b) < 1e-14);

            // 15 digits are as exact as a double itself, and stay as they are.
            string off = Math.Pow(10, -digits).ToString("G2", CultureInfo.InvariantCulture);
            Assert.Equal(digits < 14 ? 1 : 0, file.Warnings.Count(w => w.Message.Contains($"off 1 by up to {off}", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_TheEdgeItself_IsInside(NetworkFormat format)
    {
        // Each edge as its decimal number: in binary the sums are off by a little more.
        foreach ((double tolerance, string row) in new[]
        {
            (1e-6, "0.333333 0.333333 0.333333"), (1e-6, "0.333334 0.333333 0.333334"), (0.001, "0.333 0.333 0.333"), (0.01, "0.33 0.33 0.33"), (0.01, "0.31 0.35 0.35"),
            (0.005, "0.3 0.3 0.395"), (0.005, "0.3 0.3 0.405"), (0.1, "0.3 0.3 0.3"), (0.1, "0.3 0.4 0.4"), (0.0, "0.25 0.25 0.5"),
        })
        {
            Assert.Equal(1, Read(format, row, Options with { RowTolerance = tolerance }).Network.Distributions[0].Table.ToArray().Sum(), 1e-15);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_RowsBeyondTheTolerance_AreFaults(NetworkFormat format)
    {
        foreach (string row in new[] { "0.3 0.3 0.3949", "0.3 0.3 0.4051", "0.89 0.1 0", "0.5 0.6 0", "0 0 0", "0.2 0.3 0.6" })
        {
            Fault fault = Assert.Single(Assert.Throws<NetworkFormatException>(() => Read(format, row, Options)).Faults);
            Assert.Contains("expected 1 ± 0.005", fault.Message, StringComparison.Ordinal);
        }

        Assert.Throws<NetworkFormatException>(() => Read(format, "0.333333 0.333333 0.333333", Options with { RowTolerance = 9e-7 }));
        Assert.Throws<NetworkFormatException>(() => Read(format, "0.33 0.33 0.33", Options));
        Assert.Throws<NetworkFormatException>(() => Read(format, "-0.001 0.5 0.501", Options));
        Assert.Throws<NetworkFormatException>(() => Read(format, "-2e-6 0.5 0.5", Options));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_NegativeNumberOfTheSizeOfRounding_IsZeroWithAWarning(NetworkFormat format)
    {
        foreach (string negative in new[] { "-2.8e-17", "-1.1920929E-07" })
        {
            NetworkFile file = Read(format, $"{negative} 0.5 0.5", Options);
            Assert.Equal([0, 0.5, 0.5], file.Network.Distributions[0].Table.ToArray());
            Assert.Contains($"{file.Network.Variables[0].Name}: 1 negative number(s)", Assert.Single(file.Warnings).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_SeveralRowsOff_WarnsOfTheFarthest()
    {
        NetworkFile file = NetworkFiles.ParseAs(NetworkFormat.Bif,
            """
            variable a { type discrete [ 2 ] { x, y }; } probability ( a ) { table 0.5, 0.5; }
            variable b { type discrete [ 2 ] { x, y }; }
            probability ( b | a ) { (x) 0.5, 0.5001;
            (y) 0.3, 0.699; }
            """,
            "a.bif",
            Options);
        Assert.Equal("line 3, column 25: b: 2 row(s), the first here, were divided by their sums, which are off 1 by up to 0.001 (b | a=y).", Assert.Single(file.Warnings).ToString());
    }

    [Theory]
    [InlineData(-1e-9)]
    [InlineData(0.11)]
    [InlineData(double.NaN)]
    public void Options_ToleranceOutOfRange_IsRefused(double tolerance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Options with { RowTolerance = tolerance });

    private static NetworkFile Read(NetworkFormat format, string row, NetworkReaderOptions options) =>
        FormatReading.Read(format, Encoding.UTF8.GetBytes(Files[format].Replace("ROW", row, StringComparison.Ordinal)), options);
}
