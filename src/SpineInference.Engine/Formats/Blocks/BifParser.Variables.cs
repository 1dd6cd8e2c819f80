using System.Globalization;

namespace SpineInference.Engine.Formats;

internal sealed partial class BifParser
{
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
}
