namespace SpineInference.Tool;

/// <summary>A stream that is not waited for, nor written to, once the run is to stop.</summary>
/// <param name="inner">The stream, left open.</param>
/// <param name="cancellationToken">Stops the run.</param>
/// <remarks>A read that waits for somebody cannot be taken back: it is left to a thread of its own, which ends with the process.</remarks>
internal sealed class StoppableStream(Stream inner, CancellationToken cancellationToken) : Stream
{
    private byte[] _buffer = [];

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        // A read that was given up may still write into its buffer: the caller's is not handed out.
        if (_buffer.Length < buffer.Length)
        {
            _buffer = new byte[buffer.Length];
        }

        byte[] own = _buffer;
        int wanted = buffer.Length;
        Task<int> read = Task.Run(() => inner.Read(own, 0, wanted), CancellationToken.None);
        read.Wait(cancellationToken);
        int count = read.Result;
        own.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        inner.Write(buffer);
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
