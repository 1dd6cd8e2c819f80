using SpineInference.Engine.Formats;

namespace SpineInference.Tool;

/// <summary>The lines of a stream that are not blank, with their numbers; a line read too early can be put back.</summary>
internal sealed class NumberedLines(Stream stream, int longestLine)
{
    private readonly LineReader _reader = new(stream, longestLine);
    private readonly Queue<InputLine> _pending = new();
    private long _number;

    /// <summary>Whether a whole line is at hand, so that reading it need not wait for whoever writes the stream.</summary>
    public bool HasLine => _pending.Count > 0 || _reader.HasLine;

    /// <summary>The next line, blank or not; null at the end.</summary>
    public InputLine? NextOfAny()
    {
        if (_pending.TryDequeue(out InputLine pending))
        {
            return pending;
        }

        return _reader.ReadNext() is { } line ? new InputLine(++_number, line.Bytes, line.IsTooLong) : null;
    }

    /// <summary>The next line that is not blank; null at the end.</summary>
    public InputLine? Next()
    {
        while (NextOfAny() is { } line)
        {
            if (!line.IsBlank)
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>Puts a line back, behind those put back before it.</summary>
    public void PutBack(InputLine line) => _pending.Enqueue(line);
}
