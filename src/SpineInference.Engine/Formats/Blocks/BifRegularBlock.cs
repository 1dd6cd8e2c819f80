namespace SpineInference.Engine.Formats;

/// <summary>Reads whole blocks of BIF as programs write them, straight into drafts of variables and tables.</summary>
/// <remarks>A block is taken whole or not at all: where anything in it is a fault, or merely unusual, nothing has changed and nothing is told, and
/// <see cref="BifParser"/> reads it with care. Faults and what they say are all there.</remarks>
/// <param name="assembler">Receives variables and tables.</param>
internal sealed class BifRegularBlock(NetworkAssembler assembler)
{
    private readonly List<string> _states = [];
    private readonly List<VariableDraft> _parents = [];
    private readonly List<TableDraft> _tables = [];
    private int[] _guesses = [];

    /// <summary>Reads a block of any kind, without the semicolon that may follow it.</summary>
    /// <param name="source">The text before the block; behind it where it was read, and otherwise as it was.</param>
    /// <param name="name">The network's name, or null until it is known.</param>
    /// <returns>Whether it was read.</returns>
    public bool TryRead(ref BifRegularText source, ref string? name)
    {
        BifRegularText before = source;
        source.Peek();
        TextPosition position = source.Here;
        if (source.TryTakeName(out ReadOnlySpan<char> keyword, allowQuotes: false) && keyword switch
        {
            "network" => TryReadNetwork(ref source, ref name),
            "variable" => TryReadVariable(ref source),
            "probability" => TryReadProbabilities(position, ref source),
            _ => false,
        })
        {
            return true;
        }

        source = before;
        return false;
    }

    /// <summary>Reads a variable.</summary>
    /// <param name="source">The text behind the keyword; behind the block where it was read.</param>
    /// <returns>Whether it was read.</returns>
    public bool TryReadVariable(ref BifRegularText source)
    {
        source.Peek();
        TextPosition position = source.Here;
        if (!source.TryTakeName(out ReadOnlySpan<char> name) || !source.TryTake('{')
            || !source.TryTake("type") || !source.TryTake("discrete") || !source.TryTake('[') || !source.TryTakeCount(out int count) || !source.TryTake(']')
            || !source.TryTake('{')
            || count > assembler.Limits.States)
        {
            return false;
        }

        _states.Clear();
        do
        {
            if (!source.TryTakeName(out ReadOnlySpan<char> state) || state.Length > assembler.Limits.NameLength || _states.Count == count)
            {
                return false;
            }

            _states.Add(state.ToString());
        }
        while (source.TryTake(','));

        return _states.Count == count && source.TryTake('}') && source.TryTake(';') && source.TryTake('}')
            && assembler.TryAddVariable(name, _states, position) is not null;
    }

    /// <summary>Reads the probabilities of a variable.</summary>
    /// <param name="position">Where the keyword stands.</param>
    /// <param name="source">The text behind the keyword; behind the block where it was read.</param>
    /// <returns>Whether they were read.</returns>
    public bool TryReadProbabilities(TextPosition position, ref BifRegularText source)
    {
        _parents.Clear();
        if (!source.TryTake('(') || !source.TryTakeName(out ReadOnlySpan<char> name) || assembler.Look(name) is not { } child
            || (source.TryTake('|') && !TryReadParents(ref source)) || !source.TryTake(')') || !source.TryTake('{')
            || assembler.TryAddTable(child, _parents, position) is not { } table
            || !TryReadEntries(ref source, table))
        {
            return false;
        }

        assembler.Keep(table);
        _tables.Add(table);
        return true;
    }

    /// <summary>Takes back what a later block has made a fault: a variable that is declared once more, as a node of another kind.</summary>
    public void Withdraw()
    {
        foreach (TableDraft table in _tables)
        {
            if (table.Child.IsRefused || table.Parents.Any(static p => p.IsRefused))
            {
                table.Child.Distribution = new UnresolvedDraft(table.Child, table.Position);
            }
        }
    }

    // A network without properties; a second one is a fault.
    private static bool TryReadNetwork(ref BifRegularText source, ref string? name)
    {
        if (name is not null || !source.TryTakeName(out ReadOnlySpan<char> given) || !source.TryTake('{') || !source.TryTake('}'))
        {
            return false;
        }

        name = given.ToString();
        return true;
    }

    private bool TryReadParents(ref BifRegularText source)
    {
        do
        {
            if (!source.TryTakeName(out ReadOnlySpan<char> name) || assembler.Look(name) is not { } parent)
            {
                return false;
            }

            _parents.Add(parent);
        }
        while (source.TryTake(','));
        return true;
    }

    private bool TryReadEntries(ref BifRegularText source, TableDraft table)
    {
        if (_guesses.Length < _parents.Count)
        {
            _guesses = new int[_parents.Count];
        }

        Array.Clear(_guesses);
        while (!source.TryTake('}'))
        {
            TextPosition position = source.Here;
            bool isRead = source.TryTake('(') ? TryReadRow(ref source, table, position) : source.TryTake("table") && TryReadTable(ref source, table, position);
            if (!isRead || !source.TryTake(';'))
            {
                return false;
            }
        }

        return true;
    }

    // A row of a block without parents names no state, which is a fault.
    private bool TryReadRow(ref BifRegularText source, TableDraft table, TextPosition position)
    {
        int configuration = 0;
        for (int i = 0; i < _parents.Count; i++)
        {
            if ((i > 0 && !source.TryTake(',')) || !source.TryTakeName(out ReadOnlySpan<char> name))
            {
                return false;
            }

            int state = _parents[i].FindState(name, _guesses[i]);
            if (state < 0)
            {
                return false;
            }

            _guesses[i] = state;
            configuration = (configuration * _parents[i].States.Count) + state;
        }

        if (_parents.Count == 0 || !source.TryTake(')') || table.PositionOfRow(configuration).Line > 0)
        {
            return false;
        }

        foreach (ref double number in table.Row(configuration))
        {
            if (!TryReadNumber(ref source, out number))
            {
                return false;
            }
        }

        table.MarkRow(configuration, position);
        return true;
    }

    // The child's first state for every configuration, then its second. Too many numbers stand where a semicolon should, as in a row.
    private static bool TryReadTable(ref BifRegularText source, TableDraft table, TextPosition position)
    {
        for (int s = 0; s < table.StateCount; s++)
        {
            for (int c = 0; c < table.ConfigurationCount; c++)
            {
                if (table.PositionOfRow(c).Line > 0 || !TryReadNumber(ref source, out table.Row(c)[s]))
                {
                    return false;
                }
            }
        }

        for (int c = 0; c < table.ConfigurationCount; c++)
        {
            table.MarkRow(c, position);
        }

        return true;
    }

    private static bool TryReadNumber(ref BifRegularText source, out double number)
    {
        while (source.TryTake(','))
        {
            // Commas count as blanks.
        }

        return source.TryTakeNumber(out number);
    }
}
