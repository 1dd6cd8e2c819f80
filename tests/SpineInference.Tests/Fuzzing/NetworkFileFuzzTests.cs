using SpineInference.Engine.Formats;
using SpineInference.Tests.Formats;

namespace SpineInference.Tests.Fuzzing;

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
        using var stream = new MemoryStream();
        NetworkFiles.Write(seed == 0 ? TestNetworks.Featured() : TestNetworks.Random(seed), stream, format);
        return stream.ToArray();
    }

    private static void Read(NetworkFormat format, byte[] input)
    {
        using var stream = new MemoryStream(input);
        _ = format switch
        {
            NetworkFormat.Bif => BifReader.Read(stream, "fuzz", Options).Network,
            NetworkFormat.XmlBif => XmlBifReader.Read(stream, "fuzz", Options).Network,
            NetworkFormat.Xdsl => XdslReader.Read(stream, "fuzz", Options).Network,
            _ => JsonModel.Read(stream, "fuzz", Limits).Network,
        };
    }
}
