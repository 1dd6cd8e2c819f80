using System.Buffers;
using System.Text;

namespace SpineInference.Engine.Formats;

/// <summary>A stream of text as UTF-8 without a byte order mark, whichever of the marks stood at its start.</summary>
/// <remarks>Reads no more of the inner stream than it needs to answer, so that who waits for a line gets it.</remarks>
internal sealed class Utf8Stream : ForwardStream
{
    private const int PieceLength = 1 << 16;

    private readonly Stream _inner;
    private readonly ArrayBufferWriter<byte> _ready = new();
    private int _taken;
    private bool _isOpened;
    private Utf16Transcoder? _transcoder;
    private byte[]? _piece;

    private Utf8Stream(Stream inner) => _inner = inner;

    /// <summary>Reads a stream of text; the inner stream stays its owner's to dispose of.</summary>
    public static Stream Over(Stream inner) => new Utf8Stream(inner);

    public override int Read(Span<byte> buffer)
    {
        if (!_isOpened)
        {
            Open();
        }

        while (_taken == _ready.WrittenCount && _transcoder is not null)
        {
            _ready.ResetWrittenCount();
            _taken = 0;
            int count = _inner.Read(_piece ??= new byte[PieceLength]);
            _transcoder.Convert(_piece.AsSpan(0, count), isLast: count == 0, _ready);
            _transcoder = count == 0 ? null : _transcoder;
        }

        if (_taken == _ready.WrittenCount)
        {
            return _piece is null ? _inner.Read(buffer) : 0;
        }

        int given = Math.Min(buffer.Length, _ready.WrittenCount - _taken);
        _ready.WrittenSpan.Slice(_taken, given).CopyTo(buffer);
        _taken += given;
        return given;
    }

    private void Open()
    {
        _isOpened = true;
        Span<byte> start = stackalloc byte[ByteOrderMark.LongestLength];
        int count = 0;

        // Byte by byte: one more than a mark's might belong to a text that nobody has written yet.
        while (ByteOrderMark.IsOpen(start[..count]) && _inner.Read(start.Slice(count, 1)) > 0)
        {
            count++;
        }

        Encoding? encoding = ByteOrderMark.Find(start[..count], out int length);
        _transcoder = encoding is null || ReferenceEquals(encoding, Encoding.UTF8) ? null : new Utf16Transcoder(encoding);
        _ready.Write(start[length..count]);
    }
}
