using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SpineInference.Engine.Networks;

/// <summary>Collects variables, rows and distributions, and freezes them into a <see cref="BayesianNetwork"/>.</summary>
/// <remarks>Mutable; not safe for concurrent use. Nothing is checked across items until <see cref="Build"/>, which reports every
/// fault at once and makes the one network: whatever is asked of the builder after it is refused with an
/// <see cref="InvalidOperationException"/>.</remarks>
public sealed class BayesianNetworkBuilder
{
    /// <summary>How far a row's sum may be from 1: a row within this tolerance is divided by its sum, one outside is refused.</summary>
    public const double RowSumTolerance = 1e-9;

    private readonly string _name;
    private readonly List<Variable> _variables = [];
    private readonly RowList _rows = new();
    private readonly List<(ImmutableArray<Variable> Parents, Func<Family> Make, Action<NetworkChecks> Check)?> _drafts = [];
    private readonly List<NetworkProblem> _problems = [];
    private bool _isBuilt;

    /// <summary>Starts an empty network.</summary>
    /// <param name="name">The network's name; may be empty.</param>
    public BayesianNetworkBuilder(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
    }

    /// <summary>Makes room at once for so many rows and numbers in them.</summary>
    internal void Reserve(int rows, int numbers) => _rows.Reserve(rows, numbers);

