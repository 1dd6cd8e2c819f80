using System.Globalization;

namespace SpineInference.Engine.Formats;

/// <summary>Reads the blocks of a Netica text: the nodes first, their tables once every node is known.</summary>
internal sealed class NeticaParser(BlockLexer lexer, NetworkAssembler assembler)
{
    private readonly List<(TextBlock Block, VariableDraft Variable)> _nodes = [];
    private readonly Dictionary<string, TextPosition> _constants = new(StringComparer.Ordinal);

    private FaultList Faults => assembler.Faults;

    /// <summary>Reads the whole text and returns the network's name.</summary>
    public string Read(TextBlock file)
    {
        if (file.Blocks.Find(b => IsHead(b, "bnet")) is not { } network)
        {
            Faults.Add(TextPosition.Start, "the file has no block 'bnet NAME { … }', the root of Netica's format.");
            return "";
        }

        List<TextBlock> nodes = network.Blocks.FindAll(b => IsHead(b, "node"));
        if (nodes.SelectMany(static n => n.Fields).FirstOrDefault(IsDelay) is { } delay)
        {
            // Its nodes stand for many: whatever else could be said of them would be untrue.
            Faults.Add(delay.Position, "the network is dynamic (it has time delays); only static networks are supported.");
            return "";
        }

        foreach (TextBlock node in nodes.TakeWhile(_ => !Faults.IsFull))
        {
            ReadNode(node);
        }

        foreach ((TextBlock node, VariableDraft variable) in _nodes)
        {
            ReadDistribution(node, variable);
        }

        return network.Head.Count > 1 ? lexer.TextOf(network.Head[1]) : "";
    }

    private static bool IsTrue(string text) => text.Equals("TRUE", StringComparison.OrdinalIgnoreCase);

    private bool IsHead(TextBlock block, string keyword) => block.Head.Count == 2 && lexer.SpanOf(block.Head[0]).Equals(keyword, StringComparison.OrdinalIgnoreCase);

    private bool IsDelay(TextField field) =>
        field.Name.ToLowerInvariant() is "delays" or "delay" or "timedelay" or "timedelays" && field.Items.Exists(i => lexer.TextOf(i) != "0");

    private string? Word(TextBlock block, string field) => block.Field(field, Faults) is { Items: [var item, ..] } ? lexer.TextOf(item) : null;

    private void ReadNode(TextBlock block)
    {
        string name = lexer.TextOf(block.Head[1]);
        string kind = (Word(block, "kind") ?? "nature").ToLowerInvariant();
        if (kind == "constant")
        {
            _constants.TryAdd(name, block.Position);
            return;
        }

        bool isDiscrete = IsTrue(Word(block, "discrete") ?? "TRUE");
        if (kind != "nature" || (!isDiscrete && block.Field("levels", Faults) is not { Items.Count: > 1 }))
        {
            assembler.Refuse(name, block.Position, NodeKinds.Refusal(kind != "nature" ? kind : "continuous", name));
            return;
        }

        if (assembler.AddVariable(name, block.Head[1].Position) is not { } variable)
        {
            return;
        }

        _nodes.Add((block, variable));
        foreach ((string state, TextPosition position) in States(block, isDiscrete).TakeWhile(_ => !Faults.IsFull))
        {
            assembler.AddState(variable, state, position);
        }

        if (variable.States.Count == 0 && block.Field("numstates", Faults) is null)
        {
            Faults.Add(block.Position, $"node '{NetworkAssembler.Shorten(name)}' has no states; expected 'states = ( … );'.");
        }

        if (Word(block, "evidence") is { } finding)
        {
            Faults.Warn(block.Position, $"{NetworkAssembler.Shorten(name)}: the finding '{NetworkAssembler.Shorten(finding)}' that the file holds is no part of the network; give it as evidence.");
        }
    }

