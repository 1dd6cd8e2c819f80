using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Weighted rows of evidence on a network, kept column by column, with measurements beside them.</summary>
/// <remarks>
/// <para>A row is one patient, or a pattern that <c>weight</c> patients share. For each variable it has a state, or nothing where the
/// variable is unknown, or likelihoods of the states. A measurement has a finite value, or NaN where it is unknown.</para>
/// <para>Immutable and safe for concurrent use. Made by <see cref="CohortBuilder"/> or <see cref="CohortReader"/>.</para>
/// </remarks>
public sealed class Cohort : ICohortSource
{
    /// <summary>The entry of a column of states where the variable is unknown.</summary>
    public const short Unknown = -1;

    /// <summary>The largest sum of weights: about where doubles cease to tell one patient more.</summary>
    public const double MostWeight = 1e15;

    private readonly short[]?[] _states;
    private readonly double[]?[] _likelihoods;
    private readonly double[] _weights;
    private readonly double[][] _values;
    private readonly Lazy<Dictionary<string, int>> _placeOfMeasurement;
    private string? _hash;

    internal Cohort(
        BayesianNetwork network, short[]?[] states, double[]?[] likelihoods, double[] weights, ImmutableArray<string> measurements, double[][] values)
    {
        Network = network;
        _states = states;
        _likelihoods = likelihoods;
        _weights = weights;
        Measurements = measurements;
        _values = values;
        _placeOfMeasurement = new(() => measurements.Select(static (m, i) => KeyValuePair.Create(m, i)).ToDictionary(StringComparer.Ordinal));
        foreach (double weight in weights)
        {
            TotalWeight += weight;
        }
    }

    /// <inheritdoc/>
    public BayesianNetwork Network { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _weights.Length;

    /// <summary>The sum of the weights: how many patients the rows stand for.</summary>
    public double TotalWeight { get; }

    /// <summary>The weight of each row; positive.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The names of the measurements, in the order of their columns; may be empty.</summary>
    public ImmutableArray<string> Measurements { get; }

    /// <summary>The variables known in some row, in the network's order.</summary>
    public IEnumerable<Variable> ObservedVariables =>
        Network.Variables.Where(v => _likelihoods[v.Index] is not null || (_states[v.Index] is { } s && s.AsSpan().ContainsAnyExcept(Unknown)));

    /// <summary>SHA-256, in lower-case hexadecimal, of names, states, values and weights in their order.</summary>
    public string Hash => _hash ??= CohortHash.Compute(this);

    /// <summary>The states of a variable: for each row an index or <see cref="Unknown"/>; empty where it is unknown in every row or has
    /// likelihoods instead.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <returns>The states, one for each row, or nothing.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public ReadOnlySpan<short> StatesOf(Variable variable)
    {
        Network.ThrowIfForeign(variable);
        return _states[variable.Index];
    }

    /// <summary>The state of a variable in a row, or <see cref="Unknown"/>.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The index of the state.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public int StateOf(Variable variable, int row)
    {
        ReadOnlySpan<short> states = StatesOf(variable);
        return states.IsEmpty ? Unknown : states[row];
    }

    /// <summary>The likelihoods of a variable's states, all rows of the first state, then all of the second, …; empty where it has none.</summary>
    /// <param name="variable">A variable of the network.</param>
    /// <returns>The likelihoods, or nothing.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network.</exception>
    public ReadOnlySpan<double> LikelihoodsOf(Variable variable)
    {
        Network.ThrowIfForeign(variable);
        return _likelihoods[variable.Index];
    }

    /// <summary>The values of a measurement: for each row a finite number, or NaN where it is unknown.</summary>
    /// <param name="measurement">The measurement's name.</param>
    /// <returns>The values, one for each row.</returns>
    /// <exception cref="ArgumentException">The cohort has no such measurement.</exception>
    public ReadOnlySpan<double> ValuesOf(string measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return _placeOfMeasurement.Value.TryGetValue(measurement, out int index)
            ? _values[index]
            : throw new ArgumentException($"The cohort has no measurement '{measurement}'. It has: {FaultText.List(Measurements)}.", nameof(measurement));
    }

    /// <summary>Some of the rows, in the order given.</summary>
    /// <param name="rows">Row numbers from 0; a row may stand more than once.</param>
    /// <returns>The rows, as a cohort.</returns>
    public Cohort Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int[] chosen = [.. rows];
        return new Cohort(
            Network,
            [.. _states.Select(column => column is null ? null : Pick(column, chosen))],
            [.. _likelihoods.Select(column => column is null ? null : PickLikelihoods(column, chosen))],
            Pick(_weights, chosen),
            Measurements,
            [.. _values.Select(column => Pick(column, chosen))]);
    }

