namespace SpineInference.Engine.Formats;

// For readers that take what is in order and leave all else to one that tells faults: nothing here reports any.
internal sealed partial class NetworkAssembler
{
    /// <summary>The variable of a name, or null without a word.</summary>
    public VariableDraft? Look(ReadOnlySpan<char> name) =>
        _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out VariableDraft? variable) ? variable : null;

    /// <summary>Adds a variable with its states, or none of it and returns null without a word where one of <see cref="AddVariable"/> and
    /// <see cref="AddState"/> would report a fault.</summary>
    public VariableDraft? TryAddVariable(ReadOnlySpan<char> name, List<string> states, TextPosition position)
    {
        if (name.Length > limits.NameLength || states.Count > limits.States || _variables.Count >= limits.Variables || Look(name) is not null)
        {
            return null;
        }

        var variable = new VariableDraft(_variables.Count, name.ToString(), position);
        if (!states.TrueForAll(variable.TryAddState))
        {
            return null;
        }

        _variables.Add(variable);
        _byName.Add(variable.Name, variable);
        return variable;
    }

    /// <summary>Starts a table that belongs to its variable only once it is kept (<see cref="Keep"/>), or returns null without a word where
    /// <see cref="Admit"/> would report a fault.</summary>
    public TableDraft? TryAddTable(VariableDraft child, List<VariableDraft> parents, TextPosition position)
    {
        if (child.Distribution is not null || child.HasFaultyStates || parents.Count > limits.Parents || TableScope.Repeated(child, parents) is not null
            || parents.Exists(static p => p.HasFaultyStates))
        {
            return null;
        }

        long entries = TableScope.Entries(child, parents, limits.States);
        return entries > limits.TableEntries || _totalEntries + entries > limits.TotalEntries ? null : new TableDraft(child, [.. parents], position);
    }

    /// <summary>Gives a table of <see cref="TryAddTable"/> to its variable.</summary>
    public void Keep(TableDraft table)
    {
        table.Child.Distribution = table;
        _totalEntries += table.Values.Length;
    }
}
