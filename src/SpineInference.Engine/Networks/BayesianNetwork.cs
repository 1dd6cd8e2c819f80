using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Engine.Networks;

/// <summary>A discrete Bayesian network: variables, each with its distribution given its parents, over shared probability rows.</summary>
/// <remarks>
/// <para>P(x) = Πᵥ P(xᵥ | parents of v). A <see cref="Structure"/>, which many networks may share, with numbers for its rows. Made by
/// <see cref="BayesianNetworkBuilder"/>, which refuses anything inconsistent, so every instance is valid: acyclic, complete, each row a
/// probability vector.</para>
/// <para>Immutable and safe for concurrent use. General: whatever the network is about is in its names.</para>
/// </remarks>
public sealed class BayesianNetwork
{
    private readonly double[] _parameters;
    private readonly RowList? _list;
    private ImmutableArray<ProbabilityRow> _rows;
    private string? _hash;

    internal BayesianNetwork(string name, NetworkStructure structure, ImmutableArray<ProbabilityRow> rows)
    {
        Name = name;
        Structure = structure;
        _rows = rows;
        _parameters = new double[structure.ParameterCount];
        foreach (ProbabilityRow row in rows)
        {
            row.Probabilities.AsSpan().CopyTo(_parameters.AsSpan(row.ParameterOffset));
        }

        Distributions = OverThis();
    }

    /// <summary>A network whose rows are made when somebody asks for them.</summary>
    internal BayesianNetwork(string name, NetworkStructure structure, RowList rows)
    {
        Name = name;
        Structure = structure;
        _list = rows;
        _parameters = rows.Freeze();
        Distributions = OverThis();
    }

    /// <summary>The network's name; may be empty.</summary>
    public string Name { get; }

    /// <summary>What this network shares with all that differ from it only in numbers: variables, parents, the layout of the rows.</summary>
    public NetworkStructure Structure { get; }

    /// <summary>The variables of <see cref="Structure"/>, in the order they were added; <c>Variables[i].Index == i</c>.</summary>
    public ImmutableArray<Variable> Variables => Structure.Variables;

    /// <summary>The distribution of each variable, in the order of <see cref="Variables"/>.</summary>
    public ImmutableArray<ConditionalDistribution> Distributions { get; }

