using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.AspNetCore.Endpoints;

/// <summary>Cuts a stream of bytes into lines of bounded length; blank ones are passed over but counted.</summary>
/// <param name="longest">The longest line, in bytes.</param>
internal sealed class BatchLines(int longest)
{
    private const byte LineFeed = (byte)'\n';

    private bool _isSkipping;

    /// <summary>How many lines were begun.</summary>
    public long Number { get; private set; }

    /// <summary>Takes the next line.</summary>
    /// <param name="bytes">What was received; what is taken is cut off its start, also the part of a line that is too long to be kept.</param>
    /// <param name="isLast">Whether nothing will follow, so that the last line needs no line feed.</param>
    /// <param name="line">The line.</param>
    /// <returns>Whether there was a whole one.</returns>
    public bool TryTake(ref ReadOnlySequence<byte> bytes, bool isLast, [NotNullWhen(true)] out BatchLine? line)
    {
        while (true)
        {
            SequencePosition? end = bytes.PositionOf(LineFeed);
            if (end is null && !(isLast && (bytes.Length > 0 || _isSkipping)))
            {
                if (bytes.Length > longest)
                {
                    _isSkipping = true;
                }

                if (_isSkipping)
                {
                    bytes = bytes.Slice(bytes.End);
                }

                line = null;
                return false;
            }

            ReadOnlySequence<byte> content = end is { } stop ? bytes.Slice(0, stop) : bytes;
            bytes = end is { } feed ? bytes.Slice(bytes.GetPosition(1, feed)) : bytes.Slice(bytes.End);
            Number++;
            if (_isSkipping || content.Length > longest)
            {
                _isSkipping = false;
                line = new BatchLine(Number, [], IsTooLong: true);
                return true;
            }

            byte[] own = content.ToArray();
            if (own.AsSpan().TrimEnd((byte)'\r').Trim(" \t"u8).Length > 0)
            {
                line = new BatchLine(Number, own, IsTooLong: false);
                return true;
            }
        }
    }
}
