using System.Runtime.InteropServices;

namespace SpineInference.Tool;

/// <summary>Standard output that says when nobody reads it any more; the platform's own stream passes over that.</summary>
/// <param name="inner">The platform's stream.</param>
internal sealed class StandardOutput(Stream inner) : Stream
{
    private const int Descriptor = 1;
    private const short Error = 0x8;
    private const short HangUp = 0x10;

    private bool _isClosed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="OutputClosedException">Whoever read the output is gone. Told once: what writers hold back may be handed over after it
    /// and is dropped.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isClosed)
        {
            return;
        }

        inner.Write(buffer);
        if (!OperatingSystem.IsWindows() && IsReaderGone())
        {
            _isClosed = true;
            throw new OutputClosedException();
        }
    }

    public override void Flush()
    {
        if (!_isClosed)
        {
            inner.Flush();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static bool IsReaderGone()
    {
        var state = new PollState { Descriptor = Descriptor };
        return Poll(ref state, 1, 0) > 0 && (state.Returned & (Error | HangUp)) != 0;
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref PollState states, nuint count, int timeout);

    // struct pollfd of POSIX.
    [StructLayout(LayoutKind.Sequential)]
    private struct PollState
    {
        public int Descriptor;
        public short Asked;
        public short Returned;
    }
}
