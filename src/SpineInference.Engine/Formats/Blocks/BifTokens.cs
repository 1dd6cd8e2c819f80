namespace SpineInference.Engine.Formats;

/// <summary>The tokens of a BIF text one after the other, with what every block needs: expecting, and going on after a fault.</summary>
internal sealed class BifTokens
{
    private readonly BifLexer _lexer;
    private readonly FaultList _faults;

    public BifTokens(string text, FaultList faults, in BifRegularText start)
    {
        _faults = faults;
        _lexer = new BifLexer(text, faults);
        _lexer.Continue(start);
        Advance();
    }

    public BifToken Current { get; private set; }

    /// <summary>What ends a word in the tokens read from now on.</summary>
    public string Punctuation { private get; set; } = BifLexer.Punctuation;

    /// <summary>Takes the names up to the next punctuation.</summary>
    public BifNames TakeNames()
    {
        var tokens = new List<BifToken>();
        var groups = new List<BifToken>();
        BifToken first = default;
        while (Current.IsName && !_faults.IsFull)
        {
            BifToken token = Current;
            if (tokens.Count == 0 || token.FollowsComma || !_lexer.IsBlankBetween(tokens[^1], token))
            {
                EndGroup();
                first = token;
            }

            tokens.Add(token);
            Advance();
        }

        EndGroup();
        return new BifNames(tokens, groups);

        // A piece is put together once, at its end: it may be as long as the file.
        void EndGroup()
        {
            if (tokens.Count > 0)
            {
                groups.Add(first == tokens[^1] ? first : _lexer.Join(first, tokens[^1]));
            }
        }
    }

    /// <summary>The text behind the current token.</summary>
    public BifRegularText Rest => _lexer.Rest;

    /// <summary>Goes on behind a block that was read regularly.</summary>
    public void Continue(in BifRegularText rest)
    {
        _lexer.Continue(rest);
        Advance();
        if (Current.Is(';'))
        {
            Advance();
        }
    }

    public void SkipProperty()
    {
        TextPosition start = Current.Position;
        if (!_lexer.SkipProperty())
        {
            _faults.Add(start, "a property never ends; expected ';'.");
        }

        Advance();
    }

    /// <summary>Skips a block in braces, whatever it holds.</summary>
    public void SkipBraces()
    {
        int depth = 0;
        while (Current.Kind != BifTokenKind.End && (depth > 0 || Current.Is('{')))
        {
            depth += Current.Is('{') ? 1 : Current.Is('}') ? -1 : 0;
            Advance();
        }

        if (Current.Is(';'))
        {
            Advance();
        }
    }

    public void CloseBlock(string expected)
    {
        if (Current.Is('}'))
        {
            Advance();
            if (Current.Is(';'))
            {
                Advance();
            }
        }
        else
        {
            Report(expected);
            SkipToBlock();
        }
    }

    public bool Expect(char punctuation, string expected)
    {
        if (Current.Is(punctuation))
        {
            Advance();
            return true;
        }

        Report(expected);
        SkipToBlock();
        return false;
    }

    private void Report(string expected) => _faults.Add(Current.Position, $"got {Current.Show()}; expected {expected}.");

    // After a fault inside a block: on to the next one, so that its faults are found too. A state may be named 'variable'; the worst
    // that comes of taking it for a block is one more message about a file that is faulty anyway.
    public void SkipToBlock()
    {
        Punctuation = BifLexer.Punctuation;
        while (Current.Kind != BifTokenKind.End && !Current.IsKeyword("variable") && !Current.IsKeyword("probability"))
        {
            Advance();
        }
    }

    public BifToken Take()
    {
        BifToken token = Current;
        Advance();
        return token;
    }

    public void Advance() => Current = _lexer.Next(Punctuation);
}
