using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>A stream of small numbers as bits: n ones, a zero, then n groups of g bits, the lowest first.</summary>
/// <remarks>
/// <code>
/// plain, g = 3:   0…7 → 0 ppp     8…63 → 1 0 pppppp     …      (n ones stand for n + 1 groups)
/// bare,  g = 3:   0 → 0           1…7 → 1 0 ppp         …      (n ones stand for n groups: short where zeros are frequent)
/// </code>
/// The length of a number is read off one count of trailing ones, without a branch. The writer takes the g, and the kind, that make the
/// stream shortest. A stream ends in 8 zero bytes, so that the reader may always load 64 bits.
/// </remarks>
internal ref struct NumberGroups
{
    private const int SmallestGroup = 2;
    private const int LargestGroup = 8;

    private readonly ReadOnlySpan<byte> _bits;
    private readonly int _group;
    private readonly int _extra;
    private long _position;

    /// <summary>Opens a stream.</summary>
    /// <param name="stream">What <see cref="Write"/> gave.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public NumberGroups(ReadOnlySpan<byte> stream)
    {
        if (stream.Length < 1 + sizeof(ulong) || stream[0] >> 1 is < SmallestGroup or > LargestGroup)
        {
            throw new InvalidDataException("a stream of numbers has no head.");
        }

        _group = stream[0] >> 1;
        _extra = 1 - (stream[0] & 1);
        _bits = stream[1..];
    }

    /// <summary>Packs numbers.</summary>
    public static byte[] Write(IReadOnlyList<uint> numbers)
    {
        int head = 0;
        long shortest = long.MaxValue;
        for (int candidate = SmallestGroup * 2; candidate <= (LargestGroup * 2) + 1; candidate++)
        {
            long length = numbers.Sum(n => (long)LengthOf(n, candidate));
            (head, shortest) = length < shortest ? (candidate, length) : (head, shortest);
        }

        var bytes = new byte[1 + ((shortest + 7) / 8) + sizeof(ulong)];
        bytes[0] = (byte)head;
        long position = 8;
        foreach (uint number in numbers)
        {
            int groups = GroupsOf(number, head);
            int ones = groups - 1 + (head & 1);
            ulong code = ((1UL << ones) - 1) | ((ulong)number << (ones + 1));
            for (int bit = 0; bit < LengthOf(number, head); bit++, position++)
            {
                bytes[position / 8] |= (byte)(((code >> bit) & 1) << (int)(position % 8));
            }
        }

        return bytes;
    }

    /// <summary>Reads the next number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stream is over.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next()
    {
        ulong window = BinaryPrimitives.ReadUInt64LittleEndian(_bits[(int)(_position >> 3)..]) >> (int)(_position & 7);
        int ones = BitOperations.TrailingZeroCount(~window);
        int bits = (ones + _extra) * _group;
        _position += ones + 1 + bits;
        return (uint)((window >> (ones + 1)) & ((1UL << bits) - 1));
    }

    /// <summary>Reads the next number as a difference, which may be negative: 0, −1, 1, −2 stand as 0, 1, 2, 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextDifference()
    {
        uint number = Next();
        return (int)(number >> 1) ^ -(int)(number & 1);
    }

    /// <summary>The number that stands for a difference.</summary>
    public static uint OfDifference(int difference) => (uint)((difference << 1) ^ (difference >> 31));

    /// <summary>Whether everything was read, but for the bits that fill the last byte.</summary>
    public readonly bool IsOver => (_position + 7) >> 3 == _bits.Length - sizeof(ulong);

    private static int GroupsOf(uint number, int head)
    {
        int group = head >> 1;
        int bits = 32 - BitOperations.LeadingZeroCount(number);
        return Math.Max(1 - (head & 1), (bits + group - 1) / group);
    }

    private static int LengthOf(uint number, int head)
    {
        int groups = GroupsOf(number, head);
        return groups + (head & 1) + (groups * (head >> 1));
    }
}
