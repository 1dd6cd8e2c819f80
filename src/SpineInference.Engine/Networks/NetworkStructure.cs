using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Engine.Networks;

/// <summary>What networks that differ only in their numbers share: the variables, who hangs on whom, and where each row of probabilities stands.</summary>
/// <remarks>
/// <para>A network is a structure, parameters and their weights: <see cref="BayesianNetwork.Structure"/>, <see cref="BayesianNetwork.Parameters"/>,
/// <see cref="ProbabilityRow.EffectiveSampleSize"/>. Variables belong to the structure; evidence on one network over it is evidence on all.</para>
/// <para>Made by <see cref="BayesianNetworkBuilder"/>, which refuses anything inconsistent. Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class NetworkStructure
{
    private readonly Dictionary<string, Variable> _byName;
    private readonly RowList? _list;
    private ImmutableArray<RowLayout> _rows;
    private string? _hash;

    internal NetworkStructure(
        ImmutableArray<Variable> variables, ImmutableArray<Family> families, ImmutableArray<RowLayout> rows, ImmutableArray<Variable> topologicalOrder)
        : this(variables, families, topologicalOrder, ParameterCountOf(rows)) => _rows = rows;

    /// <summary>A structure whose rows are made when somebody asks for them.</summary>
    internal NetworkStructure(
        ImmutableArray<Variable> variables, ImmutableArray<Family> families, RowList rows, ImmutableArray<Variable> topologicalOrder)
        : this(variables, families, topologicalOrder, rows.Length) => _list = rows;

    private NetworkStructure(
        ImmutableArray<Variable> variables, ImmutableArray<Family> families, ImmutableArray<Variable> topologicalOrder, int parameterCount)
    {
        Variables = variables;
        Families = families;
        TopologicalOrder = topologicalOrder;
        ParameterCount = parameterCount;
        _byName = new Dictionary<string, Variable>(variables.Length, StringComparer.Ordinal);
        foreach (Variable variable in variables)
        {
            _byName.Add(variable.Name, variable);
        }
    }

    // The same variables and parents over other rows.
    private NetworkStructure(NetworkStructure original, ImmutableArray<Family> families, ImmutableArray<RowLayout> rows)
    {
        Variables = original.Variables;
        TopologicalOrder = original.TopologicalOrder;
        _byName = original._byName;
        Families = families;
        _rows = rows;
        ParameterCount = ParameterCountOf(rows);
    }

    /// <summary>The variables, in the order they were added; <c>Variables[i].Index == i</c>.</summary>
    public ImmutableArray<Variable> Variables { get; }

    /// <summary>The places of all probability rows; <c>Rows[i].Index == i</c>.</summary>
    public ImmutableArray<RowLayout> Rows
    {
        get
        {
            if (_rows.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref _rows, _list!.ToLayouts());
            }

            return _rows;
        }
    }

    /// <summary>The variables with every parent before its children; among several such orders, the one nearest to <see cref="Variables"/>.</summary>
    public ImmutableArray<Variable> TopologicalOrder { get; }

    /// <summary>How many entries all rows have together: the length of a network's parameter vector.</summary>
    public int ParameterCount { get; }

    /// <summary>SHA-256, in lower-case hexadecimal, of variables, parents and rows without their numbers: equal for equal structures on every machine.</summary>
    public string Hash => _hash ??= NetworkHash.Of(this);

    internal ImmutableArray<Family> Families { get; }

    /// <summary>Finds a variable by name, in O(1).</summary>
    /// <param name="name">The name (ordinal comparison).</param>
    /// <param name="variable">The variable, or <see langword="null"/>.</param>
    /// <returns>Whether it was found.</returns>
    public bool TryGetVariable(string name, [NotNullWhen(true)] out Variable? variable) => _byName.TryGetValue(name, out variable);

    /// <summary>Whether a variable is one of <see cref="Variables"/>, in O(1).</summary>
    /// <param name="variable">A variable.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return (uint)variable.Index < (uint)Variables.Length && ReferenceEquals(Variables[variable.Index], variable);
    }

    /// <summary>The parents of a variable, in the order of its tables' layout (last fastest).</summary>
    /// <param name="variable">A variable of this structure.</param>
    /// <returns>The parents; empty for a root.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another structure.</exception>
    public ImmutableArray<Variable> ParentsOf(Variable variable) => Contains(variable)
        ? Families[variable.Index].Parents
        : throw new ArgumentException($"Variable '{variable.Name}' belongs to another structure.", nameof(variable));

    /// <summary>In what this structure and another differ.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The largest difference; <see cref="StructureDifference.None"/> for the same structure.</returns>
    /// <remarks>The one answer to whether two networks have the same structure. O(1) for networks made from each other by
    /// <see cref="BayesianNetwork.WithParameters"/>, otherwise O(length of all tables).</remarks>
    public StructureDifference DifferenceFrom(NetworkStructure other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
        {
            return StructureDifference.None;
        }

        if (Variables.Length != other.Variables.Length || Variables.Zip(other.Variables).Any(static pair => !pair.First.HasSameStatesAs(pair.Second)))
        {
            return StructureDifference.Variables;
        }

        if (Families.Zip(other.Families).Any(static pair =>
            !pair.First.Parents.Select(static p => p.Index).SequenceEqual(pair.Second.Parents.Select(static p => p.Index))))
        {
            return StructureDifference.Parents;
        }

        return Rows.Length == other.Rows.Length
            && Rows.Zip(other.Rows).All(static pair => pair.First.Length == pair.Second.Length && pair.First.Id == pair.Second.Id)
            && Families.Zip(other.Families).All(static pair => pair.First.HasSameRowsAs(pair.Second))
                ? StructureDifference.None
                : StructureDifference.Rows;
    }

    /// <summary>The numbers of variables, rows and parameters.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Variables.Length} variables, {Rows.Length} rows, {ParameterCount} parameters";

    /// <summary>The same variables and parents, with some rows taken for others; rows that are taken for others are gone.</summary>
    /// <param name="rowOf">For each row, the row that stands for it.</param>
    /// <param name="kept">Receives the rows that are left, by their indices here.</param>
    internal NetworkStructure Tied(ReadOnlySpan<int> rowOf, out ImmutableArray<int> kept)
    {
        var places = new int[rowOf.Length];
        var rows = ImmutableArray.CreateBuilder<RowLayout>();
        var left = ImmutableArray.CreateBuilder<int>();
        int offset = 0;
        for (int r = 0; r < rowOf.Length; r++)
        {
            if (rowOf[r] == r)
            {
                places[r] = rows.Count;
                rows.Add(new RowLayout(rows.Count, offset, Rows[r].Id, Rows[r].Length));
                left.Add(r);
                offset += Rows[r].Length;
            }
        }

        for (int r = 0; r < rowOf.Length; r++)
        {
            places[r] = places[rowOf[r]];
        }

        var families = ImmutableArray.CreateBuilder<Family>(Families.Length);
        foreach (Family family in Families)
        {
            families.Add(family.OnRows(places));
        }

        kept = left.ToImmutable();
        return new NetworkStructure(this, families.MoveToImmutable(), rows.ToImmutable());
    }

    private static int ParameterCountOf(ImmutableArray<RowLayout> rows) => rows.IsEmpty ? 0 : rows[^1].ParameterOffset + rows[^1].Length;
}
