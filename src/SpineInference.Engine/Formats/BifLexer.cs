using System.Text;

namespace SpineInference.Formats;

internal enum BifTokenKind
{
    Word,
    Quoted,
    Punctuation,
    End,
}

/// <summary>One token: a word, a quoted name (already unescaped), one of <c>{ } ( ) [ ] ; |</c>, or the end.</summary>
internal readonly record struct BifToken(BifTokenKind Kind, string Text, TextPosition Position)
{
    public bool IsName => Kind is BifTokenKind.Word or BifTokenKind.Quoted;

    public bool Is(char punctuation) => Kind == BifTokenKind.Punctuation && Text[0] == punctuation;

    public bool IsKeyword(string keyword) => Kind == BifTokenKind.Word && Text == keyword;

    public string Show() => Kind switch
    {
        BifTokenKind.End => "the end of the file",
        BifTokenKind.Quoted => $"\"{NetworkAssembler.Shorten(Text)}\"",
        _ => $"'{NetworkAssembler.Shorten(Text)}'",
    };
}

/// <summary>Splits a BIF text into tokens. Commas and comments count as white space, as in the format's own definition.</summary>
/// <remarks>A word is any run of characters other than white space, punctuation and quotes, so that state names such as
/// <c>&lt;5</c>, <c>&gt;=7.5</c> and <c>Asy/Patch</c> need no quotes; <c>//</c> and <c>/*</c> start a comment even within one. In quotes,
/// <c>\"</c> and <c>\\</c> are escapes; another backslash stands for itself.</remarks>
internal sealed class BifLexer(string text, FaultList faults)
{
    private const string Punctuation = "{}()[];|";

    private int _offset;
    private int _line = 1;
    private int _lineStart;

    private TextPosition Here => new(_line, _offset - _lineStart + 1);

    public BifToken Next()
    {
        SkipSpace();
        TextPosition position = Here;
        if (_offset >= text.Length)
        {
            return new BifToken(BifTokenKind.End, "", position);
        }

        char c = text[_offset];
        if (Punctuation.Contains(c, StringComparison.Ordinal))
        {
            _offset++;
            return new BifToken(BifTokenKind.Punctuation, c.ToString(), position);
        }

        if (c == '"')
        {
            return ReadQuoted(position);
        }

        int start = _offset;
        while (_offset < text.Length && !EndsWord(text[_offset]) && !StartsComment())
        {
            _offset++;
        }

        return new BifToken(BifTokenKind.Word, text[start.._offset], position);
    }

    /// <summary>Skips a property's text up to and with its semicolon; one within quotes that close on the line is not the end.</summary>
    public bool SkipProperty()
    {
        while (_offset < text.Length)
        {
            char c = text[_offset];
            if (c == ';')
            {
                _offset++;
                return true;
            }

            int end = c == '"' ? text.AsSpan(_offset + 1).IndexOfAny('"', '\n') : -1;
            if (end >= 0 && text[_offset + 1 + end] == '"')
            {
                _offset += end + 2;
            }
            else
            {
                Advance();
            }
        }

        return false;
    }

    private static bool EndsWord(char c) => char.IsWhiteSpace(c) || c is ',' or '"' || Punctuation.Contains(c, StringComparison.Ordinal);

    private bool StartsComment() => text[_offset] == '/' && _offset + 1 < text.Length && text[_offset + 1] is '/' or '*';

    private void Advance()
    {
        if (text[_offset++] == '\n')
        {
            _line++;
            _lineStart = _offset;
        }
    }

    private void SkipSpace()
    {
        while (_offset < text.Length)
        {
            if (char.IsWhiteSpace(text[_offset]) || text[_offset] == ',')
            {
                Advance();
            }
            else if (!StartsComment())
            {
                return;
            }
            else if (text[_offset + 1] == '/')
            {
                int end = text.IndexOf('\n', _offset);
                _offset = end < 0 ? text.Length : end;
            }
            else
            {
                SkipBlockComment();
            }
        }
    }

    private void SkipBlockComment()
    {
        TextPosition start = Here;
        int end = text.IndexOf("*/", _offset + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            faults.Add(start, "a comment opens with /* and never closes; expected */.");
        }

        int stop = end < 0 ? text.Length : end + 2;
        while (_offset < stop)
        {
            Advance();
        }
    }

    private BifToken ReadQuoted(TextPosition position)
    {
        var name = new StringBuilder();
        for (_offset++; _offset < text.Length && text[_offset] is not ('\n' or '\r'); _offset++)
        {
            char c = text[_offset];
            if (c == '"')
            {
                _offset++;
                return new BifToken(BifTokenKind.Quoted, name.ToString(), position);
            }

            if (c == '\\' && _offset + 1 < text.Length && text[_offset + 1] is '"' or '\\')
            {
                c = text[++_offset];
            }

            name.Append(c);
        }

        faults.Add(position, "a quoted name is not closed on its line; expected a closing quote.");
        return new BifToken(BifTokenKind.Quoted, name.ToString(), position);
    }
}
