using System.Buffers;

namespace SpineInference.Engine.Formats;

/// <summary>Reads a stream line by line as bytes, holding no more of a line than a limit.</summary>
/// <remarks>Mutable; not safe for concurrent use.</remarks>
public sealed class LineReader
{
    private readonly Stream _text;
    private readonly int _longestLine;
    private readonly byte[] _buffer = new byte[1 << 18];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;

    /// <summary>Starts before the first line.</summary>
    /// <param name="stream">The bytes; a byte order mark at their start is no part of the first line.</param>
    /// <param name="longestLine">How many bytes of a line are held at most.</param>
    public LineReader(Stream stream, int longestLine)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _text = ByteOrderMark.AsUtf8(stream);
        _longestLine = longestLine;
    }

    /// <summary>Whether a whole line is at hand, so that reading it need not wait for whoever writes the stream.</summary>
    public bool HasLine => _buffer.AsSpan(_start, _end - _start).Contains((byte)'\n');

    /// <summary>The next line without its line feed (and carriage return), or null at the end.</summary>
    /// <returns>The bytes; or, with <c>IsTooLong</c>, the start of a line longer than the limit, the rest of which was passed over.</returns>
    public (byte[] Bytes, bool IsTooLong)? ReadNext()
    {
        _line.ResetWrittenCount();
        bool any = false;
        bool isTooLong = false;
        while (_start < _end || Fill())
        {
            any = true;
            int feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            int take = feed < 0 ? _end - _start : feed;
            int fitting = Math.Min(take, _longestLine - _line.WrittenCount);
            _line.Write(_buffer.AsSpan(_start, fitting));
            isTooLong |= fitting < take;
            _start += feed < 0 ? take : take + 1;
            if (feed >= 0)
            {
                break;
            }
        }

        if (!any)
        {
            return null;
        }

        byte[] bytes = _line.WrittenSpan.ToArray();
        return (bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes, isTooLong);
    }

    private bool Fill()
    {
        _start = 0;
        _end = _text.Read(_buffer);
        return _end > 0;
    }
}
