using System.Globalization;

namespace SpineInference.Engine.Formats;

/// <summary>Reads the blocks of a BIF text: variables at once, probability blocks kept until every variable is known.</summary>
internal sealed class BifParser
{
    private readonly NetworkAssembler _assembler;
    private readonly BifTokens _tokens;
    private readonly List<BifProbabilityBlock> _blocks = [];

    public BifParser(string text, NetworkAssembler assembler)
    {
        _assembler = assembler;
        _tokens = new BifTokens(text, assembler.Faults);
    }

    private FaultList Faults => _assembler.Faults;

    /// <summary>Reads the whole text and returns the network's name.</summary>
    public string Parse()
    {
        string? name = null;
        while (_tokens.Current.Kind != BifTokenKind.End && !Faults.IsFull)
        {
            if (_tokens.Current.IsKeyword("network"))
            {
                name = ParseNetwork(isFirst: name is null) ?? name;
            }
            else if (_tokens.Current.IsKeyword("variable"))
            {
                ParseVariable();
            }
            else if (_tokens.Current.IsKeyword("probability"))
            {
                ParseProbability();
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

        foreach (BifProbabilityBlock block in _blocks)
        {
            block.Resolve(_assembler);
        }

        return name ?? "";
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

    private void ParseVariable()
    {
        _tokens.Punctuation = BifLexer.VariablePunctuation;
        _tokens.Advance();
        _tokens.Punctuation = BifLexer.Punctuation;
        if (!_tokens.Current.IsName)
        {
            Faults.Add(_tokens.Current.Position, $"got {_tokens.Current.Show()}; expected the variable's name.");
            _tokens.SkipToBlock();
            return;
        }

        List<BifToken> names = _tokens.TakeNames().OfCount(1);
        BifToken name = names[0];
        if (names.Count > 1)
        {
            Faults.Add(names[1].Position, $"got {names[1].Show()}; expected '{{' after the name of one variable.");
        }

        VariableDraft? variable = _assembler.AddVariable(name.Text, name.Position);
        if (!_tokens.Expect('{', $"the type of variable '{NetworkAssembler.Shorten(name.Text)}'"))
        {
            return;
        }

        bool typed = false;
        while (_tokens.Current.IsKeyword("property") || _tokens.Current.IsKeyword("type"))
        {
            if (_tokens.Current.IsKeyword("property"))
            {
                _tokens.SkipProperty();
            }
            else
            {
                if (typed)
                {
                    Faults.Add(_tokens.Current.Position, $"variable '{NetworkAssembler.Shorten(name.Text)}' has a second type; expected one.");
                }

                // Of a variable declared twice the states are read all the same, to find what else is wrong, and dropped.
                if (!ParseType(variable is null || typed ? new VariableDraft(-1, name.Text, name.Position) : variable))
                {
                    variable?.HasFaultyStates = true;
                    return;
                }

                typed = true;
            }
        }

        if (!typed)
        {
            Faults.Add(name.Position, $"variable '{NetworkAssembler.Shorten(name.Text)}' has no type; expected 'type discrete [ n ] {{ … }};'.");
        }

        _tokens.CloseBlock("a property, 'type' or '}'");
    }

    private void RefuseNode()
    {
        BifToken kind = _tokens.Take();
        BifToken name = _tokens.Current.IsName ? _tokens.Take() : kind;
        _assembler.Refuse(name.Text, kind.Position, NodeKinds.Refusal(kind.Text.ToLowerInvariant(), name.Text));
        _tokens.SkipBraces();
    }

    private bool ParseType(VariableDraft variable)
    {
        TextPosition start = _tokens.Take().Position;
        if (!_tokens.Current.IsKeyword("discrete"))
        {
            Faults.Add(_tokens.Current.Position, $"variable '{NetworkAssembler.Shorten(variable.Name)}': got type {_tokens.Current.Show()}; expected 'discrete', the only type supported.");
            variable.IsRefused = true;
            _tokens.SkipToBlock();
            return false;
        }

        _tokens.Advance();
        int count = -1;
        if (!_tokens.Expect('[', "the number of states"))
        {
            return false;
        }

        if (_tokens.Current.Kind != BifTokenKind.Word || !int.TryParse(_tokens.Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1)
        {
            Faults.Add(_tokens.Current.Position, $"variable '{NetworkAssembler.Shorten(variable.Name)}': got {_tokens.Current.Show()}; expected its number of states, a positive whole number.");
        }

        _tokens.Advance();
        if (!_tokens.Expect(']', "']'"))
        {
            return false;
        }

        _tokens.Punctuation = BifLexer.StatePunctuation;
        bool opens = _tokens.Expect('{', "the states");
        List<BifToken> states = opens ? _tokens.TakeNames().OfCount(count) : [];
        _tokens.Punctuation = BifLexer.Punctuation;
        if (!opens)
        {
            return false;
        }

        for (int i = 0; i < states.Count && !Faults.IsFull; i++)
        {
            _assembler.AddState(variable, states[i].Text, states[i].Position);
        }

        if (count >= 1 && states.Count != count)
        {
            Faults.Add(start, $"variable '{NetworkAssembler.Shorten(variable.Name)}' announces {count} state(s) and lists {states.Count}; a name with spaces or punctuation needs quotes.");
            variable.HasFaultyStates = true;
        }

        return _tokens.Expect('}', "a state's name or '}'") && _tokens.Expect(';', "';' after the states");
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
