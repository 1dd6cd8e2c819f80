namespace SpineInference.Engine.Formats;

/// <summary>Parses a text of blocks into a tree, within the limits on nesting and number of values. Reports all faults of syntax.</summary>
internal sealed class BlockParser
{
    private readonly BlockLexer _lexer;
    private readonly NetworkAssembler _assembler;
    private readonly long _mostItems;
    private BlockToken _current;
    private long _items;

    private BlockParser(BlockLexer lexer, NetworkAssembler assembler)
    {
        _lexer = lexer;
        _assembler = assembler;
        _mostItems = (long)assembler.Limits.TotalEntries + assembler.Limits.Elements;
        _current = lexer.Next();
    }

    private FaultList Faults => _assembler.Faults;

    /// <summary>The file as one block without a head.</summary>
    /// <exception cref="NetworkFormatException">The syntax is at fault.</exception>
    public static TextBlock Parse(BlockLexer lexer, NetworkAssembler assembler)
    {
        var parser = new BlockParser(lexer, assembler);
        var file = new TextBlock([], TextPosition.Start);
        parser.ParseContent(file, depth: 0);

        // Of a text whose blocks are not where they seem, nothing else that could be said would be sure.
        assembler.Faults.ThrowIfAny();
        return file;
    }

    private bool IsAt(char punctuation) => _lexer.Is(_current, punctuation);

    private void Advance() => _current = _lexer.Next();

    // The recursion is as deep as the blocks are nested, which is limited.
    private void ParseContent(TextBlock block, int depth)
    {
        while (!Faults.IsFull)
        {
            if (_current.Kind == BlockTokenKind.End)
            {
                if (depth > 0)
                {
                    Faults.Add(block.Position, "a block begins here and never ends; expected '}'.");
                }

                return;
            }

            if (IsAt('}'))
            {
                if (depth > 0)
                {
                    return;
                }

                Faults.Add(_current.Position, "got '}', but no block is open.");
                Advance();
            }
            else if (IsAt(';'))
            {
                Advance();
            }
            else
            {
                ParseMember(block, depth);
            }
        }
    }

    private void ParseMember(TextBlock block, int depth)
    {
        TextPosition position = _current.Position;
        var head = new List<BlockToken>();
        int parentheses = 0;
        while (_current.Kind != BlockTokenKind.End && !IsAt('{') && !IsAt('}') && (parentheses > 0 || (!IsAt(';') && !IsAt('='))))
        {
            Count();
            head.Add(_current);
            parentheses += IsAt('(') ? 1 : IsAt(')') ? -1 : 0;
            Advance();
            if (Faults.IsFull || _items > _mostItems)
            {
                Stop();
                return;
            }
        }

        if (IsAt('=') && head.Count == 1 && head[0].IsName)
        {
            Advance();
            block.Fields.Add(new TextField(_lexer.TextOf(head[0]), position, ParseValue(head[0])));
        }
        else if (IsAt('{') && head.Count > 0 && depth < _assembler.Limits.Depth)
        {
            Advance();
            var inner = new TextBlock(head, position);
            block.Blocks.Add(inner);
            Count();
            ParseContent(inner, depth + 1);
            if (IsAt('}'))
            {
                Advance();
            }
        }
        else if (IsAt('{') && head.Count > 0)
        {
            Faults.Add(position, $"blocks are nested more than {_assembler.Limits.Depth} deep, the limit (FormatLimits.Depth).");
            Stop();
        }
        else
        {
            Faults.Add(_current.Position, $"got {_lexer.Show(_current)}; expected a field such as 'name = value;', or a block in braces.");
            Advance();
        }
    }

    // A value ends at its semicolon; what programs put into braces within one (fonts) is passed over.
    private List<BlockToken> ParseValue(BlockToken name)
    {
        var items = new List<BlockToken>();
        int parentheses = 0;
        int braces = 0;
        while (!Faults.IsFull)
        {
            bool isOutside = parentheses == 0 && braces == 0;
            if (_current.Kind == BlockTokenKind.End || (IsAt('}') && braces == 0) || (IsAt('=') && isOutside) || (IsAt(';') && parentheses > 0 && braces == 0))
            {
                string what = parentheses > 0 ? "')'" : "';'";
                Faults.Add(_current.Position, $"the value of '{NetworkAssembler.Shorten(_lexer.TextOf(name))}' does not end: got {_lexer.Show(_current)}; expected {what}.");
                SkipValue();
                return items;
            }

            if (IsAt(';') && isOutside)
            {
                Advance();
                return items;
            }

            if (_current.IsName)
            {
                Count();
                if (_items > _mostItems)
                {
                    Stop();
                    return items;
                }

                if (braces == 0)
                {
                    items.Add(_current);
                }
            }
            else if (IsAt(')') && parentheses == 0 && braces == 0)
            {
                Faults.Add(_current.Position, $"got ')' in the value of '{NetworkAssembler.Shorten(_lexer.TextOf(name))}', but no '(' is open.");
            }
            else if (braces == 0 || IsAt('{') || IsAt('}'))
            {
                parentheses += IsAt('(') ? 1 : IsAt(')') ? -1 : 0;
                braces += IsAt('{') ? 1 : IsAt('}') ? -1 : 0;
            }

            Advance();
        }

        return items;
    }

    // To the next semicolon or brace: what stands before it belongs to the value that did not end.
    private void SkipValue()
    {
        while (_current.Kind != BlockTokenKind.End && !IsAt(';') && !IsAt('}'))
        {
            Advance();
        }
    }

    private void Count()
    {
        if (++_items == _mostItems + 1)
        {
            Faults.Add(_current.Position, $"the file has more than {_mostItems} values, the limit (FormatLimits.TotalEntries and FormatLimits.Elements).");
        }
    }

    private void Stop()
    {
        while (_current.Kind != BlockTokenKind.End)
        {
            Advance();
        }
    }
}