    /// <summary>Adds a variable.</summary>
    /// <param name="name">A name unique in the network.</param>
    /// <param name="states">The names of the states, in order; at least one, distinct.</param>
    /// <returns>The variable, to be given to the other methods.</returns>
    public Variable AddVariable(string name, params ReadOnlySpan<string> states)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfBuilt();
        var variable = new Variable(_variables.Count, name, [.. states]);
        _variables.Add(variable);
        _drafts.Add(null);
        return variable;
    }

    /// <summary>Adds a probability row that distributions may share.</summary>
    /// <param name="id">A text id unique in the network.</param>
    /// <param name="probabilities">Entries in [0, 1] with sum 1 ± <see cref="RowSumTolerance"/>.</param>
    /// <param name="effectiveSampleSize">The Dirichlet concentration, positive; infinite for a definition.</param>
    /// <returns>The row's index.</returns>
    public int AddRow(string id, ReadOnlySpan<double> probabilities, double effectiveSampleSize)
    {
        ArgumentNullException.ThrowIfNull(id);
        ThrowIfBuilt();
        return _rows.Add(id, probabilities, effectiveSampleSize);
    }

    /// <summary>Sets a variable's distribution: one row for each parent configuration.</summary>
    /// <param name="variable">A variable of this builder.</param>
    /// <param name="parents">Its parents; the last is fastest in the numbering of configurations.</param>
    /// <param name="rowOfConfiguration">A row's index for each configuration.</param>
    public void SetTable(Variable variable, IReadOnlyList<Variable> parents, IReadOnlyList<int> rowOfConfiguration) =>
        SetRows(variable, [.. parents], [.. rowOfConfiguration]);

    /// <summary>Sets a variable's distribution from a full table, adding one row for each configuration.</summary>
    /// <param name="variable">A variable of this builder.</param>
    /// <param name="parents">Its parents; the last is fastest.</param>
    /// <param name="table">configurations × states, row-major.</param>
    /// <param name="effectiveSampleSize">The Dirichlet concentration of every row, positive; infinite for definitions.</param>
    /// <exception cref="ArgumentException"><paramref name="table"/> has the wrong length.</exception>
    public void SetTable(Variable variable, IReadOnlyList<Variable> parents, ReadOnlySpan<double> table, double effectiveSampleSize)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(parents);
        ThrowIfBuilt();
        ImmutableArray<Variable> parentArray = [.. parents];
        long count = ConfigurationCount(parentArray);
        if (table.Length != count * variable.StateCount)
        {
            throw new ArgumentException(
                $"{variable.Name}: the table has {table.Length} entries; expected {count} configuration(s) × {variable.StateCount} state(s) = {count * variable.StateCount}.",
                nameof(table));
        }

        int offset = _rows.Length;
        int first = _rows.Add(variable, table, effectiveSampleSize);
        var rows = new int[count];
        for (int c = 0; c < rows.Length; c++)
        {
            rows[c] = first + c;
        }

        SetRows(variable, parentArray, ImmutableCollectionsMarshal.AsImmutableArray(rows), offset);
    }

    /// <summary>Sets a variable's distribution to a noisy-MAX.</summary>
    /// <param name="variable">A variable of this builder; its first state is the neutral one.</param>
    /// <param name="parents">Its parents.</param>
    /// <param name="contributors">The contributors; one that reads no parent is the leak.</param>
    public void SetNoisyMax(Variable variable, IReadOnlyList<Variable> parents, IReadOnlyList<NoisyMaxContributorDraft> contributors)
    {
        ImmutableArray<Variable> parentArray = [.. parents];
        ImmutableArray<NoisyMaxContributorDraft> drafts = [.. contributors];
        SetDraft(
            variable,
            parentArray,
            () => new NoisyMaxFamily(variable, parentArray, [.. drafts.Select(d => new NoisyMaxFamily.Contributor(
                [.. d.ParentPositions],
                [.. d.ParentPositions.Select(i => parentArray[i].StateCount)],
                [.. d.RowOfConfiguration.Select(static i => Math.Max(i, -1))]))]),
            checks => checks.Contributors(variable, parentArray, drafts));
    }

    /// <summary>Checks everything and freezes the network.</summary>
    /// <returns>The network.</returns>
    /// <exception cref="InvalidNetworkException">Something is wrong; all faults are listed.</exception>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public BayesianNetwork Build()
    {
        ThrowIfBuilt();
        _isBuilt = true;
        var problems = new List<NetworkProblem>(_problems);
        var checks = new NetworkChecks(_variables, _rows, problems);
        checks.Names();
        _rows.Check(problems);
        foreach (Variable variable in _variables)
        {
            if (_drafts[variable.Index] is { } draft)
            {
                draft.Check(checks);
            }
            else
            {
                problems.Add(new NetworkProblem($"{variable.Name}: no distribution was set.", variable.Name));
            }
        }

        ImmutableArray<Variable> order = checks.TopologicalOrder(v => _drafts[v.Index]?.Parents ?? []);
        if (problems.Count > 0)
        {
            throw new InvalidNetworkException(_name, [.. problems]);
        }

        return new BayesianNetwork(_name, new NetworkStructure([.. _variables], [.. _drafts.Select(static d => d!.Value.Make())], _rows, order), _rows);
    }

    // The offset of the first parameter, where the rows follow each other in order.
    private void SetRows(Variable variable, ImmutableArray<Variable> parents, ImmutableArray<int> rows, int offset = -1) => SetDraft(
        variable,
        parents,
        () => new TableFamily(variable, parents, rows, offset),
        checks => checks.Rows(variable, "table", rows, ConfigurationCount(parents), allowSilent: false));

    private void ThrowIfBuilt()
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException($"The builder of network '{_name}' has built it. Make a new builder.");
        }
    }

    private static long ConfigurationCount(ImmutableArray<Variable> parents)
    {
        long count = 1;
        foreach (Variable parent in parents)
        {
            count = checked(count * parent.StateCount);
        }

        return count;
    }

    private void SetDraft(
        Variable variable,
        ImmutableArray<Variable> parents,
        Func<Family> make,
        Action<NetworkChecks> check)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ThrowIfBuilt();
        ThrowIfForeign(variable);
        foreach (Variable parent in parents)
        {
            ThrowIfForeign(parent);
        }

        if (_drafts[variable.Index] is null)
        {
            _drafts[variable.Index] = (parents, make, check);
        }
        else
        {
            _problems.Add(new NetworkProblem($"{variable.Name}: its distribution was set twice.", variable.Name));
        }
    }

    private void ThrowIfForeign(Variable variable)
    {
        if ((uint)variable.Index >= (uint)_variables.Count || !ReferenceEquals(_variables[variable.Index], variable))
        {
            throw new ArgumentException($"Variable '{variable.Name}' was not added to this builder.", nameof(variable));
        }
    }
}
