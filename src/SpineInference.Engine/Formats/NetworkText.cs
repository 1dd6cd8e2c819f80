using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace SpineInference.Engine.Formats;

/// <summary>Loads a whole network file as text: gzip by content, the encoding of its byte order mark or else UTF-8 (strict), size limited.</summary>
internal static class NetworkText
{
    private const int HeadLength = 1 << 16;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Load(string path, FormatLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = Open(path);
        return Load(stream, path, limits);
    }

    public static string Load(Stream stream, string path, FormatLimits limits)
    {
        return Load(Drain(stream, path, limits), path, limits);
    }

    /// <summary>Decodes plain UTF-8 without a mark into memory of at least as many characters as there are bytes; says no to anything else.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, Span<char> characters, out int length)
    {
        length = 0;
        return TextBytes.ByteOrderMark(bytes) is null
            && Utf8.ToUtf16(bytes, characters, out _, out length, replaceInvalidSequences: false) == OperationStatus.Done;
    }

    /// <summary>The text of a file's bytes, decompressed where they start as gzip does.</summary>
    public static string Load(byte[] bytes, string path, FormatLimits limits)
    {
        bytes = Decompressed(bytes, path, limits);
        (Encoding encoding, int length) = TextBytes.ByteOrderMark(bytes) ?? (StrictUtf8, 0);
        (string? text, TextPosition fault) = TextBytes.Decode(bytes.AsSpan(length), encoding);
        return text ?? throw Fault(path, fault, length == 0
            ? "the file is not UTF-8 text; save it in that encoding."
            : $"a byte here is no text in the encoding {encoding.WebName}, whose byte order mark begins the file; save it as UTF-8.");
    }

    public static byte[] LoadBytes(string path, FormatLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = Open(path);
        return LoadBytes(stream, path, limits);
    }

    /// <summary>The beginning of a file, decompressed where it starts as gzip does; empty where it cannot be decompressed, or is a pipe, whose
    /// beginning could not be had again.</summary>
    public static byte[] LoadHead(string path)
    {
        var head = new byte[HeadLength];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!stream.CanSeek)
        {
            return [];
        }

        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (head is not [0x1f, 0x8b, ..] || length < 2)
        {
            return head[..length];
        }

        try
        {
            stream.Position = 0;
            using var gzip = new GZipStream(stream, CompressionMode.Decompress);
            length = gzip.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return head[..length];
        }
        catch (InvalidDataException)
        {
            // The reader will say so, with the place.
            return [];
        }
    }

    /// <summary>The file's bytes, decompressed where they start as gzip does.</summary>
    public static byte[] LoadBytes(Stream stream, string path, FormatLimits limits) => Decompressed(Drain(stream, path, limits), path, limits);

    private static byte[] Decompressed(byte[] bytes, string path, FormatLimits limits)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return bytes;
        }

        try
        {
            using var gzip = new WholeGzipStream(new MemoryStream(bytes));
            return Drain(gzip, path, limits, LikelyLength(bytes));
        }
        catch (InvalidDataException exception)
        {
            throw Fault(path, TextPosition.Start, $"the file starts as gzip but cannot be decompressed ({exception.Message}); it is damaged.");
        }
    }

    // What the last four bytes say was compressed, where that can be so: deflate makes a byte of no more than 1,032.
    private static long LikelyLength(ReadOnlySpan<byte> gzip) =>
        gzip.Length >= 8 && BinaryPrimitives.ReadUInt32LittleEndian(gzip[^4..]) is uint length && length <= 1_032L * gzip.Length ? length : 0;

    // Without a buffer: it is read in one piece.
    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    // A length that is known beforehand saves copies; it is a hint, and the limit holds whatever it says.
    private static byte[] Drain(Stream stream, string path, FormatLimits limits, long likelyLength = 0)
    {
        long hint = stream.CanSeek ? stream.Length - stream.Position : likelyLength;
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(hint, 0, limits.Bytes));
        int length = 0;
        Span<byte> next = stackalloc byte[1];
        while (true)
        {
            // Where all is filled, one more byte tells whether that was the end.
            bool isFull = length == bytes.Length;
            int count = stream.Read(isFull ? next : bytes.AsSpan(length));
            if (count == 0)
            {
                return isFull ? bytes : bytes[..length];
            }

            if (length + count > limits.Bytes)
            {
                throw Fault(path, TextPosition.Start, $"the file is larger than the limit of {limits.Bytes} bytes; raise FormatLimits.Bytes if it is to be trusted.");
            }

            if (isFull)
            {
                Array.Resize(ref bytes, (int)Math.Min(Math.Max(2L * length, 1 << 16), limits.Bytes));
                bytes[length] = next[0];
            }

            length += count;
            if (length == hint && stream.CanSeek)
            {
                return bytes;
            }
        }
    }

    private static NetworkFormatException Fault(string path, TextPosition position, string message) =>
        new(path, [new Fault(path, position.Line, position.Column, message)]);
}
