using System.Buffers;
using System.Text;

namespace SpineInference.Engine.Formats;

/// <summary>What the mark at the start of a text says of its encoding; every reader of text asks here, so that all understand the same.</summary>
/// <remarks>UTF-8 with or without a mark, UTF-16 with one. A mark is no part of the text.</remarks>
public static class ByteOrderMark
{
    /// <summary>How many bytes a mark has at most.</summary>
    public const int LongestLength = 3;

    /// <summary>The encoding a text's first bytes declare; <see langword="null"/> where there is no mark.</summary>
    /// <returns>The encoding, if there is a mark.</returns>
    public static Encoding? Find(ReadOnlySpan<byte> start, out int length)
    {
        (Encoding? encoding, length) = start switch
        {
            [0xef, 0xbb, 0xbf, ..] => (Encoding.UTF8, 3),
            [0xff, 0xfe, ..] => (Encoding.Unicode, 2),
            [0xfe, 0xff, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (null, 0),
        };
        return encoding;
    }

    /// <summary>Whether more bytes than these are needed to know if there is a mark.</summary>
    /// <returns>Whether they are.</returns>
    public static bool IsOpen(ReadOnlySpan<byte> start) => start is [] or [0xef] or [0xef, 0xbb] or [0xff] or [0xfe];

    /// <summary>A stream of text as UTF-8 without its mark; the inner stream stays its owner's to dispose of.</summary>
    /// <param name="inner">The stream, at its start.</param>
    /// <returns>The stream of UTF-8.</returns>
    public static Stream AsUtf8(Stream inner) => Utf8Stream.Over(inner);

    /// <summary>A text in UTF-8 without its mark; the same array where it has none.</summary>
    /// <returns>The text.</returns>
    /// <remarks>Half of a surrogate pair, or of a code unit, in UTF-16 becomes bytes that are no UTF-8, for the reader of the text to find and
    /// tell at their place.</remarks>
    public static byte[] ToUtf8(byte[] bytes)
    {
        Encoding? encoding = Find(bytes, out int length);
        if (encoding is null || ReferenceEquals(encoding, Encoding.UTF8))
        {
            return length == 0 ? bytes : bytes[length..];
        }

        var utf8 = new ArrayBufferWriter<byte>(bytes.Length);
        new Utf16Transcoder(encoding).Convert(bytes.AsSpan(length), isLast: true, utf8);
        return utf8.WrittenSpan.ToArray();
    }
}
