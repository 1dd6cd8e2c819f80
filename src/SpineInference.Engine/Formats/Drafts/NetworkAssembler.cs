using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>What all readers share: collects variables and distributions with their places in the file, checks them against the
/// limits before memory is taken, and builds the network once everything is known.</summary>
/// <param name="path">What messages call the file.</param>
/// <param name="limits">How much is taken.</param>
/// <param name="rowTolerance">How far from 1 the sum of a row may be, where the file's rows are checked here.</param>
internal sealed partial class NetworkAssembler(string path, FormatLimits limits, double rowTolerance = 0)
{
    private readonly List<VariableDraft> _variables = [];
    private readonly Dictionary<string, VariableDraft> _byName = new(StringComparer.Ordinal);
    private long _totalEntries;

    public NetworkAssembler(string path, NetworkReaderOptions options)
        : this(path, options.Limits, options.RowTolerance)
    {
    }

    public FaultList Faults { get; } = new(path, limits);

    public FormatLimits Limits => limits;

    public IReadOnlyList<VariableDraft> Variables => _variables;

    /// <summary>Adds a variable; on a fault reports it and returns null.</summary>
    public VariableDraft? AddVariable(string name, TextPosition position)
    {
        if (!CheckName("variable", name, position))
        {
            return null;
        }

        if (_byName.TryGetValue(name, out VariableDraft? earlier))
        {
            Faults.Add(position, $"variable '{name}' is declared twice, first at line {earlier.Position.Line}; rename or remove one.");
            return null;
        }

        if (_variables.Count >= limits.Variables)
        {
            Faults.Add(position, $"the file has more than {limits.Variables} variables, the limit (FormatLimits.Variables).");
            return null;
        }

        var variable = new VariableDraft(_variables.Count, name, position);
        _variables.Add(variable);
        _byName.Add(name, variable);
        return variable;
    }

    public void AddState(VariableDraft variable, string state, TextPosition position)
    {
        if (!CheckName("state", state, position))
        {
            variable.HasFaultyStates = true;
            return;
        }

        if (variable.States.Count >= limits.States)
        {
            Faults.Add(position, $"variable '{variable.Name}' has more than {limits.States} states, the limit (FormatLimits.States).");
            variable.HasFaultyStates = true;
        }
        else if (!variable.TryAddState(state))
        {
            Faults.Add(position, $"variable '{variable.Name}' has state '{state}' twice; states must differ.");
            variable.HasFaultyStates = true;
        }
    }

    /// <summary>Notes a node that no Bayesian network of discrete variables has: one fault; what refers to it later gives none.</summary>
    public void Refuse(string name, TextPosition position, string message)
    {
        Faults.Add(position, message);
        if (_byName.TryGetValue(name, out VariableDraft? variable))
        {
            variable.IsRefused = true;
        }
        else if (_byName.Count < limits.Variables)
        {
            _byName.Add(name, new VariableDraft(-1, name, position) { IsRefused = true });
        }
    }

    public bool IsDeclared(string name) => _byName.ContainsKey(name);

    /// <summary>The variable of a name, or null with a fault.</summary>
    public VariableDraft? Find(string name, TextPosition position)
    {
        if (_byName.TryGetValue(name, out VariableDraft? variable))
        {
            return variable;
        }

        if (!Faults.IsFull)
        {
            Faults.Add(position, $"variable '{Shorten(name)}' is not declared.{NameSuggestion.For(name, _byName.Keys)}");
        }

        return null;
    }

    /// <summary>The index of a state, or -1 with a fault.</summary>
    public int FindState(VariableDraft variable, string state, TextPosition position)
    {
        if (variable.TryGetState(state, out int index))
        {
            return index;
        }

        if (!Faults.IsFull)
        {
            Faults.Add(position, $"variable '{variable.Name}' has no state '{Shorten(state)}'.{NameSuggestion.For(state, variable.States)}");
        }

        return -1;
    }

