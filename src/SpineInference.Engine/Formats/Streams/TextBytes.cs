using System.Text;

namespace SpineInference.Engine.Formats;

/// <summary>Bytes to text, strictly: a byte order mark says the encoding, what is no text of it is a fault with its place, and nothing is
/// replaced unseen.</summary>
internal static class TextBytes
{
    /// <summary>The encoding of a byte order mark and its length, or null where there is none: those of <see cref="SpineInference.Engine.Formats.ByteOrderMark"/>, and
    /// UTF-32, which XML may be in.</summary>
    public static (Encoding Encoding, int Length)? ByteOrderMark(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xff, 0xfe, 0, 0, ..]:
                return (Strict(Encoding.UTF32), 4);
            case [0, 0, 0xfe, 0xff, ..]:
                return (Strict(new UTF32Encoding(bigEndian: true, byteOrderMark: true)), 4);
            default:
                return Formats.ByteOrderMark.Find(bytes, out int length) is { } encoding ? (Strict(encoding), length) : null;
        }
    }

    /// <summary>An encoding by the name a file declares, or null where the system knows none of that name.</summary>
    public static Encoding? Named(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The text, or the place of the first byte that is none of the encoding.</summary>
    public static (string? Text, TextPosition Fault) Decode(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        try
        {
            return (encoding.GetString(bytes), default);
        }
        catch (DecoderFallbackException exception)
        {
            // What stands before the fault decodes, but for the bytes the decoder had taken in advance.
            int end = Math.Clamp(exception.Index, 0, bytes.Length);
            var lenient = (Encoding)encoding.Clone();
            lenient.DecoderFallback = new DecoderReplacementFallback("?");
            string before = lenient.GetString(bytes[..end]);
            return (null, TextLines.PositionOf(before, before.Length));
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
