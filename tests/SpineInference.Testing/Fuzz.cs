using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using SpineInference.Engine.Formats;

namespace SpineInference.Testing;

/// <summary>Feeds a reader valid inputs that were changed at random: it reads them or refuses them as documented, soon and in little memory.</summary>
/// <remarks>Some thousands of inputs a reader by default; the environment variable SPINEINFERENCE_FUZZ sets the number. Seed and number
/// name an input, so that a failure can be had again.</remarks>
internal static class Fuzz
{
    private const long MostBytes = 200_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>How many inputs are tried: what the environment says, or else what is usual.</summary>
    public static int Count(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("SPINEINFERENCE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : usual;

    /// <summary>Whether there are faults, each with its place and its words.</summary>
    public static bool ArePlaced(ImmutableArray<Fault> faults) =>
        faults.Length > 0 && faults.All(static f => f.Line > 0 && f.Column > 0 && f.Message.Length > 0);

    /// <summary>Tries changed inputs.</summary>
    /// <param name="seeds">The valid inputs.</param>
    /// <param name="number">Names the run: input i is that of <see cref="Mutation.Of"/> with this number + i.</param>
    /// <param name="count">How many.</param>
    /// <param name="read">Reads one, and checks what it gave.</param>
    /// <param name="isRefusal">Whether an exception is a documented one that says what it must.</param>
    /// <param name="finish">Makes a changed text an input, where it needs more than its bytes.</param>
    /// <param name="change">Makes the changed text of a number; <see cref="Mutation.Of"/> unless given.</param>
    public static void Run(
        byte[][] seeds,
        int number,
        int count,
        Action<byte[]> read,
        Func<Exception, bool> isRefusal,
        Func<byte[], byte[]>? finish = null,
        Func<byte[][], int, byte[]>? change = null)
    {
        int done = 0;
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] input = (change ?? Mutation.Of)(seeds, number + i);
            input = finish is null ? input : finish(input);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            if (IsRead(input, i, read, isRefusal))
            {
                done++;
            }
            else
            {
                refused++;
            }

            // On a busy machine any input may have to wait; one that is slow itself is slow three times.
            bool isFast = Stopwatch.GetElapsedTime(start) < Longest;
            for (int again = 0; !isFast && again < 2; again++)
            {
                start = Stopwatch.GetTimestamp();
                IsRead(input, i, read, isRefusal);
                isFast = Stopwatch.GetElapsedTime(start) < Longest;
            }

            Assert.True(isFast, $"Input {i} takes longer than {Longest}:\n{Encoding.UTF8.GetString(input)}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }

        // A run that refused everything, or nothing, would have tested half of what it should.
        Assert.True(done > count / 200, $"Only {done} of {count} changed inputs could still be read.");
        Assert.True(refused > count / 4, $"Only {refused} of {count} changed inputs were refused.");
    }

    private static bool IsRead(byte[] input, int i, Action<byte[]> read, Func<Exception, bool> isRefusal)
    {
        try
        {
            read(input);
            return true;
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            Assert.True(isRefusal(exception), $"Input {i}: {exception}\n{Encoding.UTF8.GetString(input)}");
            return false;
        }
    }
}
