using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Fuzzing;

/// <summary>Blocks of BIF that are read fast are read as with care: the same networks to the last bit, the same faults in the same places.</summary>
public sealed class BifCareFuzzTests
{
    private const int Seed = 20_261_128;

    // What programs write, and what people do: quotes, escapes, comments, defaults, tables, properties, capitals, numbers of many digits.
    private const string Unusual = """
        network "t x" { property a "b ; c"; }
        variable rain { type discrete [ 2 ] { yes, no }; };
        variable Asy/Patch { type discrete [ 3 ] { "very low", 7, >=7.5 }; property "p = (1;2)"; }
        VARIABLE wet { type discrete [ 2 ] { yes, no }; } // said
        ;
        variable "ä b" { type discrete [ 2 ] { größer, "a\"b" }; }
        variable big { type discrete [ 10 ] { s0, s1, s2, s3, s4, s5, s6, s7, s8, s9 }; }
        probability ( rain ) { table 0.2, 0.8; }
        probability ( big | rain ) {
          (no) 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1;
          (yes) 1e-1, 1E-1, .1, 0.1000000000000000055511151231257827, 0.1, 0.1, 0.1, 0.1, 0.05, 0.15;
        }
        probability ( Asy/Patch | big ) { table 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.25 0.25 0.25 0.25 0.25 0.25 0.25 0.25 0.25 0.25
          0.25 0.25 0.25 0.25 0.25 0.25 0.25 0.25 0.25 0.25; };
        probability ( wet | rain, Asy/Patch ) {
          (no, 7) 0.333, 0.666;
          (yes, "very low") 0.9, 0.1;
          default 0.4, 0.6;
        }
        probability ( "ä b" | wet ) { (yes) 123456789012345678e-18, 0.876543210987654322; (no) 0.33333333333333331, 0.66666666666666674; }
        """;

    private static readonly int Count = Fuzz.Count(4_000);
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    // Limits that texts of this size meet.
    private static readonly NetworkReaderOptions Narrow = new()
    {
        EffectiveSampleSize = 10,
        Limits = new FormatLimits { Faults = 3, TotalEntries = 60, TableEntries = 40, States = 9, NameLength = 8, Parents = 2, Variables = 6 },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parse_ChangedText_GivesWhatCareGives(bool isNarrow)
    {
        NetworkReaderOptions options = isNarrow ? Narrow : Options;
        int lineEnds = Unusual.IndexOf("probability", StringComparison.Ordinal);
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes(Unusual),
            Encoding.UTF8.GetBytes(Unusual.Replace("\n", "\r\n", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(Unusual[lineEnds..] + "\n" + Unusual[..lineEnds]),
            .. Enumerable.Range(1, 30).Select(static i => Encoding.UTF8.GetBytes(Write(TestNetworks.Random(i)))),
        ];
        Fuzz.Run(seeds, Seed, Count, input => AssertSame(Encoding.UTF8.GetString(input), options), static exception => exception is NetworkFormatException);
    }

    [Fact]
    public void Parse_TextOfAnyWriter_GivesWhatCareGives()
    {
        AssertSame(Unusual, Options);
        for (int i = 0; i < 200; i++)
        {
            AssertSame(Write(TestNetworks.Random(i)), Options);
        }
    }

    [SkippableTheory]
    [InlineData("asia")]
    [InlineData("child")]
    [InlineData("alarm")]
    [InlineData("alarm.as-published")]
    [InlineData("hailfinder")]
    [InlineData("win95pts")]
    public void Parse_PublishedText_GivesWhatCareGives(string name) =>
        AssertSame(File.ReadAllText(TestData.Require($"networks/{name}.bif")), Options);

    // Gives on the refusal that both gave.
    private static void AssertSame(string text, NetworkReaderOptions options)
    {
        (NetworkFile? expected, NetworkFormatException? refusal) = Try(() => BifReader.ParseWithCare(text, "x.bif", options));
        (NetworkFile? actual, NetworkFormatException? other) = Try(() => BifReader.Parse(text, "x.bif", options));
        Assert.Equal((refusal?.Faults ?? []).AsEnumerable(), (other?.Faults ?? []).AsEnumerable());
        if (refusal is not null)
        {
            throw refusal;
        }

        Assert.Equal(expected!.Warnings.AsEnumerable(), actual!.Warnings.AsEnumerable());
        Assert.Equal(expected.Network.Hash, actual.Network.Hash);
        Assert.True(expected.Network.Parameters.SequenceEqual(actual.Network.Parameters));
    }

    private static (NetworkFile? File, NetworkFormatException? Refusal) Try(Func<NetworkFile> read)
    {
        try
        {
            return (read(), null);
        }
        catch (NetworkFormatException exception)
        {
            return (null, exception);
        }
    }

    private static string Write(BayesianNetwork network)
    {
        using var writer = new StringWriter();
        BifWriter.Write(network, writer);
        return writer.ToString();
    }
}
