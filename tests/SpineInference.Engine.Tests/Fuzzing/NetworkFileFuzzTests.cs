using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Fuzzing;

/// <summary>A network file gives a network or a <see cref="NetworkFormatException"/> with places.</summary>
public sealed class NetworkFileFuzzTests
{
    private const int Seed = 20_240_601;

    private static readonly int Count = Fuzz.Count(2_500);
    private static readonly FormatLimits Limits = new() { TableEntries = 1 << 14, TotalEntries = 1 << 16, Bytes = 1 << 20 };
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10, Limits = Limits };

    [Theory]
    [InlineData(NetworkFormat.Bif)]
    [InlineData(NetworkFormat.XmlBif)]
    [InlineData(NetworkFormat.Xdsl)]
    [InlineData(NetworkFormat.Json)]
    [InlineData(NetworkFormat.Hugin)]
    [InlineData(NetworkFormat.Netica)]
    [InlineData(NetworkFormat.Uai)]
    public void Read_ChangedFile_GivesANetworkOrAFormatException(NetworkFormat format) => Fuzz.Run(
        [.. Enumerable.Range(0, 40).Select(i => Write(format, i))],
        Seed,
        Count,
        input => Read(format, input),
        static exception => exception is NetworkFormatException refusal && Fuzz.ArePlaced(refusal.Faults));

    [Theory]
    [InlineData(NetworkFormat.Bif)]
    [InlineData(NetworkFormat.XmlBif)]
    [InlineData(NetworkFormat.Xdsl)]
    [InlineData(NetworkFormat.Json)]
    [InlineData(NetworkFormat.Hugin)]
    [InlineData(NetworkFormat.Netica)]
    [InlineData(NetworkFormat.Uai)]
    public void Read_RandomBytes_GivesAFormatException(NetworkFormat format)
    {
        var random = new Random(Seed);
        for (int i = 0; i < Math.Min(Count, 1_000); i++)
        {
            var input = new byte[random.Next(200)];
            random.NextBytes(input);
            Assert.Throws<NetworkFormatException>(() => Read(format, input));
        }
    }

    private static byte[] Write(NetworkFormat format, int seed)
    {
        BayesianNetwork network = seed == 0 ? TestNetworks.Featured() : TestNetworks.Random(seed);
        if (format == NetworkFormat.Netica)
        {
            return Encoding.UTF8.GetBytes(NeticaText.Of(network));
        }

        using var stream = new MemoryStream();
        NetworkFiles.Write(network, stream, format);
        return stream.ToArray();
    }

    private static void Read(NetworkFormat format, byte[] input) => FormatReading.Read(format, input, Options);
}