    /// <summary>The same rows with some variables unknown throughout.</summary>
    /// <param name="variables">Variables of the network.</param>
    /// <returns>The cohort without what was known of them.</returns>
    /// <exception cref="ArgumentException">A variable belongs to another network.</exception>
    public Cohort Without(params ReadOnlySpan<Variable> variables)
    {
        var states = (short[]?[])_states.Clone();
        var likelihoods = (double[]?[])_likelihoods.Clone();
        foreach (Variable variable in variables)
        {
            Network.ThrowIfForeign(variable);
            states[variable.Index] = null;
            likelihoods[variable.Index] = null;
        }

        return new Cohort(Network, states, likelihoods, _weights, Measurements, _values);
    }

    /// <summary>The same rows as evidence on another network that has the variables of this one known here, under the same names and with
    /// the same states.</summary>
    /// <param name="network">The other network.</param>
    /// <returns>The cohort on that network.</returns>
    /// <exception cref="ArgumentException">A variable known here is absent there or has other states.</exception>
    public Cohort On(BayesianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (ReferenceEquals(network, Network))
        {
            return this;
        }

        if (ReferenceEquals(network.Structure, Network.Structure))
        {
            return new Cohort(network, _states, _likelihoods, _weights, Measurements, _values);
        }

        var states = new short[]?[network.Variables.Length];
        var likelihoods = new double[]?[network.Variables.Length];
        foreach (Variable variable in ObservedVariables)
        {
            if (!network.TryGetVariable(variable.Name, out Variable? other) || !other.States.SequenceEqual(variable.States))
            {
                throw new ArgumentException(
                    $"Network '{network.Name}' has no variable {variable}, which the cohort knows of.", nameof(network));
            }

            states[other.Index] = _states[variable.Index];
            likelihoods[other.Index] = _likelihoods[variable.Index];
        }

        return new Cohort(network, states, likelihoods, _weights, Measurements, _values);
    }

    /// <summary>Rows that agree in everything joined into one with the sum of their weights; the first of each stays in its place.</summary>
    /// <returns>The cohort of different rows.</returns>
    /// <remarks>Only hard states are compared: a cohort with likelihoods or measurements is returned unchanged. O(rows × variables).</remarks>
    public Cohort Aggregate()
    {
        if (!HasOnlyStates)
        {
            return this;
        }

        var patterns = new PatternCounter(Network);
        patterns.Add(this);
        return patterns.Build();
    }

    /// <inheritdoc/>
    public IEnumerable<Cohort> ReadBlocks()
    {
        yield return this;
    }

    /// <summary>The evidence for an engine on this cohort's network. Measurements are no part of it.</summary>
    /// <returns>The evidence, one case for each row.</returns>
    public EvidenceColumns ToEvidence()
    {
        var columns = new EvidenceColumns(Network, Count);
        foreach (Variable variable in Network.Variables)
        {
            if (_likelihoods[variable.Index] is { } likelihoods)
            {
                columns.SetLikelihoods(variable, likelihoods);
            }
            else if (_states[variable.Index] is { } states)
            {
                columns.SetStates(variable, states);
            }
        }

        return columns;
    }

    /// <summary>The rows and the columns.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Count} rows, {ObservedVariables.Count()} variables, {Measurements.Length} measurements";

    internal bool HasOnlyStates => Measurements.Length == 0 && !_likelihoods.Any(static l => l is not null);

    internal short[]? StateColumn(int variable) => _states[variable];

    internal double[]? LikelihoodColumn(int variable) => _likelihoods[variable];

    private static T[] Pick<T>(T[] column, int[] rows)
    {
        var picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            picked[i] = column[rows[i]];
        }

        return picked;
    }

    private double[] PickLikelihoods(double[] column, int[] rows)
    {
        int stateCount = Count == 0 ? 0 : column.Length / Count;
        var picked = new double[stateCount * rows.Length];
        for (int s = 0; s < stateCount; s++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                picked[(s * rows.Length) + i] = column[(s * Count) + rows[i]];
            }
        }

        return picked;
    }
}
