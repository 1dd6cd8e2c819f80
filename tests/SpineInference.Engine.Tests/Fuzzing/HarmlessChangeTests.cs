using System.Text;
using System.Text.RegularExpressions;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Fuzzing;

/// <summary>Changes that mean nothing change nothing: line ends, comments, capitals, byte order marks, encodings; and rounding changes no more
/// than it rounds.</summary>
public sealed partial class HarmlessChangeTests
{
    private const int Seed = 20_261_127;

    private static readonly int Count = Fuzz.Count(300);
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10 };

    public static TheoryData<NetworkFormat> Formats =>
        [NetworkFormat.Bif, NetworkFormat.XmlBif, NetworkFormat.Xdsl, NetworkFormat.Hugin, NetworkFormat.Netica, NetworkFormat.Uai, NetworkFormat.Json];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_HarmlesslyChangedFile_GivesTheSameNetwork(NetworkFormat format)
    {
        for (int i = 0; i < Count; i++)
        {
            var random = new Random(Seed + i);
            string text = Write(format, i);
            byte[] changed = Encode(format, Change(format, text, random), random);
            try
            {
                TestNetworks.AssertSameTables(Read(format, Encoding.UTF8.GetBytes(text)).Network, Read(format, changed).Network);
            }
            catch (NetworkFormatException exception)
            {
                Assert.Fail($"Input {i}: {exception.Message}\n{Encoding.UTF8.GetString(changed)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_RoundedFile_IsAsNearAsItIsRounded(NetworkFormat format)
    {
        if (format is NetworkFormat.Json)
        {
            // Our own format does not round, and refuses what does.
            return;
        }

        for (int i = 0; i < Count; i++)
        {
            int digits = 4 + (i % 8);
            string text = Write(format, i);
            NetworkFile exact = Read(format, Encoding.UTF8.GetBytes(text));
            NetworkFile rounded = Read(format, Encoding.UTF8.GetBytes(Number().Replace(text, m => Round(m.Value, digits))));
            foreach (ConditionalDistribution distribution in exact.Network.Distributions)
            {
                // A noisy-MAX multiplies what it reads; ten times the rounding of one number covers four states and four factors.
                double[] expected = distribution.Table.ToArray();
                double[] actual = rounded.Network.Distributions[distribution.Variable.Index].Table.ToArray();
                Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 10 * Math.Pow(10, -digits)));
            }
        }
    }

    private static string Round(string number, int digits) =>
        Math.Round(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture), digits).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static string Change(NetworkFormat format, string text, Random random)
    {
        string[] comments = format switch
        {
            NetworkFormat.Bif => ["// x } ; \"", "% \" { 0.5", "# probability ( x ) {", "/* x\n } \" */"],
            NetworkFormat.Hugin => ["% x } \" ; net {"],
            NetworkFormat.Netica => ["// x } \" ;", "/* x\n } \" */"],
            NetworkFormat.Uai => ["# 0.5 BAYES"],
            NetworkFormat.XmlBif or NetworkFormat.Xdsl => ["<!-- x < \" > \n </BIF> -->"],
            _ => [""],
        };
        string[] lines = text.Split('\n');
        for (int i = 1; i < lines.Length; i++)
        {
            lines[i] = random.Next(4) == 0 ? $"{comments[random.Next(comments.Length)]}\n{lines[i]}" : lines[i];
        }

        text = string.Join('\n', lines);
        if (format == NetworkFormat.Bif && random.Next(2) == 0)
        {
            text = Keyword().Replace(text, static m => m.Value.ToUpperInvariant());
        }

        // XML and JSON know fewer kinds of white space.
        string[] ends = format is NetworkFormat.XmlBif or NetworkFormat.Xdsl or NetworkFormat.Json
            ? ["\n", "\r", "\r\n"]
            : ["\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029"];
        return text.Replace("\n", ends[random.Next(ends.Length)], StringComparison.Ordinal);
    }

    private static byte[] Encode(NetworkFormat format, string text, Random random)
    {
        if (format is NetworkFormat.XmlBif or NetworkFormat.Xdsl && random.Next(2) == 0)
        {
            string name = ((string[])["windows-1252", "ISO-8859-15", "utf-16", "gb18030"])[random.Next(4)];
            text = text.Replace("encoding=\"utf-8\"", $"encoding=\"{name}\"", StringComparison.Ordinal);
            Encoding declared = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return [.. declared.GetPreamble(), .. declared.GetBytes(text)];
        }

        Encoding encoding = ((Encoding[])[new UTF8Encoding(false), Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])[random.Next(4)];
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    private static string Write(NetworkFormat format, int seed)
    {
        BayesianNetwork network = seed == 0 ? TestNetworks.Featured() : TestNetworks.Random(seed);
        if (format == NetworkFormat.Netica)
        {
            return NeticaText.Of(network);
        }

        using var stream = new MemoryStream();
        NetworkFiles.Write(network, stream, format);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static NetworkFile Read(NetworkFormat format, byte[] input) => FormatReading.Read(format, input, Options);

    [GeneratedRegex("^ *(network|variable|probability|type discrete|table)(?= )", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Keyword();

    [GeneratedRegex("""(?<![0-9A-Za-z_."])0\.[0-9]+(E-[0-9]+)?""", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