    private List<(string State, TextPosition Position)> States(TextBlock block, bool isDiscrete)
    {
        List<BlockToken> levels = block.Field("levels", Faults)?.Items ?? [];
        List<BlockToken> names = block.Field("states", Faults)?.Items ?? [];
        if (names.Count == 0 && isDiscrete)
        {
            names = levels.Count > 0 ? levels : block.Field("statetitles", Faults)?.Items ?? [];
        }

        if (names.Count > 0)
        {
            return [.. names.Select(n => (lexer.TextOf(n), n.Position))];
        }

        if (!isDiscrete)
        {
            return [.. levels.Zip(levels.Skip(1), (low, high) => ($"{lexer.TextOf(low)} to {lexer.TextOf(high)}", low.Position))];
        }

        if (block.Field("numstates", Faults) is not { Items: [var number] })
        {
            return [];
        }

        if (!int.TryParse(lexer.SpanOf(number), NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count > assembler.Limits.States)
        {
            Faults.Add(number.Position, $"got {lexer.Show(number)}; expected a number of states, at most {assembler.Limits.States} (FormatLimits.States).");
            return [];
        }

        return [.. Enumerable.Range(0, count).Select(i => (string.Create(CultureInfo.InvariantCulture, $"state{i}"), number.Position))];
    }

    private void ReadDistribution(TextBlock block, VariableDraft variable)
    {
        var parents = new List<VariableDraft>();
        bool known = true;
        foreach (BlockToken item in block.Field("parents", Faults)?.Items ?? [])
        {
            string name = lexer.TextOf(item);
            if (_constants.ContainsKey(name))
            {
                known = false;
                Faults.Add(item.Position, $"'{name}', a parent of '{variable.Name}', is a constant; only discrete nodes can be parents.");
            }
            else if (assembler.Find(name, item.Position) is { } parent)
            {
                parents.Add(parent);
            }
            else
            {
                known = false;
            }
        }

        TextField? probabilities = block.Field("probs", Faults);
        TextField? function = block.Field("functable", Faults);
        if (probabilities is null && function is null)
        {
            Faults.Add(block.Position, $"node '{variable.Name}' has no table; expected 'probs = ( … );' or 'functable = ( … );'. An equation alone is not computed here.");
            known = false;
        }

        if (!known || assembler.AddTable(variable, parents, block.Position) is not { } table)
        {
            variable.Distribution ??= new UnresolvedDraft(variable, block.Position);
        }
        else if (function is null || (probabilities is not null && !"DETERMIN".Equals(Word(block, "chance"), StringComparison.OrdinalIgnoreCase)))
        {
            FillProbabilities(table, probabilities!);
        }
        else
        {
            table.IsDefinition = true;
            FillFunction(table, function, StateOf(block, variable));
        }
    }

    private void FillProbabilities(TableDraft table, TextField field)
    {
        if (!field.Items.Exists(i => lexer.SpanOf(i) is ['#' or '@', ..]))
        {
            BlockNumbers.Fill(table, field, lexer, "the table", Faults);
            return;
        }

        // One word may stand for a row: #k, the state that is certain. A row of @imposs says that its configuration cannot be: what stands in
        // it then changes nothing.
        int impossible = 0;
        TextPosition firstImpossible = default;
        var numbers = new List<double>();
        var positions = new List<TextPosition>();
        foreach (BlockToken item in field.Items)
        {
            if (numbers.Count % table.StateCount == 0 && Index(item, table.StateCount) is { } certain)
            {
                for (int s = 0; s < table.StateCount; s++)
                {
                    numbers.Add(s == certain ? 1 : 0);
                    positions.Add(item.Position);
                }
            }
            else if (lexer.SpanOf(item) is "@imposs")
            {
                firstImpossible = impossible++ == 0 ? item.Position : firstImpossible;
                numbers.Add(1.0 / table.StateCount);
                positions.Add(item.Position);
            }
            else if (FormatNumber.TryParse(lexer.SpanOf(item), out double number))
            {
                numbers.Add(number);
                positions.Add(item.Position);
            }
            else
            {
                Faults.Add(item.Position, $"got {lexer.Show(item)} in the table of '{table.Child.Name}'; expected a number, or a state such as #0 for a whole row.");
                table.SetUniform(field.Position);
                return;
            }

            if (numbers.Count > table.Values.Length)
            {
                break;
            }
        }

        table.SetAll(numbers, i => positions[i], field.Position, "the table", Faults);
        if (impossible > 0)
        {
            Faults.Warn(firstImpossible, $"{table.Child.Name}: {impossible / table.StateCount} row(s), the first here, are said to be of impossible configurations (@imposs) and were made uniform.");
        }
    }

    private void FillFunction(TableDraft table, TextField field, Func<BlockToken, int?> stateOf)
    {
        if (field.Items.Count != table.ConfigurationCount)
        {
            Faults.Add(field.Position, $"the function of '{table.Child.Name}' names {field.Items.Count} state(s); expected {table.ConfigurationCount}, one for each configuration of its parents.");
            table.SetUniform(field.Position);
            return;
        }

        var row = new double[table.StateCount];
        for (int c = 0; c < table.ConfigurationCount && !Faults.IsFull; c++)
        {
            BlockToken item = field.Items[c];
            Array.Clear(row);
            if (stateOf(item) is { } state)
            {
                row[state] = 1;
            }
            else
            {
                Faults.Add(item.Position, $"{lexer.Show(item)} is no state of '{table.Child.Name}'.{NameSuggestion.For(lexer.TextOf(item), table.Child.States)}");
                row.AsSpan().Fill(1.0 / row.Length);
            }

            table.SetRow(c, row, item.Position);
        }
    }

    // A state by its name, as #k, or by the value that stands at its place among the levels.
    private Func<BlockToken, int?> StateOf(TextBlock block, VariableDraft variable)
    {
        List<string> levels = [.. (block.Field("levels", Faults)?.Items ?? []).Select(i => lexer.TextOf(i))];
        return item =>
        {
            string text = lexer.TextOf(item);
            return variable.TryGetState(text, out int state) ? state
                : Index(item, variable.States.Count) is { } index ? index
                : levels.Count == variable.States.Count && levels.IndexOf(text) is >= 0 and int level ? level
                : null;
        };
    }

    private int? Index(BlockToken item, int count) =>
        lexer.SpanOf(item) is ['#', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < count ? index : null;
}
