using System.Buffers;
using SpineInference.Engine.Formats;

namespace SpineInference.Tool;

/// <summary>Reads a stream line by line as bytes, holding no more of a line than a limit.</summary>
internal sealed class LineReader(Stream stream, int longestLine)
{
    // A byte order mark is no part of the first line.
    private readonly Stream _text = ByteOrderMark.AsUtf8(stream);
    private readonly byte[] _buffer = new byte[1 << 18];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;

    /// <summary>Whether a whole line is at hand, so that reading it need not wait for whoever writes the stream.</summary>
    public bool HasLine => _buffer.AsSpan(_start, _end - _start).Contains((byte)'\n');

    /// <summary>The next line without its line feed (and carriage return), or null at the end.</summary>
    /// <returns>The bytes; or, with <c>IsTooLong</c>, the start of a line longer than the limit, the rest of which was passed over.</returns>
    public (byte[] Bytes, bool IsTooLong)? Next()
    {
        _line.ResetWrittenCount();
        bool any = false;
        bool isTooLong = false;
        while (_start < _end || Fill())
        {
            any = true;
            int feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            int take = feed < 0 ? _end - _start : feed;
            int fitting = Math.Min(take, longestLine - _line.WrittenCount);
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
