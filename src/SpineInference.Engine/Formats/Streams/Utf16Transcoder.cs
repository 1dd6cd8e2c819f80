using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SpineInference.Engine.Formats;

/// <summary>Turns UTF-16 into UTF-8, piece by piece; what is no UTF-16 becomes what is no UTF-8, so that no fault is replaced unseen.</summary>
internal sealed class Utf16Transcoder(Encoding encoding)
{
    private const int LongestCharacter = 3;

    private readonly bool _isBigEndian = ReferenceEquals(encoding, Encoding.BigEndianUnicode);
    private int _oddByte = -1;
    private char _highSurrogate;

    /// <summary>Converts the next piece.</summary>
    /// <param name="bytes">The piece; it may end within a character.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    /// <param name="utf8">Receives the text.</param>
    public void Convert(ReadOnlySpan<byte> bytes, bool isLast, IBufferWriter<byte> utf8)
    {
        var characters = new char[((bytes.Length + 1) / 2) + 1];
        int count = 0;
        if (_highSurrogate != 0)
        {
            characters[count++] = _highSurrogate;
            _highSurrogate = '\0';
        }

        foreach (byte b in bytes)
        {
            if (_oddByte < 0)
            {
                _oddByte = b;
                continue;
            }

            characters[count++] = (char)(_isBigEndian ? (_oddByte << 8) | b : (b << 8) | _oddByte);
            _oddByte = -1;
        }

        if (!isLast && count > 0 && char.IsHighSurrogate(characters[count - 1]))
        {
            _highSurrogate = characters[--count];
        }

        Encode(characters.AsSpan(0, count), utf8);
        if (isLast && _oddByte >= 0)
        {
            utf8.Write((ReadOnlySpan<byte>)[0xff]);
        }
    }

    private static void Encode(ReadOnlySpan<char> text, IBufferWriter<byte> utf8)
    {
        while (!text.IsEmpty)
        {
            Span<byte> room = utf8.GetSpan(text.Length * LongestCharacter);
            OperationStatus status = Utf8.FromUtf16(text, room, out int read, out int written, replaceInvalidSequences: false);
            utf8.Advance(written);
            text = text[read..];
            if (status == OperationStatus.InvalidData)
            {
                // The surrogate alone, as if it were a character: three bytes that UTF-8 forbids.
                utf8.Write((ReadOnlySpan<byte>)[(byte)(0xe0 | (text[0] >> 12)), (byte)(0x80 | ((text[0] >> 6) & 0x3f)), (byte)(0x80 | (text[0] & 0x3f))]);
                text = text[1..];
            }
        }
    }
}
