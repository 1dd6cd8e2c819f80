namespace SpineInference.Engine.Formats;

internal enum BifEntryKind
{
    Row,
    Table,
    Default,
}

/// <summary>One probability block as it stands in the text, resolved against the variables once all are known.</summary>
/// <param name="position">Where the block begins.</param>
/// <param name="names">What stands before the bar: the variable, or without a bar the variable and its parents.</param>
/// <param name="parents">What stands behind the bar, or null without one.</param>
internal sealed class BifProbabilityBlock(TextPosition position, BifNames names, BifNames? parents)
{
    private readonly List<(BifEntryKind Kind, TextPosition Position, BifNames? States, List<double> Numbers)> _entries = [];

    /// <summary>Whether the block could not be read to its end; its fault is reported.</summary>
    public bool IsBroken { get; set; }

    public void Add(BifEntryKind kind, TextPosition entryPosition, BifNames? states, List<double> numbers) =>
        _entries.Add((kind, entryPosition, states, numbers));

    public void Resolve(NetworkAssembler assembler)
    {
        List<BifToken> before = parents is null ? names.Known(assembler.IsDeclared) : names.OfCount(1);
        List<BifToken> after = parents?.Known(assembler.IsDeclared) ?? before[1..];
        if (parents is not null && before.Count > 1)
        {
            assembler.Faults.Add(before[1].Position, $"got {before[1].Show()}; expected '|' or ')' after the name of one variable.");
            IsBroken = true;
        }

        VariableDraft? child = assembler.Find(before[0].Text, before[0].Position);
        var drafts = new List<VariableDraft>(after.Count);
        foreach (BifToken name in after)
        {
            if (assembler.Find(name.Text, name.Position) is { } parent)
            {
                drafts.Add(parent);
            }
        }

        if (child is null || IsBroken || drafts.Count < after.Count)
        {
            // Its fault is reported; that it has no probabilities would be a second one for the same cause.
            child?.Distribution ??= new UnresolvedDraft(child, position);
            return;
        }

        if (assembler.AddTable(child, drafts, position) is not { } table)
        {
            return;
        }

        foreach (var entry in _entries.Where(static e => e.Kind != BifEntryKind.Default))
        {
            if (entry.Kind == BifEntryKind.Table)
            {
                FillTable(assembler, table, entry.Position, entry.Numbers);
            }
            else
            {
                FillRow(assembler, table, entry.Position, entry.States!, entry.Numbers);
            }
        }

        // Defaults last, wherever they stand: they are for the configurations nothing else names.
        bool hasDefault = false;
        foreach (var entry in _entries.Where(static e => e.Kind == BifEntryKind.Default))
        {
            if (hasDefault)
            {
                assembler.Faults.Add(entry.Position, $"'{child.Name}' has a second default row; expected one.");
            }

            hasDefault = true;
            FillDefault(assembler, table, entry.Position, entry.Numbers);
        }
    }

    // A table lists the child's first state for every configuration, then its second: the child is slowest, the last parent fastest.
    private static void FillTable(NetworkAssembler assembler, TableDraft table, TextPosition at, List<double> numbers)
    {
        int configurations = table.ConfigurationCount;
        int states = table.StateCount;
        if (numbers.Count != configurations * states)
        {
            assembler.Faults.Add(at, $"the table of '{table.Child.Name}' has {numbers.Count} numbers; expected {configurations * states}: {states} state(s) × {configurations} configuration(s) of parents.");
        }

        var row = new double[states];
        for (int c = 0; c < configurations; c++)
        {
            for (int s = 0; s < states; s++)
            {
                int i = (s * configurations) + c;
                row[s] = i < numbers.Count ? numbers[i] : 0;
            }

            // A table of the wrong length is one fault, not one for each row it spoils.
            if (numbers.Count != configurations * states)
            {
                MakeUniform(row);
            }

            SetOnce(assembler, table, c, row, at);
        }
    }

    private static void FillRow(NetworkAssembler assembler, TableDraft table, TextPosition at, BifNames names, List<double> numbers)
    {
        List<BifToken> states = names.OfCount(table.Parents.Length);
        if (states.Count != table.Parents.Length)
        {
            assembler.Faults.Add(at, $"the row names {states.Count} state(s); expected {table.Parents.Length}, one for each parent of '{table.Child.Name}'{Order(table)}.");
            return;
        }

        int configuration = 0;
        bool known = true;
        for (int i = 0; i < states.Count; i++)
        {
            int state = assembler.FindState(table.Parents[i], states[i].Text, states[i].Position);
            known &= state >= 0;
            configuration = (configuration * table.Parents[i].States.Count) + Math.Max(state, 0);
        }

        if (known)
        {
            SetOnce(assembler, table, configuration, Checked(assembler, table, at, numbers), at);
        }
    }

    private static void FillDefault(NetworkAssembler assembler, TableDraft table, TextPosition at, List<double> numbers)
    {
        double[] row = Checked(assembler, table, at, numbers);
        for (int c = 0; c < table.ConfigurationCount; c++)
        {
            if (table.PositionOfRow(c).Line == 0)
            {
                table.SetRow(c, row, at);
            }
        }
    }

    private static double[] Checked(NetworkAssembler assembler, TableDraft table, TextPosition at, List<double> numbers)
    {
        if (numbers.Count == table.StateCount)
        {
            return [.. numbers];
        }

        assembler.Faults.Add(at, $"a row of '{table.Child.Name}' has {numbers.Count} number(s); expected {table.StateCount}, one for each of its states {NetworkAssembler.Shorten(string.Join(", ", table.Child.States))}.");
        var row = new double[table.StateCount];
        MakeUniform(row);
        return row;
    }

    private static void SetOnce(NetworkAssembler assembler, TableDraft table, int configuration, ReadOnlySpan<double> row, TextPosition at)
    {
        TextPosition earlier = table.PositionOfRow(configuration);
        if (earlier.Line == 0)
        {
            table.SetRow(configuration, row, at);
        }
        else if (!assembler.Faults.IsFull)
        {
            assembler.Faults.Add(at, $"{table.Describe(configuration)}: its probabilities are given twice, first at line {earlier.Line}; remove one.");
        }
    }

    // Stands in for a row whose fault is reported, so that the later check of sums stays silent about it.
    private static void MakeUniform(Span<double> row) => row.Fill(1.0 / row.Length);

    private static string Order(TableDraft table) =>
        table.Parents.Length == 0 ? " (it has none: use 'table')" : $", in the order {NetworkAssembler.Shorten(string.Join(", ", table.Parents.Select(static p => p.Name)))}";
}
