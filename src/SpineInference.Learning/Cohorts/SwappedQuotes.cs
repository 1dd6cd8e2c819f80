namespace SpineInference.Learning;

/// <summary>A text in which double and single quotes have changed places.</summary>
internal sealed class SwappedQuotes(TextReader text) : TextReader
{
    /// <summary>The text with its quotes exchanged.</summary>
    public static string Swap(string text) => string.Create(text.Length, text, static (span, own) =>
    {
        own.CopyTo(span);
        Swap(span);
    });

    public override int Peek() => Swap(text.Peek());

    public override int Read() => Swap(text.Read());

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        int read = text.Read(buffer);
        Swap(buffer[..read]);
        return read;
    }

    private static int Swap(int sign) => sign switch
    {
        '"' => '\'',
        '\'' => '"',
        _ => sign,
    };

    private static void Swap(Span<char> signs)
    {
        for (int i = 0; i < signs.Length; i++)
        {
            signs[i] = (char)Swap(signs[i]);
        }
    }
}
