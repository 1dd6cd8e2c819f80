using System.Globalization;

namespace SpineInference.Formats;

/// <summary>Reads the blocks of a BIF text: variables at once, probability blocks kept until every variable is known.</summary>
internal sealed class BifParser
{
    private readonly NetworkAssembler _assembler;
    private readonly BifLexer _lexer;
    private readonly List<BifProbabilityBlock> _blocks = [];
    private BifToken _token;

    public BifParser(string text, NetworkAssembler assembler)
    {
        _assembler = assembler;
        _lexer = new BifLexer(text, assembler.Faults);
        Advance();
    }

    private FaultList Faults => _assembler.Faults;

    /// <summary>Reads the whole text and returns the network's name.</summary>
    public string Parse()
    {
        string? name = null;
        while (_token.Kind != BifTokenKind.End && !Faults.IsFull)
        {
            if (_token.IsKeyword("network"))
            {
                name = ParseNetwork(isFirst: name is null) ?? name;
            }
            else if (_token.IsKeyword("variable"))
            {
                ParseVariable();
            }
            else if (_token.IsKeyword("probability"))
            {
                ParseProbability();
            }
            else
            {
                Faults.Add(_token.Position, $"got {_token.Show()}; expected a block: network, variable or probability.");
                SkipToBlock();
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
            Faults.Add(_token.Position, "a second network block; a file holds one network.");
        }

        Advance();
        string name = _token.IsName ? Take().Text : "";
        if (Expect('{', "the network's properties"))
        {
            while (_token.IsKeyword("property"))
            {
                SkipProperty();
            }

            CloseBlock("a property or '}'");
        }

        return name;
    }

    private void ParseVariable()
    {
        Advance();
        if (!_token.IsName)
        {
            Faults.Add(_token.Position, $"got {_token.Show()}; expected the variable's name.");
            SkipToBlock();
            return;
        }

        BifToken name = Take();
        VariableDraft? variable = _assembler.AddVariable(name.Text, name.Position);
        if (!Expect('{', $"the type of variable '{name.Text}'"))
        {
            return;
        }

        bool typed = false;
        while (_token.IsKeyword("property") || _token.IsKeyword("type"))
        {
            if (_token.IsKeyword("property"))
            {
                SkipProperty();
            }
            else
            {
                if (typed)
                {
                    Faults.Add(_token.Position, $"variable '{name.Text}' has a second type; expected one.");
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
            Faults.Add(name.Position, $"variable '{name.Text}' has no type; expected 'type discrete [ n ] {{ … }};'.");
        }

        CloseBlock("a property, 'type' or '}'");
    }

    private bool ParseType(VariableDraft variable)
    {
        TextPosition start = Take().Position;
        if (!_token.IsKeyword("discrete"))
        {
            Faults.Add(_token.Position, $"variable '{variable.Name}': got type {_token.Show()}; expected 'discrete', the only type supported.");
            SkipToBlock();
            return false;
        }

        Advance();
        int count = -1;
        if (!Expect('[', "the number of states"))
        {
            return false;
        }

        if (_token.Kind != BifTokenKind.Word || !int.TryParse(_token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1)
        {
            Faults.Add(_token.Position, $"variable '{variable.Name}': got {_token.Show()}; expected its number of states, a positive whole number.");
        }

        Advance();
        if (!Expect(']', "']'") || !Expect('{', "the states"))
        {
            return false;
        }

        int listed = 0;
        while (_token.IsName && !Faults.IsFull)
        {
            listed++;
            _assembler.AddState(variable, _token.Text, _token.Position);
            Advance();
        }

        if (count >= 1 && listed != count)
        {
            Faults.Add(start, $"variable '{variable.Name}' announces {count} state(s) and lists {listed}; a name with spaces or punctuation needs quotes.");
            variable.HasFaultyStates = true;
        }

        return Expect('}', "a state's name or '}'") && Expect(';', "';' after the states");
    }

    private void ParseProbability()
    {
        BifToken keyword = Take();
        if (!Expect('(', "the variable and its parents in parentheses"))
        {
            return;
        }

        var names = new List<BifToken>();
        bool separated = false;
        while (_token.IsName || (_token.Is('|') && names.Count == 1 && !separated))
        {
            if (_token.IsName)
            {
                names.Add(_token);
            }
            else
            {
                separated = true;
            }

            Advance();
        }

        if (names.Count == 0)
        {
            Faults.Add(_token.Position, $"got {_token.Show()}; expected the name of the variable whose probabilities follow.");
        }

        var block = new BifProbabilityBlock(keyword.Position, names);
        if (names.Count > 0)
        {
            _blocks.Add(block);
        }

        block.IsBroken = true;
        if (!Expect(')', "a parent's name or ')'") || !Expect('{', "the probabilities"))
        {
            return;
        }

        while (!_token.Is('}') && _token.Kind != BifTokenKind.End && !Faults.IsFull)
        {
            if (_token.IsKeyword("property"))
            {
                SkipProperty();
            }
            else if (!ParseEntry(block))
            {
                return;
            }
        }

        block.IsBroken = false;
        CloseBlock("a row or '}'");
    }

    private bool ParseEntry(BifProbabilityBlock block)
    {
        TextPosition position = _token.Position;
        BifEntryKind kind;
        List<BifToken>? states = null;
        if (_token.Is('('))
        {
            kind = BifEntryKind.Row;
            states = [];
            Advance();
            while (_token.IsName)
            {
                states.Add(Take());
            }

            if (!Expect(')', "a parent's state or ')'"))
            {
                return false;
            }
        }
        else if (_token.IsKeyword("table") || _token.IsKeyword("default"))
        {
            kind = Take().Text == "table" ? BifEntryKind.Table : BifEntryKind.Default;
        }
        else
        {
            Faults.Add(position, $"got {_token.Show()}; expected 'table', 'default', a row such as '(yes, no) 0.2, 0.8;', or '}}'.");
            SkipToBlock();
            return false;
        }

        var numbers = new List<double>();
        while (_token.Kind == BifTokenKind.Word && !Faults.IsFull)
        {
            if (!FormatNumber.TryParse(_token.Text, out double number))
            {
                Faults.Add(_token.Position, $"got {_token.Show()}; expected a number or ';'.");
            }

            numbers.Add(number);
            Advance();
        }

        block.Add(kind, position, states, numbers);
        return Expect(';', "a number or ';'");
    }

    private void SkipProperty()
    {
        TextPosition start = _token.Position;
        if (!_lexer.SkipProperty())
        {
            Faults.Add(start, "a property never ends; expected ';'.");
        }

        Advance();
    }

    private void CloseBlock(string expected)
    {
        if (_token.Is('}'))
        {
            Advance();
            if (_token.Is(';'))
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

    private bool Expect(char punctuation, string expected)
    {
        if (_token.Is(punctuation))
        {
            Advance();
            return true;
        }

        Report(expected);
        SkipToBlock();
        return false;
    }

    private void Report(string expected) => Faults.Add(_token.Position, $"got {_token.Show()}; expected {expected}.");

    // After a fault inside a block: on to the next one, so that its faults are found too. A state may be named 'variable'; the worst
    // that comes of taking it for a block is one more message about a file that is faulty anyway.
    private void SkipToBlock()
    {
        while (_token.Kind != BifTokenKind.End && !_token.IsKeyword("variable") && !_token.IsKeyword("probability"))
        {
            Advance();
        }
    }

    private BifToken Take()
    {
        BifToken token = _token;
        Advance();
        return token;
    }

    private void Advance() => _token = _lexer.Next();
}
