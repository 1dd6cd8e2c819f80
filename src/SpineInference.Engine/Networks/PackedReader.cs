using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace SpineInference.Engine.Networks;

/// <summary>Reads the compact binary form that <see cref="PackedWriter"/> writes.</summary>
/// <remarks>Strict: whatever does not fit is an <see cref="InvalidDataException"/>, and nothing is allocated that the bytes at hand could
/// not fill. The checksum finds damage; it is no protection against intent, and costs no cryptographic library at start.</remarks>
public ref struct PackedReader
{
    private const int LongestText = 4096;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    private PackedReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Opens a file and checks its head and checksum.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="magic">What it must start with.</param>
    /// <param name="version">The version it must have.</param>
    /// <returns>The reader, before the first number.</returns>
    /// <exception cref="InvalidDataException">It is of another kind or version, or damaged.</exception>
    public static PackedReader Open(ReadOnlySpan<byte> file, ReadOnlySpan<byte> magic, ushort version)
    {
        int start = magic.Length + sizeof(ushort) + sizeof(ulong);
        if (file.Length < start || !file.StartsWith(magic))
        {
            throw new InvalidDataException($"the first bytes are not '{Encoding.ASCII.GetString(magic)}'.");
        }

        int found = BinaryPrimitives.ReadUInt16LittleEndian(file[magic.Length..]);
        if (found != version)
        {
            throw new InvalidDataException($"the version is {found}; expected {version}.");
        }

        ReadOnlySpan<byte> content = file[start..];
        return BinaryPrimitives.ReadUInt64LittleEndian(file[(magic.Length + sizeof(ushort))..]) == ComputeChecksum(content)
            ? new PackedReader(content)
            : throw new InvalidDataException("it is damaged: its checksum does not match.");
    }

    /// <summary>A 64-bit checksum: a change within one word of 8 bytes always changes it, others all but certainly.</summary>
    /// <returns>The checksum.</returns>
    public static ulong ComputeChecksum(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte last in bytes)
        {
            hash = Mix(hash ^ last);
        }

        return hash;
    }

    // A bijection, so that a single differing word is never lost: the product carries upwards, the shift downwards. The multiplier is 2⁶⁴
    // divided by the golden ratio, made odd (Knuth, The Art of Computer Programming 3, 6.4).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash)
    {
        hash *= 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }

    /// <summary>Reads a number from 0.</summary>
    /// <returns>The number.</returns>
    public int ReadNumber()
    {
        uint number = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte next = Next();
            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number <= int.MaxValue && (shift < 28 || next < 8) ? (int)number : throw TooLarge();
            }
        }

        throw TooLarge();
    }

    /// <summary>Reads a number from 0 that must lie below a bound.</summary>
    /// <returns>The number.</returns>
    public int ReadNumberBelow(int bound)
    {
        int number = ReadNumber();
        return number < bound ? number : throw new InvalidDataException($"it holds {number} where less than {bound} is expected.");
    }

    /// <summary>Reads a difference, which may be negative, and how often it is followed by 0.</summary>
    /// <returns>The difference.</returns>
    public int ReadDifference(out int repeats)
    {
        int number = ReadNumber();
        repeats = (number & 1) == 0 ? 0 : ReadNumber();
        return (number & 2) == 0 ? number >> 2 : ~(number >> 2);
    }

    /// <summary>Reads the length of a list whose items take at least so many bytes each.</summary>
    /// <returns>The length.</returns>
    public int ReadCount(int bytesOfItem = 1)
    {
        int count = ReadNumber();
        return (long)count * bytesOfItem <= _bytes.Length - _position ? count : throw EndsEarly();
    }

    /// <summary>Reads a list of numbers from 0.</summary>
    /// <returns>The numbers.</returns>
    public int[] ReadNumbers()
    {
        var numbers = new int[ReadCount()];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ReadNumber();
        }

        return numbers;
    }

    /// <summary>Reads a list of doubles.</summary>
    /// <returns>The numbers.</returns>
    public double[] ReadDoubles()
    {
        var numbers = new double[ReadCount(sizeof(double))];
        ReadOnlySpan<byte> bytes = ReadBytes(numbers.Length * sizeof(double));
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        }

        return numbers;
    }

    /// <summary>Takes bytes.</summary>
    /// <returns>The bytes, within the file's memory.</returns>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw EndsEarly();
        }

        _position += count;
        return _bytes.Slice(_position - count, count);
    }

    /// <summary>Reads a list of texts.</summary>
    /// <returns>The texts.</returns>
    public PackedTexts ReadTexts()
    {
        // Twice: first how long they are together, so that the bytes of all take one array.
        int[] ends = new int[ReadCount(2)];
        PackedReader ahead = this;
        var texts = new byte[ahead.ReadTextsInto([], ends)];
        ReadTextsInto(texts, ends);
        return new PackedTexts(texts, ends);
    }

    // Each text begins with so many bytes of the one before. Returns how many bytes all take; writes them where there is room.
    private int ReadTextsInto(Span<byte> texts, int[] ends)
    {
        int length = 0;
        int total = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            int shared = ReadNumberBelow(length + 1);
            int rest = ReadNumberBelow(LongestText - shared);
            ReadOnlySpan<byte> own = ReadBytes(rest);
            if (!texts.IsEmpty)
            {
                texts.Slice(total - length, shared).CopyTo(texts[total..]);
                own.CopyTo(texts[(total + shared)..]);
            }

            length = shared + rest;
            total = checked(total + length);
            ends[i] = total;
        }

        return total;
    }

    /// <summary>Checks that nothing follows.</summary>
    public readonly void End()
    {
        if (_position != _bytes.Length)
        {
            throw new InvalidDataException($"{_bytes.Length - _position} byte(s) follow its end.");
        }
    }

    private byte Next() => _position < _bytes.Length ? _bytes[_position++] : throw EndsEarly();

    private static InvalidDataException EndsEarly() => new("it ends early.");

    private static InvalidDataException TooLarge() => new("it holds a number of more than 31 bits.");
}
