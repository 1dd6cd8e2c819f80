using System.Text;

namespace SpineInference.Formats;

/// <summary>Loads a whole network file as text: gzip by content, UTF-8 (strict), size limited.</summary>
internal static class NetworkText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Load(string path, FormatLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Load(stream, path, limits);
    }

    public static string Load(Stream stream, string path, FormatLimits limits)
    {
        ReadOnlySpan<byte> bytes = ByteOrderMark.ToUtf8(LoadBytes(stream, path, limits));
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            ReadOnlySpan<byte> before = bytes[..Math.Clamp(exception.Index, 0, bytes.Length)];
            int line = before.Count((byte)'\n') + 1;
            int column = before.Length - before.LastIndexOf((byte)'\n');
            throw Fault(path, new TextPosition(line, column), "the file is not UTF-8 text; save it in that encoding.");
        }
    }

    public static byte[] LoadBytes(string path, FormatLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return LoadBytes(stream, path, limits);
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
        new(path, [new FormatFault(position.Line, position.Column, message)]);
}
