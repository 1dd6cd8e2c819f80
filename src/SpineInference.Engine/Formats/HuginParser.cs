namespace SpineInference.Formats;

/// <summary>Reads the blocks of a Hugin text: the nodes first, their potentials once every node is known.</summary>
internal sealed class HuginParser(BlockLexer lexer, NetworkAssembler assembler)
{
    /// <summary>Where an identifier could not hold a name, the name stands in this attribute.</summary>
    public const string NameAttribute = "SpineInference_Name";

    private readonly List<TextBlock> _potentials = [];
    private string _name = "";

    // The file knows nodes by their identifiers, whatever the network calls them.
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private FaultList Faults => assembler.Faults;

    /// <summary>Reads the whole text and returns the network's name.</summary>
    public string Read(TextBlock file)
    {
        ReadBlocks(file);
        foreach (TextBlock potential in _potentials)
        {
            ReadPotential(potential);
        }

        return _name;
    }

    private void ReadBlocks(TextBlock parent)
    {
        foreach (TextBlock block in parent.Blocks)
        {
            string keyword = Word(block, 0);
            switch (keyword)
            {
                case "net":
                    ReadName(block);
                    break;
                case "class":
                    // A class without instances of others is a network.
                    _name = block.Head.Count > 1 ? lexer.TextOf(block.Head[1]) : _name;
                    ReadName(block);
                    ReadBlocks(block);
                    break;
                case "potential":
                    _potentials.Add(block);
                    break;
                case "instance" when block.Head.Count > 1:
                    Refuse(block, keyword, block.Head[1]);
                    break;
                default:
                    ReadNode(block);
                    break;
            }
        }
    }

    private void ReadName(TextBlock block)
    {
        if ((block.Field(NameAttribute, Faults) ?? block.Field("name", Faults)) is { Items.Count: > 0 } name)
        {
            _name = string.Join(' ', name.Items.Select(i => lexer.TextOf(i)));
        }
    }

    // [discrete|continuous|…] node NAME, decision NAME, utility NAME, function NAME …
    private void ReadNode(TextBlock block)
    {
        string[] words = [.. block.Head.SkipLast(1).Select((_, i) => Word(block, i))];
        if (words is not (["node"] or [_, "node"] or ["decision" or "utility" or "function" or "temporal" or "continuous" or "discrete"] or [_, "decision" or "utility" or "function"])
            || !block.Head[^1].IsName)
        {
            Faults.Add(block.Position, $"got {lexer.Show(block.Head[0])}; expected a block: net, node or potential.");
            return;
        }

        string kind = words is ["node"] or ["discrete", "node"] ? "" : words[^1] == "node" ? words[0] : words[^1];
        if (kind.Length > 0)
        {
            Refuse(block, kind, block.Head[^1]);
            return;
        }

        string id = lexer.TextOf(block.Head[^1]);
        string name = block.Field(NameAttribute, Faults) is { Items: [var given] } ? lexer.TextOf(given) : id;
        _names.TryAdd(id, name);
        if (assembler.AddVariable(name, block.Head[^1].Position) is not { } variable)
        {
            return;
        }

        List<BlockToken> states = block.Field("states", Faults)?.Items ?? [];
        foreach (BlockToken state in states)
        {
            assembler.AddState(variable, lexer.TextOf(state), state.Position);
        }

        if (states.Count == 0)
        {
            Faults.Add(block.Position, $"node '{NetworkAssembler.Shorten(name)}' has no states; expected 'states = (\"…\" \"…\");'.");
        }
    }

    private void Refuse(TextBlock block, string kind, BlockToken name)
    {
        _names.TryAdd(lexer.TextOf(name), lexer.TextOf(name));
        assembler.Refuse(lexer.TextOf(name), block.Position, NodeKinds.Refusal(kind, lexer.TextOf(name)));
    }

    private void ReadPotential(TextBlock block)
    {
        List<BlockToken> children = [];
        List<BlockToken> parents = [];
        if (!ReadHead(block, children, parents))
        {
            Faults.Add(block.Position, "expected 'potential ( node | parent parent )'.");
            return;
        }

        VariableDraft?[] found = [.. children.Select(Find)];
        if (children.Count > 1)
        {
            Faults.Add(block.Position, $"a potential of {children.Count} nodes together; expected one node, its parents after '|'.");
            foreach (VariableDraft? each in found)
            {
                each?.Distribution ??= new UnresolvedDraft(each, block.Position);
            }

            return;
        }

        VariableDraft?[] given = [.. parents.Select(Find)];
        if (found is not [{ IsRefused: false } child])
        {
            return;
        }

        if (block.Field("data", Faults) is not { Items.Count: > 0 } data)
        {
            Faults.Add(block.Position, block.Field("model_data", Faults) is null
                ? $"the potential of '{child.Name}' has no data; expected 'data = ( … );'."
                : $"the potential of '{child.Name}' is given by an expression (model_data), which is not computed here; save the network with its tables (data).");
            child.Distribution ??= new UnresolvedDraft(child, block.Position);
        }
        else if (given.Contains(null) || assembler.AddTable(child, given!, block.Position) is not { } table)
        {
            child.Distribution ??= new UnresolvedDraft(child, block.Position);
        }
        else
        {
            BlockNumbers.Fill(table, data, lexer, "the data", Faults);
        }
    }

    private bool ReadHead(TextBlock block, List<BlockToken> children, List<BlockToken> parents)
    {
        List<BlockToken> current = children;
        if (block.Head.Count < 4 || !lexer.Is(block.Head[1], '(') || !lexer.Is(block.Head[^1], ')'))
        {
            return false;
        }

        foreach (BlockToken token in block.Head[2..^1])
        {
            if (token.IsName)
            {
                current.Add(token);
            }
            else if (lexer.Is(token, '|') && current == children)
            {
                current = parents;
            }
            else
            {
                return false;
            }
        }

        return children.Count > 0;
    }

    private VariableDraft? Find(BlockToken id)
    {
        string text = lexer.TextOf(id);
        return assembler.Find(_names.GetValueOrDefault(text, text), id.Position);
    }

    private string Word(TextBlock block, int index) => lexer.TextOf(block.Head[index]).ToLowerInvariant();
}
