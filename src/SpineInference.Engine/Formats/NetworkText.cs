using System.IO.Compression;
using System.Text;

namespace SpineInference.Engine.Formats;

/// <summary>Loads a whole network file as text: gzip by content, the encoding of its byte order mark or else UTF-8 (strict), size limited.</summary>
internal static class NetworkText
{
    private const int HeadLength = 1 << 16;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Load(string path, FormatLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Load(stream, path, limits);
    }

    public static string Load(Stream stream, string path, FormatLimits limits)
    {
        byte[] bytes = LoadBytes(stream, path, limits);
        (Encoding encoding, int length) = TextBytes.ByteOrderMark(bytes) ?? (StrictUtf8, 0);
        (string? text, TextPosition fault) = TextBytes.Decode(bytes.AsSpan(length), encoding);
        return text ?? throw Fault(path, fault, length == 0
            ? "the file is not UTF-8 text; save it in that encoding."
            : $"a byte here is no text in the encoding {encoding.WebName}, whose byte order mark begins the file; save it as UTF-8.");
    }

    public static byte[] LoadBytes(string path, FormatLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
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
    public static byte[] LoadBytes(Stream stream, string path, FormatLimits limits)
    {
        byte[] bytes = Drain(stream, path, limits);
        if (bytes is [0x1f, 0x8b, ..])
        {
            try
            {
                using var gzip = new WholeGzipStream(new MemoryStream(bytes));
                bytes = Drain(gzip, path, limits);
            }
            catch (InvalidDataException exception)
            {
                throw Fault(path, TextPosition.Start, $"the file starts as gzip but cannot be decompressed ({exception.Message}); it is damaged.");
            }
        }

        return bytes;
    }

    private static byte[] Drain(Stream stream, string path, FormatLimits limits)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81_920];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            if (memory.Length + count > limits.Bytes)
            {
                throw Fault(path, TextPosition.Start, $"the file is larger than the limit of {limits.Bytes} bytes; raise FormatLimits.Bytes if it is to be trusted.");
            }

            memory.Write(buffer, 0, count);
        }

        return memory.ToArray();
    }

    private static NetworkFormatException Fault(string path, TextPosition position, string message) =>
        new(path, [new Fault(path, position.Line, position.Column, message)]);
}