    /// <summary>Whether a distribution may be made: it is the first of its variable, its parents differ, no state list is empty, and
    /// its table is within the limits. Otherwise reports the fault. Nothing is allocated here.</summary>
    public bool Admit(VariableDraft child, IReadOnlyList<VariableDraft> parents, TextPosition position)
    {
        // What a refused node has instead of probabilities is none of ours.
        if (child.IsRefused)
        {
            child.Distribution ??= new UnresolvedDraft(child, position);
            return false;
        }

        if (child.Distribution is { } earlier)
        {
            Faults.Add(position, $"the distribution of '{child.Name}' is given twice, first at line {earlier.Position.Line}; remove one.");
            return false;
        }

        if (parents.Count > limits.Parents)
        {
            Faults.Add(position, $"variable '{child.Name}' has {parents.Count} parents; the limit is {limits.Parents} (FormatLimits.Parents).");
            return false;
        }

        if (TableScope.Repeated(child, parents) is { } repeated)
        {
            Faults.Add(position, repeated == child
                ? $"variable '{child.Name}' is its own parent."
                : $"variable '{child.Name}' has parent '{repeated.Name}' twice.");
            return false;
        }

        long entries = TableScope.Entries(child, parents, limits.States);

        // A variable whose states are at fault has had its message; its tables would only repeat it.
        if (child.HasFaultyStates || parents.Any(static p => p.HasFaultyStates))
        {
            child.Distribution ??= new UnresolvedDraft(child, position);
            return false;
        }

        if (entries > limits.TableEntries || _totalEntries + entries > limits.TotalEntries)
        {
            Faults.Add(position, entries > limits.TableEntries
                ? $"the table of '{child.Name}' and its {parents.Count} parent(s) would have more entries than the limit of {limits.TableEntries} (FormatLimits.TableEntries)."
                : $"with the table of '{child.Name}' ({entries} entries) the tables pass the limit of {limits.TotalEntries} entries (FormatLimits.TotalEntries).");
            child.Distribution ??= new UnresolvedDraft(child, position);
            return false;
        }

        _totalEntries += entries;
        return true;
    }

    /// <summary>Starts a table, or reports why not and returns null.</summary>
    public TableDraft? AddTable(VariableDraft child, IReadOnlyList<VariableDraft> parents, TextPosition position)
    {
        if (!Admit(child, parents, position))
        {
            return null;
        }

        var table = new TableDraft(child, [.. parents], position);
        child.Distribution = table;
        return table;
    }

    /// <summary>Reports what is wrong across the file, or builds the network.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="effectiveSampleSize">That of rows whose format does not say it.</param>
    /// <param name="rows">The rows of a format that names them; otherwise null.</param>
    public NetworkFile Build(string name, double effectiveSampleSize, JsonRowList? rows = null)
    {
        CheckWhole();
        Faults.ThrowIfAny();
        var builder = new BayesianNetworkBuilder(name);
        IEnumerable<TableDraft> tables = _variables.Select(static v => v.Distribution).OfType<TableDraft>();
        builder.Reserve(tables.Sum(static t => t.ConfigurationCount), tables.Sum(static t => t.Values.Length));
        rows?.AddTo(builder);
        Variable[] variables = [.. _variables.Select(v => builder.AddVariable(v.Name, [.. v.States]))];
        foreach (VariableDraft draft in _variables)
        {
            Variable[] parents = [.. draft.Distribution!.Parents.Select(p => variables[p.Index])];
            draft.Distribution.Apply(builder, variables[draft.Index], parents, effectiveSampleSize);
        }

        try
        {
            return new NetworkFile(builder.Build(), [.. Faults.Warnings.OrderBy(static w => w.Line).ThenBy(static w => w.Column)]);
        }
        catch (InvalidNetworkException exception)
        {
            // What the checks above cannot see, such as two rows of one id.
            foreach (NetworkProblem problem in exception.Problems)
            {
                TextPosition? place = problem.Row is { } row ? rows?.PositionOf(row)
                    : problem.Variable is { } variable && _byName.TryGetValue(variable, out VariableDraft? draft) ? draft.Position
                    : null;
                Faults.Add(place ?? TextPosition.Start, problem.Message);
            }

            throw Faults.ToException();
        }
    }

    public bool CheckName(string what, string name, TextPosition position)
    {
        if (name.Length == 0 || name.Length > limits.NameLength)
        {
            Faults.Add(position, name.Length == 0
                ? $"the {what} has an empty name."
                : $"the {what} has a name of {name.Length} characters; the limit is {limits.NameLength} (FormatLimits.NameLength).");
            return false;
        }

        return true;
    }

    /// <summary>A piece of the file for a message: long ones are cut.</summary>
    public static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");

    private void CheckWhole()
    {
        if (_variables.Count == 0 && !Faults.Any)
        {
            Faults.Add(TextPosition.Start, "the file declares no variable.");
        }

        foreach (VariableDraft variable in _variables)
        {
            if (variable.Distribution is { } distribution)
            {
                distribution.Check(Faults, rowTolerance);
            }
            else if (!variable.IsRefused)
            {
                Faults.Add(variable.Position, $"variable '{variable.Name}' has no probabilities; every variable needs its distribution.");
            }
        }

        if (!Faults.Any)
        {
            NetworkCycles.Check(_variables, Faults);
        }
    }
}
