using System.Buffers.Binary;
using System.Text;

namespace SpineInference.Engine.Networks;

/// <summary>Writes the compact binary form that <see cref="PackedReader"/> reads.</summary>
/// <remarks>
/// <code>
/// file:    magic | version:u16 | checksum:u64 of what follows | content
/// number:  7 bits a byte, the lowest first, the high bit set where more follow
/// texts:   count | for each: how many bytes it shares with the one before, how many follow, those bytes (UTF-8)
/// </code>
/// Fixed-width numbers are little-endian. Mutable; not safe for concurrent use.
/// </remarks>
public sealed class PackedWriter
{
    private readonly List<byte> _content = [];

    /// <summary>Writes a number from 0.</summary>
    public void WriteNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        uint rest = (uint)number;
        for (; rest >= 0x80; rest >>= 7)
        {
            _content.Add((byte)(rest | 0x80));
        }

        _content.Add((byte)rest);
    }

    /// <summary>Writes a difference, which may be negative, and how often it is followed by 0.</summary>
    public void WriteDifference(int difference, int repeats)
    {
        // The lowest bit says whether it is repeated at all, the next is the sign.
        long magnitude = difference < 0 ? ~(long)difference : difference;
        WriteNumber(checked((int)((magnitude << 2) | (difference < 0 ? 2L : 0) | (repeats > 0 ? 1L : 0))));
        if (repeats > 0)
        {
            WriteNumber(repeats);
        }
    }

    /// <summary>Writes a list of numbers from 0, preceded by its length.</summary>
    public void WriteNumbers(ReadOnlySpan<int> numbers)
    {
        WriteNumber(numbers.Length);
        foreach (int number in numbers)
        {
            WriteNumber(number);
        }
    }

    /// <summary>Writes a list of doubles to the last bit, preceded by its length.</summary>
    public void WriteDoubles(ReadOnlySpan<double> numbers)
    {
        WriteNumber(numbers.Length);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (double number in numbers)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
            _content.AddRange(bytes);
        }
    }

    /// <summary>Writes bytes without their length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => _content.AddRange(bytes);

    /// <summary>Writes a list of texts; sorted ones become short.</summary>
    public void WriteTexts(IReadOnlyList<string> texts)
    {
        WriteNumber(texts.Count);
        byte[] before = [];
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            int shared = bytes.AsSpan().CommonPrefixLength(before);
            WriteNumber(shared);
            WriteNumber(bytes.Length - shared);
            WriteBytes(bytes.AsSpan(shared));
            before = bytes;
        }
    }

    /// <summary>The finished file.</summary>
    /// <returns>The bytes.</returns>
    public byte[] ToFile(ReadOnlySpan<byte> magic, ushort version)
    {
        byte[] content = _content.ToArray();
        var file = new byte[magic.Length + sizeof(ushort) + sizeof(ulong) + content.Length];
        magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(magic.Length), version);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(magic.Length + sizeof(ushort)), PackedReader.ComputeChecksum(content));
        content.CopyTo(file, file.Length - content.Length);
        return file;
    }
}
