namespace SpineInference.Engine.Formats;

/// <summary>Reads the blocks of a BIF text: variables at once, probability blocks kept until every variable is known.</summary>
internal sealed partial class BifParser
{
    private readonly ReadOnlyMemory<char> _text;
    private readonly NetworkAssembler _assembler;
    private readonly List<BifProbabilityBlock> _blocks = [];
    private readonly BifRegularBlock? _regular;

    // Made at the first block that asks for care.
    private BifTokens _tokens = null!;

    /// <summary>A parser of a text.</summary>
    /// <param name="text">The text; not kept.</param>
    /// <param name="assembler">Receives what is read.</param>
    /// <param name="isCareful">Whether every block is read token by token, also those that could be read faster; the outcome is the same.</param>
    public BifParser(ReadOnlyMemory<char> text, NetworkAssembler assembler, bool isCareful = false)
    {
        _text = text;
        _assembler = assembler;
        _regular = isCareful ? null : new BifRegularBlock(assembler);
    }

    private FaultList Faults => _assembler.Faults;

    /// <summary>Reads the whole text and returns the network's name.</summary>
    public string Parse()
    {
        string? name = null;
        var rest = new BifRegularText(_text.Span, 0, 1, 0);
        bool mayClose = false;
        while (_regular?.TryRead(ref rest, ref name) == true)
        {
            mayClose = !rest.TryTake(';');
        }

        if (_regular is null || !rest.IsAtEnd)
        {
            _tokens = new BifTokens(_text.ToString(), Faults, rest);
            if (mayClose && _tokens.Current.Is(';'))
            {
                // A comment stands before the semicolon.
                _tokens.Advance();
            }

            name = ParseWithCare(name);
        }

        return name ?? "";
    }

    private string? ParseWithCare(string? name)
    {
        while (_tokens.Current.Kind != BifTokenKind.End && !Faults.IsFull)
        {
            if (_tokens.Current.IsKeyword("network"))
            {
                name = ParseNetwork(isFirst: name is null) ?? name;
            }
            else if (_tokens.Current.IsKeyword("variable"))
            {
                if (!TryReadRegularVariable())
                {
                    ParseVariable();
                }
            }
            else if (_tokens.Current.IsKeyword("probability"))
            {
                if (!TryReadRegularProbabilities())
                {
                    ParseProbability();
                }
            }
            else if (_tokens.Current.IsKeyword("decision") || _tokens.Current.IsKeyword("utility"))
            {
                RefuseNode();
            }
            else
            {
                Faults.Add(_tokens.Current.Position, $"got {_tokens.Current.Show()}; expected a block: network, variable or probability.");
                _tokens.SkipToBlock();
            }
        }

        _regular?.Withdraw();
        foreach (BifProbabilityBlock block in _blocks)
        {
            block.Resolve(_assembler);
        }

        return name;
    }

    private bool TryReadRegularVariable()
    {
        BifRegularText rest = _tokens.Rest;
        if (_regular?.TryReadVariable(ref rest) != true)
        {
            return false;
        }

        _tokens.Continue(rest);
        return true;
    }

    // Tables count towards a limit and may be given twice: once one waits for the end of the file, all behind it do.
    private bool TryReadRegularProbabilities()
    {
        BifRegularText rest = _tokens.Rest;
        if (_blocks.Count > 0 || _regular?.TryReadProbabilities(_tokens.Current.Position, ref rest) != true)
        {
            return false;
        }

        _tokens.Continue(rest);
        return true;
    }

    private string? ParseNetwork(bool isFirst)
    {
        if (!isFirst)
        {
            Faults.Add(_tokens.Current.Position, "a second network block; a file holds one network.");
        }

        _tokens.Advance();
        string name = _tokens.Current.IsName ? _tokens.Take().Text : "";
        if (_tokens.Expect('{', "the network's properties"))
        {
            while (_tokens.Current.IsKeyword("property"))
            {
                _tokens.SkipProperty();
            }

            _tokens.CloseBlock("a property or '}'");
        }

        return name;
    }

    private void RefuseNode()
    {
        BifToken kind = _tokens.Take();
        BifToken name = _tokens.Current.IsName ? _tokens.Take() : kind;
        _assembler.Refuse(name.Text, kind.Position, NodeKinds.Refusal(kind.Text.ToLowerInvariant(), name.Text));
        _tokens.SkipBraces();
    }

    private void ParseProbability()
    {
        _tokens.Punctuation = BifLexer.VariablePunctuation;
        BifToken keyword = _tokens.Take();
        bool opens = _tokens.Expect('(', "the variable and its parents in parentheses");
        BifNames names = opens ? _tokens.TakeNames() : new BifNames([], []);
        BifNames? parents = null;
        if (opens && _tokens.Current.Is('|') && names.Words.Count > 0)
        {
            _tokens.Advance();
            parents = _tokens.TakeNames();
        }

        _tokens.Punctuation = BifLexer.Punctuation;
        if (!opens)
        {
            return;
        }

        if (names.Words.Count == 0)
        {
            Faults.Add(_tokens.Current.Position, $"got {_tokens.Current.Show()}; expected the name of the variable whose probabilities follow.");
        }

        var block = new BifProbabilityBlock(keyword.Position, names, parents);
        if (names.Words.Count > 0)
        {
            _blocks.Add(block);
        }

        block.IsBroken = true;
        if (!_tokens.Expect(')', "a parent's name or ')'") || !_tokens.Expect('{', "the probabilities"))
        {
            return;
        }

        while (!_tokens.Current.Is('}') && _tokens.Current.Kind != BifTokenKind.End && !Faults.IsFull)
        {
            if (_tokens.Current.IsKeyword("property"))
            {
                _tokens.SkipProperty();
            }
            else if (!ParseEntry(block))
            {
                return;
            }
        }

        block.IsBroken = false;
        _tokens.CloseBlock("a row or '}'");
    }

    private bool ParseEntry(BifProbabilityBlock block)
    {
        TextPosition position = _tokens.Current.Position;
        BifEntryKind kind;
        BifNames? states = null;
        if (_tokens.Current.Is('('))
        {
            kind = BifEntryKind.Row;
            _tokens.Punctuation = BifLexer.StatePunctuation;
            _tokens.Advance();
            states = _tokens.TakeNames();
            _tokens.Punctuation = BifLexer.Punctuation;
            if (!_tokens.Expect(')', "a parent's state or ')'"))
            {
                return false;
            }
        }
        else if (_tokens.Current.IsKeyword("table") || _tokens.Current.IsKeyword("default"))
        {
            kind = _tokens.Take().IsKeyword("table") ? BifEntryKind.Table : BifEntryKind.Default;
        }
        else
        {
            Faults.Add(position, $"got {_tokens.Current.Show()}; expected 'table', 'default', a row such as '(yes, no) 0.2, 0.8;', or '}}'.");
            _tokens.SkipToBlock();
            return false;
        }

        var numbers = new List<double>();
        while (_tokens.Current.Kind == BifTokenKind.Word && !Faults.IsFull)
        {
            if (!FormatNumber.TryParse(_tokens.Current.Text, out double number))
            {
                Faults.Add(_tokens.Current.Position, $"got {_tokens.Current.Show()}; expected a number or ';'.");
            }

            numbers.Add(number);
            _tokens.Advance();
        }

        block.Add(kind, position, states, numbers);
        return _tokens.Expect(';', "a number or ';'");
    }
}
