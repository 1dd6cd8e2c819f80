using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SpineInference.Engine.Networks;

/// <summary>A discrete Bayesian network: variables, each with its distribution given its parents, over shared probability rows.</summary>
/// <remarks>
/// <para>P(x) = Πᵥ P(xᵥ | parents of v). Made by <see cref="BayesianNetworkBuilder"/>, which refuses anything inconsistent, so every
/// instance is valid: acyclic, complete, each row a probability vector.</para>
/// <para>Immutable and safe for concurrent use. General: whatever the network is about is in its names.</para>
/// </remarks>
public sealed class BayesianNetwork
{
    private readonly Dictionary<string, Variable> _byName;
    private readonly double[] _parameters;
    private string? _hash;

    internal BayesianNetwork(
        string name,
        ImmutableArray<Variable> variables,
        ImmutableArray<ConditionalDistribution> distributions,
        ImmutableArray<ProbabilityRow> rows,
        ImmutableArray<Variable> topologicalOrder)
    {
        Name = name;
        Variables = variables;
        Distributions = distributions;
        Rows = rows;
        TopologicalOrder = topologicalOrder;
        _byName = new Dictionary<string, Variable>(variables.Length, StringComparer.Ordinal);
        foreach (Variable variable in variables)
        {
            _byName.Add(variable.Name, variable);
        }

        _parameters = new double[rows.IsEmpty ? 0 : rows[^1].ParameterOffset + rows[^1].Length];
        foreach (ProbabilityRow row in rows)
        {
            row.Probabilities.AsSpan().CopyTo(_parameters.AsSpan(row.ParameterOffset));
        }
    }

    /// <summary>The network's name; may be empty.</summary>
    public string Name { get; }

    /// <summary>The variables, in the order they were added; <c>Variables[i].Index == i</c>.</summary>
    public ImmutableArray<Variable> Variables { get; }

    /// <summary>The distribution of each variable, in the order of <see cref="Variables"/>.</summary>
    public ImmutableArray<ConditionalDistribution> Distributions { get; }

    /// <summary>All probability rows; <c>Rows[i].Index == i</c>.</summary>
    public ImmutableArray<ProbabilityRow> Rows { get; }

    /// <summary>The variables with every parent before its children; among several such orders, the one nearest to <see cref="Variables"/>.</summary>
    public ImmutableArray<Variable> TopologicalOrder { get; }

    /// <summary>All entries of all rows, row after row: the flat parameter vector that engines, draws and learners work on.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>SHA-256, in lower-case hexadecimal, of structure and parameters: equal for equal networks on every machine.</summary>
    public string Hash => _hash ??= NetworkHash.Compute(this, includeParameters: true);

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
    public bool TryGetVariable(string name, [NotNullWhen(true)] out Variable? variable) => _byName.TryGetValue(name, out variable);

    /// <summary>The distribution of a variable given its parents, in O(1).</summary>
    /// <param name="variable">A variable of this network.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public ConditionalDistribution DistributionOf(Variable variable)
    {
        ThrowIfForeign(variable);
        return Distributions[variable.Index];
    }

    /// <summary>The same structure with other parameters.</summary>
    /// <param name="parameters">All parameters, laid out as <see cref="Parameters"/>.</param>
    /// <param name="effectiveSampleSizes">One Dirichlet concentration for each row, or empty to keep those of this network.</param>
    /// <returns>A new network over new variables of the same names; this one is unchanged.</returns>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidNetworkException">A row is no probability vector.</exception>
    public BayesianNetwork WithParameters(ReadOnlySpan<double> parameters, ReadOnlySpan<double> effectiveSampleSizes = default)
    {
        if (parameters.Length != _parameters.Length)
        {
            throw new ArgumentException($"Got {parameters.Length} parameters; expected {_parameters.Length}.", nameof(parameters));
        }

        if (!effectiveSampleSizes.IsEmpty && effectiveSampleSizes.Length != Rows.Length)
        {
            throw new ArgumentException(
                $"Got {effectiveSampleSizes.Length} effective sample sizes; expected {Rows.Length} or none.", nameof(effectiveSampleSizes));
        }

        var builder = new BayesianNetworkBuilder(Name);
        foreach (ProbabilityRow row in Rows)
        {
            double size = effectiveSampleSizes.IsEmpty ? row.EffectiveSampleSize : effectiveSampleSizes[row.Index];
            builder.AddRow(row.Id, parameters.Slice(row.ParameterOffset, row.Length), size);
        }

        var variables = new Variable[Variables.Length];
        foreach (Variable variable in Variables)
        {
            variables[variable.Index] = builder.AddVariable(variable.Name, variable.States.AsSpan());
        }

        foreach (ConditionalDistribution distribution in Distributions)
        {
            Variable child = variables[distribution.Variable.Index];
            Variable[] parents = [.. distribution.Parents.Select(p => variables[p.Index])];
            if (distribution is NoisyMax noisyMax)
            {
                builder.SetNoisyMax(child, parents, [.. noisyMax.Contributors.Select(NoisyMaxContributorDraft.From)]);
            }
            else
            {
                var table = (ConditionalTable)distribution;
                builder.SetTable(child, parents, [.. table.RowOfConfiguration.Select(static r => r.Index)]);
            }
        }

        return builder.Build();
    }

    /// <summary>The name and the sizes.</summary>
    public override string ToString() => $"{Name}: {Variables.Length} variables, {Rows.Length} rows, {_parameters.Length} parameters";

    /// <summary>Refuses a variable of another network.</summary>
    /// <param name="variable">A variable.</param>
    /// <exception cref="ArgumentException">It is none of <see cref="Variables"/>.</exception>
    public void ThrowIfForeign(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if ((uint)variable.Index >= (uint)Variables.Length || !ReferenceEquals(Variables[variable.Index], variable))
        {
            throw new ArgumentException($"Variable '{variable.Name}' belongs to another network than '{Name}'.", nameof(variable));
        }
    }
}
