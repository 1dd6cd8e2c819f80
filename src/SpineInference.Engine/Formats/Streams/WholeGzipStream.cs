using System.IO.Compression;

namespace SpineInference.Engine.Formats;

/// <summary>Decompresses gzip and refuses what ends too early: the platform's own stream takes a file that was cut off for a shorter one.</summary>
/// <remarks>A member of known content is put behind the file. Where it comes out whole, all before it did; it is not handed on.</remarks>
internal sealed class WholeGzipStream : ForwardStream
{
    private static readonly byte[] End = "This is the end of the stream."u8.ToArray();
    private static readonly byte[] EndMember = Compress(End);

    private readonly Stream _inner;
    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>Starts decompressing.</summary>
    /// <param name="inner">The compressed data; disposed of with this.</param>
    public WholeGzipStream(Stream inner)
    {
        _inner = inner;
        _gzip = new GZipStream(new Extended(inner), CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data are damaged, end too early, or something follows them.</exception>
    public override int Read(Span<byte> buffer)
    {
        // As many bytes as the end has are always held back: they may be it.
        while (_end - _start <= End.Length)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            int count = _gzip.Read(_buffer.AsSpan(_end));
            if (count == 0)
            {
                return _buffer.AsSpan(0, _end).SequenceEqual(End)
                    ? 0
                    : throw new InvalidDataException("The compressed data end too early, or something follows them");
            }

            _end += count;
        }

        int given = Math.Min(buffer.Length, _end - _start - End.Length);
        _buffer.AsSpan(_start, given).CopyTo(buffer);
        _start += given;
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Compress(byte[] content)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return member.ToArray();
    }

    /// <summary>A stream, then the member that ends it.</summary>
    private sealed class Extended(Stream first) : ForwardStream
    {
        private int _given;

        public override int Read(Span<byte> buffer)
        {
            int count = _given > 0 ? 0 : first.Read(buffer);
            if (count == 0)
            {
                count = Math.Min(buffer.Length, EndMember.Length - _given);
                EndMember.AsSpan(_given, count).CopyTo(buffer);
                _given += count;
            }

            return count;
        }
    }
}