    /// <summary>All probability rows; <c>Rows[i].Index == i</c>.</summary>
    public ImmutableArray<ProbabilityRow> Rows
    {
        get
        {
            if (_rows.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref _rows, _list!.ToRows(Structure.Rows));
            }

            return _rows;
        }
    }

    /// <summary>The variables with every parent before its children; among several such orders, the one nearest to <see cref="Variables"/>.</summary>
    public ImmutableArray<Variable> TopologicalOrder => Structure.TopologicalOrder;

    /// <summary>All entries of all rows, row after row: the flat parameter vector that engines, draws and learners work on.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>SHA-256, in lower-case hexadecimal, of structure and parameters: equal for equal networks on every machine.</summary>
    public string Hash => _hash ??= NetworkHash.Of(this);

    /// <summary>Finds a variable by name, in O(1).</summary>
    /// <param name="name">The name (ordinal comparison).</param>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    public Variable this[string name] => TryGetVariable(name, out Variable? variable)
        ? variable
        : throw new ArgumentException($"Network '{Name}' has no variable '{name}'.", nameof(name));

    /// <summary>Finds a variable by name, in O(1), without throwing.</summary>
    /// <param name="name">The name (ordinal comparison).</param>
    /// <param name="variable">The variable, or <see langword="null"/>.</param>
    /// <returns>Whether it was found.</returns>
    public bool TryGetVariable(string name, [NotNullWhen(true)] out Variable? variable) => Structure.TryGetVariable(name, out variable);

    /// <summary>The distribution of a variable given its parents, in O(1).</summary>
    /// <param name="variable">A variable of this network.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another structure.</exception>
    public ConditionalDistribution DistributionOf(Variable variable)
    {
        ThrowIfForeign(variable);
        return Distributions[variable.Index];
    }

    /// <summary>The same structure with other parameters.</summary>
    /// <param name="parameters">All parameters, laid out as <see cref="Parameters"/>.</param>
    /// <param name="effectiveSampleSizes">One Dirichlet concentration for each row, or empty to keep those of this network.</param>
    /// <returns>A network over the same <see cref="Structure"/>, and so over the same variables; this one is unchanged.</returns>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidNetworkException">A row is no probability vector.</exception>
    /// <remarks>O(parameters): nothing but the rows is checked or made anew.</remarks>
    public BayesianNetwork WithParameters(ReadOnlySpan<double> parameters, ReadOnlySpan<double> effectiveSampleSizes = default)
    {
        if (parameters.Length != _parameters.Length)
        {
            throw new ArgumentException($"Got {parameters.Length} parameters; expected {_parameters.Length}.", nameof(parameters));
        }

        ThrowIfNotOneForEachRow(effectiveSampleSizes);
        var rows = new RowChecks(Name);
        foreach (ProbabilityRow row in Rows)
        {
            double size = effectiveSampleSizes.IsEmpty ? row.EffectiveSampleSize : effectiveSampleSizes[row.Index];
            rows.Add(row.Layout, [.. parameters.Slice(row.ParameterOffset, row.Length)], size);
        }

        return new BayesianNetwork(Name, Structure, rows.ToRows());
    }

    /// <summary>The same network with some rows tied: they become one parameter, which is learned and drawn as one.</summary>
    /// <param name="rowOf">For each row the index of the row that stands for it: its own, or that of another of the same length that stands for
    /// itself and gives the probabilities.</param>
    /// <param name="effectiveSampleSizes">One Dirichlet concentration for each row, or empty to keep those of this network.</param>
    /// <returns>A network over the same variables and parents; rows that others stand for are gone.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or a row stands for another that it cannot stand for.</exception>
    public BayesianNetwork WithTiedRows(ReadOnlySpan<int> rowOf, ReadOnlySpan<double> effectiveSampleSizes = default)
    {
        if (rowOf.Length != Rows.Length)
        {
            throw new ArgumentException($"Got {rowOf.Length} row indices; expected {Rows.Length}.", nameof(rowOf));
        }

        ThrowIfNotOneForEachRow(effectiveSampleSizes);
        for (int r = 0; r < rowOf.Length; r++)
        {
            if ((uint)rowOf[r] >= (uint)rowOf.Length || rowOf[rowOf[r]] != rowOf[r] || Rows[rowOf[r]].Length != Rows[r].Length)
            {
                throw new ArgumentException(
                    $"Row '{Rows[r].Id}' cannot be tied to row {rowOf[r]}: expected a row of {Rows[r].Length} entries that stands for itself.", nameof(rowOf));
            }
        }

        NetworkStructure tied = Structure.Tied(rowOf, out ImmutableArray<int> kept);
        var rows = new RowChecks(Name);
        foreach (RowLayout layout in tied.Rows)
        {
            ProbabilityRow row = Rows[kept[layout.Index]];
            rows.Add(layout, row.Probabilities, effectiveSampleSizes.IsEmpty ? row.EffectiveSampleSize : effectiveSampleSizes[row.Index]);
        }

        return new BayesianNetwork(Name, tied, rows.ToRows());
    }

    /// <summary>The name and the sizes.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name}: {Structure}";

    /// <summary>Refuses a variable of another structure.</summary>
    /// <param name="variable">A variable.</param>
    /// <exception cref="ArgumentException">It is none of <see cref="Variables"/>.</exception>
    public void ThrowIfForeign(Variable variable)
    {
        if (!Structure.Contains(variable))
        {
            throw new ArgumentException($"Variable '{variable.Name}' belongs to another network than '{Name}'.", nameof(variable));
        }
    }

    private void ThrowIfNotOneForEachRow(ReadOnlySpan<double> effectiveSampleSizes)
    {
        if (!effectiveSampleSizes.IsEmpty && effectiveSampleSizes.Length != Rows.Length)
        {
            throw new ArgumentException(
                $"Got {effectiveSampleSizes.Length} effective sample sizes; expected {Rows.Length} or none.", nameof(effectiveSampleSizes));
        }
    }

    private ImmutableArray<ConditionalDistribution> OverThis()
    {
        var distributions = ImmutableArray.CreateBuilder<ConditionalDistribution>(Structure.Families.Length);
        foreach (Family family in Structure.Families)
        {
            distributions.Add(family.Over(this));
        }

        return distributions.MoveToImmutable();
    }
}
