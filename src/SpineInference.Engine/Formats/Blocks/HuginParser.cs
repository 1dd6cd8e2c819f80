using System.Runtime.InteropServices;

namespace SpineInference.Engine.Formats;

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
            if (Faults.IsFull)
            {
                return;
            }

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
                    Refuse(block, keyword, lexer.TextOf(block.Head[1]));
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

    // A name as UnBBayes writes it for an instance of a class, such as sick(patient1): the text from its first word to its last parenthesis.
    private List<(string Text, TextPosition Position)>? Names(ReadOnlySpan<BlockToken> tokens)
    {
        var names = new List<(string, TextPosition)>();
        for (int i = 0; i < tokens.Length; i++)
        {
            BlockToken first = tokens[i];
            if (!first.IsName)
            {
                return null;
            }

            int open = 0;
            while (i + 1 < tokens.Length && (open > 0 || (lexer.Is(tokens[i + 1], '(') && tokens[i + 1].Start == tokens[i].Start + tokens[i].Length)))
            {
                i++;
                open += lexer.Is(tokens[i], '(') ? 1 : lexer.Is(tokens[i], ')') ? -1 : 0;
            }

            if (open > 0)
            {
                return null;
            }

            names.Add((lexer.TextFrom(first, tokens[i]), first.Position));
        }

        return names;
    }

    // [discrete|continuous|…] node NAME, decision NAME, utility NAME, function NAME …
    private void ReadNode(TextBlock block)
    {
        int count = block.Head.FindIndex(t => lexer.Is(t, '('));
        count = count < 0 ? block.Head.Count : count;
        string[] words = [.. block.Head.Take(count - 1).Select((_, i) => Word(block, i))];
        if (words is not (["node"] or [_, "node"] or ["decision" or "utility" or "function" or "temporal" or "continuous" or "discrete"] or [_, "decision" or "utility" or "function"])
            || Names(CollectionsMarshal.AsSpan(block.Head)[Math.Max(count - 1, 0)..]) is not [var (id, position)])
        {
            Faults.Add(block.Position, $"got {lexer.Show(block.Head[0])}; expected a block: net, node or potential.");
            return;
        }

        string kind = words is ["node"] or ["discrete", "node"] ? "" : words[^1] == "node" ? words[0] : words[^1];
        if (kind.Length > 0)
        {
            Refuse(block, kind, id);
            return;
        }

        string name = block.Field(NameAttribute, Faults) is { Items: [var given] } ? lexer.TextOf(given) : id;
        _names.TryAdd(id, name);
        if (assembler.AddVariable(name, position) is not { } variable)
        {
            return;
        }

        List<BlockToken> states = block.Field("states", Faults)?.Items ?? [];
        foreach (BlockToken state in states.TakeWhile(_ => !Faults.IsFull))
        {
            assembler.AddState(variable, lexer.TextOf(state), state.Position);
        }

        if (states.Count == 0)
        {
            Faults.Add(block.Position, $"node '{NetworkAssembler.Shorten(name)}' has no states; expected 'states = (\"…\" \"…\");'.");
        }
    }

    private void Refuse(TextBlock block, string kind, string name)
    {
        _names.TryAdd(name, name);
        assembler.Refuse(name, block.Position, NodeKinds.Refusal(kind, name));
    }

    private void ReadPotential(TextBlock block)
    {
        if (ReadHead(block) is not ({ Count: > 0 } children, { } parents))
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

    private (List<(string Text, TextPosition Position)>? Children, List<(string Text, TextPosition Position)>? Parents) ReadHead(TextBlock block)
    {
        if (block.Head.Count < 4 || !lexer.Is(block.Head[1], '(') || !lexer.Is(block.Head[^1], ')'))
        {
            return (null, null);
        }

        Span<BlockToken> inner = CollectionsMarshal.AsSpan(block.Head)[2..^1];
        int bar = block.Head.FindIndex(t => lexer.Is(t, '|')) - 2;
        return bar < 0 ? (Names(inner), []) : (Names(inner[..bar]), Names(inner[(bar + 1)..]));
    }

    private VariableDraft? Find((string Text, TextPosition Position) id) => assembler.Find(_names.GetValueOrDefault(id.Text, id.Text), id.Position);

    private string Word(TextBlock block, int index) => lexer.TextOf(block.Head[index]).ToLowerInvariant();
}
