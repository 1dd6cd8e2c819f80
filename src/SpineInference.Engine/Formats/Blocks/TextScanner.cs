using System.Text;

namespace SpineInference.Engine.Formats;

/// <summary>Walks over a text and knows line and column: what the lexers of all text formats share. Linear in the text's length.</summary>
internal abstract class TextScanner(string text, FaultList faults)
{
    private int _line = 1;
    private int _lineStart;

    protected string Text => text;

    protected FaultList Faults => faults;

    protected int Offset { get; private set; }

    protected bool IsAtEnd => Offset >= text.Length;

    protected char Current => text[Offset];

    protected int LineStart => _lineStart;

    protected TextPosition Here => new(_line, Offset - _lineStart + 1);

    protected bool Follows(string what) => string.CompareOrdinal(text, Offset, what, 0, what.Length) == 0;

    protected void Advance()
    {
        if (TextLines.EndsAt(text, Offset++))
        {
            _line++;
            _lineStart = Offset;
        }
    }

    protected void AdvanceTo(int offset)
    {
        while (Offset < offset)
        {
            Advance();
        }
    }

    /// <summary>On to an offset whose line is known.</summary>
    protected void AdvanceTo(int offset, int line, int lineStart)
    {
        Offset = offset;
        _line = line;
        _lineStart = lineStart;
    }

    /// <summary>On to the end of the line, which is not passed.</summary>
    protected void SkipLine()
    {
        int end = text.AsSpan(Offset).IndexOfAny(TextLines.Ends);
        AdvanceTo(end < 0 ? text.Length : Offset + end);
    }

    /// <summary>Past a comment that opens with <c>/*</c> here; one that never closes is a fault.</summary>
    protected void SkipBlockComment()
    {
        int end = text.IndexOf("*/", Offset + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            faults.Add(Here, "a comment opens with /* and never closes; expected */.");
        }

        AdvanceTo(end < 0 ? text.Length : end + 2);
    }

    /// <summary>A name in quotes that open here, without them; <c>\"</c> and <c>\\</c> are escapes, another backslash stands for itself.</summary>
    /// <param name="spansLines">Whether the quotes may close on a later line.</param>
    protected string ReadQuoted(bool spansLines)
    {
        TextPosition start = Here;
        var name = new StringBuilder();
        for (Advance(); !IsAtEnd && (spansLines || !TextLines.IsEnd(Current)); Advance())
        {
            char c = Current;
            if (c == '"')
            {
                Advance();
                return name.ToString();
            }

            if (c == '\\' && Offset + 1 < text.Length && text[Offset + 1] is '"' or '\\')
            {
                Advance();
                c = Current;
            }

            name.Append(c);
        }

        faults.Add(start, spansLines
            ? "quotes open here and never close; expected a closing quote."
            : "a quoted name is not closed on its line; expected a closing quote.");
        return name.ToString();
    }
}
