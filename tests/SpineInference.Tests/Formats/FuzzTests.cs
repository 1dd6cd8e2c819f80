using System.Diagnostics;
using System.Globalization;
using System.Text;
using SpineInference.Formats;

namespace SpineInference.Tests.Formats;

/// <summary>Random changes to valid files: a reader gives a network or a <see cref="NetworkFormatException"/>, nothing else, and soon.</summary>
/// <remarks>A few thousand inputs a reader by default; SPINEINFERENCE_FUZZ sets the number. A seed and a number name each input, so
/// that a failure can be had again.</remarks>
public sealed class FuzzTests
{
    private const int Seed = 20_240_601;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly FormatLimits Limits = new() { TableEntries = 1 << 14, TotalEntries = 1 << 16, Bytes = 1 << 20 };
    private static readonly NetworkReaderOptions Options = new() { EffectiveSampleSize = 10, Limits = Limits };

    private static readonly int Count =
        int.TryParse(Environment.GetEnvironmentVariable("SPINEINFERENCE_FUZZ"), CultureInfo.InvariantCulture, out int count) ? count : 2_500;

    [Theory]
    [InlineData(NetworkFormat.Bif)]
    [InlineData(NetworkFormat.XmlBif)]
    [InlineData(NetworkFormat.Xdsl)]
    [InlineData(NetworkFormat.Json)]
    public void Read_ChangedFile_GivesANetworkOrAFormatException(NetworkFormat format)
    {
        byte[][] seeds = [.. Enumerable.Range(0, 40).Select(i => Write(format, i))];
        int read = 0;
        int refused = 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] input = Mutation.Of(seeds, Seed + i);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            try
            {
                Read(format, input);
                read++;
            }
            catch (NetworkFormatException exception)
            {
                refused++;
                Assert.NotEmpty(exception.Faults);
                Assert.All(exception.Faults, static f => Assert.True(f.Line > 0 && f.Column > 0 && f.Message.Length > 0));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Assert.Fail($"Input {i} ({format}): {exception}\n{Encoding.UTF8.GetString(input)}");
            }

            Assert.True(
                Stopwatch.GetElapsedTime(start) < Limit || IsFastAgain(format, input), $"Input {i} ({format}) takes longer than {Limit}:\n{Encoding.UTF8.GetString(input)}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
        }

        // A run that refused everything, or nothing, would have tested half of what it should.
        Assert.True(read > Count / 200, $"Only {read} of {Count} changed files could still be read.");
        Assert.True(refused > Count / 4, $"Only {refused} of {Count} changed files were refused.");
    }

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

    // On a busy machine any input may have to wait; one that is slow itself is slow three times.
    private static bool IsFastAgain(NetworkFormat format, byte[] input)
    {
        for (int i = 0; i < 2; i++)
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                Read(format, input);
            }
            catch (NetworkFormatException)
            {
                // Only the time counts here.
            }

            if (Stopwatch.GetElapsedTime(start) < Limit)
            {
                return true;
            }
        }

        return false;
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
