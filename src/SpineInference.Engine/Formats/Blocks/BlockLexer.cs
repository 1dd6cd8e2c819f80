namespace SpineInference.Engine.Formats;

internal enum BlockTokenKind
{
    Word,
    Quoted,
    Punctuation,
    End,
}

/// <summary>One token of a text of blocks; of a word only the place is kept, as tables have many.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The text in the quotes, or null without quotes.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Position">Where it begins.</param>
internal readonly record struct BlockToken(BlockTokenKind Kind, string? Name, int Start, int Length, TextPosition Position)
{
    public bool IsName => Kind is BlockTokenKind.Word or BlockTokenKind.Quoted;
}

/// <summary>Splits a text of Hugin's or Netica's into words, quoted texts and <c>{ } ( ) = ; |</c>; commas count as white space.</summary>
/// <param name="text">The text.</param>
/// <param name="percentComments">Whether comments begin with <c>%</c> (Hugin); otherwise they are <c>//</c> and <c>/* */</c> (Netica).</param>
/// <param name="faults">Receives what is wrong.</param>
internal sealed class BlockLexer(string text, bool percentComments, FaultList faults) : TextScanner(text, faults)
{
    private const string Punctuation = "{}()=;|";

    public ReadOnlySpan<char> SpanOf(in BlockToken token) => token.Name ?? Text.AsSpan(token.Start, token.Length);

    public string TextOf(in BlockToken token) => token.Name ?? Text.Substring(token.Start, token.Length);

    /// <summary>The text from one token to the end of another, as it stands; that of a single token without quotes.</summary>
    public string TextFrom(in BlockToken first, in BlockToken last) =>
        first.Start == last.Start ? TextOf(first) : Text[first.Start..(last.Start + last.Length)];

    public bool Is(in BlockToken token, char punctuation) => token.Kind == BlockTokenKind.Punctuation && Text[token.Start] == punctuation;

    public string Show(in BlockToken token) => token.Kind switch
    {
        BlockTokenKind.End => "the end of the file",
        BlockTokenKind.Quoted => $"\"{NetworkAssembler.Shorten(TextOf(token))}\"",
        _ => $"'{NetworkAssembler.Shorten(TextOf(token))}'",
    };

    public BlockToken Next()
    {
        SkipSpace();
        TextPosition position = Here;
        int start = Offset;
        if (IsAtEnd)
        {
            return new BlockToken(BlockTokenKind.End, null, start, 0, position);
        }

        if (Punctuation.Contains(Current, StringComparison.Ordinal))
        {
            Advance();
            return new BlockToken(BlockTokenKind.Punctuation, null, start, 1, position);
        }

        if (Current == '"')
        {
            string name = ReadQuoted(spansLines: true);
            return new BlockToken(BlockTokenKind.Quoted, name, start, Offset - start, position);
        }

        while (!IsAtEnd && !char.IsWhiteSpace(Current) && Current is not (',' or '"') && !Punctuation.Contains(Current, StringComparison.Ordinal) && !StartsComment())
        {
            Advance();
        }

        return new BlockToken(BlockTokenKind.Word, null, start, Offset - start, position);
    }

    private bool StartsComment() => percentComments ? Current == '%' : Current == '/' && (Follows("//") || Follows("/*"));

    private void SkipSpace()
    {
        while (!IsAtEnd)
        {
            if (char.IsWhiteSpace(Current) || Current == ',')
            {
                Advance();
            }
            else if (!StartsComment())
            {
                return;
            }
            else if (!percentComments && Follows("/*"))
            {
                SkipBlockComment();
            }
            else
            {
                SkipLine();
            }
        }
    }
}
