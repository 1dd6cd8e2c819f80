namespace SpineInference.Engine.Formats;

internal enum BifTokenKind
{
    Word,
    Quoted,
    Punctuation,
    End,
}

/// <summary>One token: a word, a quoted name (already unescaped), one of <c>{ } ( ) [ ] ; |</c>, or the end.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The token without quotes.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="FollowsComma">Whether a comma stands between it and the token before.</param>
internal readonly record struct BifToken(BifTokenKind Kind, string Text, TextPosition Position, int Start, int End, bool FollowsComma)
{
    public bool IsName => Kind is BifTokenKind.Word or BifTokenKind.Quoted;

    public bool Is(char punctuation) => Kind == BifTokenKind.Punctuation && Text[0] == punctuation;

    /// <summary>Whether it is a keyword, in whichever case: old programs write them in capitals.</summary>
    public bool IsKeyword(string keyword) => Kind == BifTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    public string Show() => Kind switch
    {
        BifTokenKind.End => "the end of the file",
        BifTokenKind.Quoted => $"\"{NetworkAssembler.Shorten(Text)}\"",
        _ => $"'{NetworkAssembler.Shorten(Text)}'",
    };
}

/// <summary>Splits a BIF text into tokens. Commas and comments count as white space, as in the format's own definition.</summary>
/// <remarks>
/// <para>A word is any run of characters other than white space, punctuation and quotes, so that state names such as
/// <c>&lt;5</c>, <c>&gt;=7.5</c> and <c>Asy/Patch</c> need no quotes; <c>//</c> and <c>/*</c> start a comment even within one, <c>%</c> and
/// <c>#</c> only where a word would begin, so that <c>50%</c> is a name.</para>
/// <para>Where names stand, brackets belong to them, and among states bars too: programs write intervals as <c>[18_45]</c> without quotes.</para>
/// </remarks>
internal sealed class BifLexer(string text, FaultList faults) : TextScanner(text, faults)
{
    /// <summary>What ends a word and is a token of its own: in general, where names of variables stand, and where names of states stand.</summary>
    public const string Punctuation = "{}()[];|";

    /// <inheritdoc cref="Punctuation"/>
    public const string VariablePunctuation = "{}();|";

    /// <inheritdoc cref="Punctuation"/>
    public const string StatePunctuation = "{}();";

    /// <summary>The text behind the last token, for who reads it regularly.</summary>
    public BifRegularText Rest => new(Text, Offset, Here.Line, LineStart);

    /// <summary>Goes on where a regular reader has come to.</summary>
    public void Continue(in BifRegularText rest) => AdvanceTo(rest.Offset, rest.Line, rest.LineStart);

    /// <summary>The next token.</summary>
    /// <param name="punctuation">What is no part of a word here.</param>
    public BifToken Next(string punctuation)
    {
        bool followsComma = SkipSpace();
        TextPosition position = Here;
        int start = Offset;
        if (IsAtEnd)
        {
            return new BifToken(BifTokenKind.End, "", position, start, start, followsComma);
        }

        if (punctuation.Contains(Current, StringComparison.Ordinal))
        {
            Advance();
            return new BifToken(BifTokenKind.Punctuation, Text[start..Offset], position, start, Offset, followsComma);
        }

        if (Current == '"')
        {
            string name = ReadQuoted(spansLines: false);
            return new BifToken(BifTokenKind.Quoted, name, position, start, Offset, followsComma);
        }

        while (!IsAtEnd && !EndsWord(Current, punctuation) && !StartsComment())
        {
            Advance();
        }

        return new BifToken(BifTokenKind.Word, Text[start..Offset], position, start, Offset, followsComma);
    }

    /// <summary>Whether nothing but blanks on one line stands between two tokens.</summary>
    public bool IsBlankBetween(in BifToken first, in BifToken second) => !Text.AsSpan(first.End, second.Start - first.End).ContainsAnyExcept(' ', '\t');

    /// <summary>One word of everything from one token to another, as it stands.</summary>
    public BifToken Join(in BifToken first, in BifToken last) => first with { Text = Text[first.Start..last.End], End = last.End };

    /// <summary>Skips a property's text up to and with its semicolon; one within quotes that close on the line is not the end.</summary>
    public bool SkipProperty()
    {
        while (!IsAtEnd)
        {
            if (Current == ';')
            {
                Advance();
                return true;
            }

            int end = Current == '"' ? Text.AsSpan(Offset + 1).IndexOfAny("\"" + TextLines.Ends) : -1;
            if (end >= 0 && Text[Offset + 1 + end] == '"')
            {
                AdvanceTo(Offset + end + 2);
            }
            else
            {
                Advance();
            }
        }

        return false;
    }

    private static bool EndsWord(char c, string punctuation) =>
        char.IsWhiteSpace(c) || c is ',' or '"' || punctuation.Contains(c, StringComparison.Ordinal);

    private bool StartsComment() => Current == '/' && (Follows("//") || Follows("/*"));

    // Whether a comma was among what is skipped.
    private bool SkipSpace()
    {
        bool comma = false;
        while (!IsAtEnd)
        {
            if (char.IsWhiteSpace(Current) || Current == ',')
            {
                comma |= Current == ',';
                Advance();
            }
            else if (Follows("/*"))
            {
                SkipBlockComment();
            }
            else if (Current is '%' or '#' || Follows("//"))
            {
                SkipLine();
            }
            else
            {
                break;
            }
        }

        return comma;
    }
}
