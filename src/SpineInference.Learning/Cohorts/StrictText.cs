using System.Buffers;
using System.Text;
using System.Text.Unicode;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>A text that is decoded strictly: at the first bytes that are none of its encoding it ends, with a mark in their place.</summary>
/// <remarks>Who meets the mark knows the place and tells it with <see cref="Fault"/>: nothing is replaced unseen.</remarks>
internal sealed class StrictText : TextReader
{
    /// <summary>The mark: a code unit that is no character, in any text.</summary>
    public const char Mark = '\uffff';

    private const int PieceLength = 1 << 15;

    private readonly Stream _bytes;
    private readonly Encoding? _encoding;
    private readonly Decoder? _decoder;
    private readonly Marking? _marking;
    private readonly byte[] _piece = new byte[PieceLength];
    private char[] _characters = new char[PieceLength + 16];
    private int _start;
    private int _end;
    private int _carried;
    private long _passed;
    private bool _isDone;

    /// <summary>Starts reading.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="encoding">Their encoding; <see langword="null"/> for UTF-8, or UTF-16 where a byte order mark says so.</param>
    public StrictText(Stream stream, Encoding? encoding)
    {
        _encoding = encoding is UTF8Encoding ? null : encoding;
        _bytes = _encoding is null ? ByteOrderMark.AsUtf8(stream) : stream;
        if (_encoding is not null)
        {
            _marking = new Marking();
            var strict = (Encoding)_encoding.Clone();
            strict.DecoderFallback = _marking;
            _decoder = strict.GetDecoder();
        }
    }

    /// <summary>What is wrong with the bytes after the last character; <see langword="null"/> while all were text.</summary>
    public string? Fault { get; private set; }

    public override int Peek() => _start < _end || Fill() ? _characters[_start] : -1;

    public override int Read() => _start < _end || Fill() ? _characters[_start++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || (_start == _end && !Fill()))
        {
            return 0;
        }

        int given = Math.Min(buffer.Length, _end - _start);
        _characters.AsSpan(_start, given).CopyTo(buffer);
        _start += given;
        return given;
    }

    private bool Fill()
    {
        _start = 0;
        _end = 0;
        while (_end == 0 && !_isDone)
        {
            int count = _bytes.Read(_piece.AsSpan(_carried)) + _carried;
            bool isLast = count == _carried;
            if (_decoder is null)
            {
                Decode(count, isLast);
            }
            else
            {
                DecodeAs(_decoder, count, isLast);
            }
        }

        return _end > 0;
    }

    private void Decode(int count, bool isLast)
    {
        OperationStatus status = Utf8.ToUtf16(
            _piece.AsSpan(0, count), _characters, out int read, out _end, replaceInvalidSequences: false, isFinalBlock: isLast);
        if (status == OperationStatus.InvalidData)
        {
            End($"0x{_piece[read]:X2} (byte {_passed + read + 1} of the text) is not UTF-8. Save the table as UTF-8, or say its encoding (\"encoding\" in the column map; --encoding): windows-1252 is usual in Western Europe.");
            return;
        }

        _passed += read;
        _carried = count - read;
        _piece.AsSpan(read, _carried).CopyTo(_piece);
        _isDone = isLast;
    }

    private void DecodeAs(Decoder decoder, int count, bool isLast)
    {
        if (_characters.Length < _encoding!.GetMaxCharCount(count))
        {
            _characters = new char[_encoding.GetMaxCharCount(count)];
        }

        _end = decoder.GetChars(_piece.AsSpan(0, count), _characters, isLast);
        _isDone = isLast;
        int mark = _marking!.IsUsed ? _characters.AsSpan(0, _end).IndexOf(Mark) : -1;
        if (mark >= 0)
        {
            _end = mark;
            End($"bytes here are not {_encoding.WebName}, the encoding that was said. Say another, or save the table as UTF-8.");
        }
        else if (_passed == 0 && _end > 0 && _characters[0] == '\ufeff')
        {
            _characters.AsSpan(1, --_end).CopyTo(_characters);
        }

        _passed += count;
    }

    private void End(string fault)
    {
        Fault = fault;
        _characters[_end++] = Mark;
        _isDone = true;
    }

    /// <summary>Puts a character that no text holds in the place of what cannot be decoded.</summary>
    private sealed class Marking : DecoderFallback
    {
        public bool IsUsed { get; private set; }

        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

        private sealed class Buffer(Marking owner) : DecoderFallbackBuffer
        {
            private bool _isPending;

            public override int Remaining => _isPending ? 1 : 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                owner.IsUsed = true;
                _isPending = true;
                return true;
            }

            public override char GetNextChar()
            {
                char next = _isPending ? Mark : '\0';
                _isPending = false;
                return next;
            }

            public override bool MovePrevious() => false;

            public override void Reset() => _isPending = false;
        }
    }
}
