using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>Collects rows and freezes them into a <see cref="Cohort"/>.</summary>
/// <remarks>Mutable; not safe for concurrent use. Memory: two bytes a row for each variable ever known, eight for each measurement.</remarks>
public sealed class CohortBuilder
{
    private readonly List<short>?[] _states;
    private readonly Dictionary<int, List<(int Row, double[] Likelihoods)>> _likelihoods = [];
    private readonly List<double> _weights = [];
    private readonly ImmutableArray<string> _measurements;
    private readonly List<double>[] _values;
    private double _totalWeight;
    private long _stateBytes;

    /// <summary>Starts without rows.</summary>
    /// <param name="network">The network the rows are evidence on.</param>
    /// <param name="measurements">Names of measurements; distinct.</param>
    /// <exception cref="ArgumentException">A name stands twice.</exception>
    public CohortBuilder(BayesianNetwork network, params ReadOnlySpan<string> measurements)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        _states = new List<short>?[network.Variables.Length];
        _measurements = [.. measurements];
        if (_measurements.Distinct(StringComparer.Ordinal).Count() != _measurements.Length)
        {
            throw new ArgumentException($"A measurement stands twice: {string.Join(", ", _measurements)}.", nameof(measurements));
        }

        _values = [.. _measurements.Select(static _ => new List<double>())];
    }

    /// <summary>The network the rows are evidence on.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>How many rows there are so far.</summary>
    public int Count => _weights.Count;

    /// <summary>Adds a row of states.</summary>
    /// <param name="states">Variables and the indices of their states; variables not named are unknown.</param>
    /// <param name="weight">How many patients the row stands for; positive and finite.</param>
    /// <param name="values">One value for each measurement, NaN where unknown; empty where all are.</param>
    /// <exception cref="ArgumentException">A variable is foreign or has more than 32,767 states, a state does not exist, the weight or a value is
    /// unfit, or the weights add up to more than <see cref="Cohort.MostWeight"/>.</exception>
    public void Add(IEnumerable<KeyValuePair<Variable, int>> states, double weight = 1, ReadOnlySpan<double> values = default)
    {
        ArgumentNullException.ThrowIfNull(states);
        AddRow(weight, values);
        foreach ((Variable variable, int state) in states)
        {
            Network.ThrowIfForeign(variable);
            if ((uint)state >= (uint)variable.StateCount)
            {
                throw new ArgumentException($"{variable.Name}: got state {state}; expected 0 to {variable.StateCount - 1}.", nameof(states));
            }

            Set(variable, ToEntry(variable, state));
        }
    }

    /// <summary>Adds a row of evidence, which may be soft.</summary>
    /// <param name="evidence">Evidence on the network.</param>
    /// <param name="weight">How many patients the row stands for; positive and finite.</param>
    /// <param name="values">One value for each measurement, NaN where unknown; empty where all are.</param>
    /// <exception cref="ArgumentException">The evidence belongs to another network or names one of more than 32,767 states, the weight or a value is
    /// unfit, or the weights add up to more than <see cref="Cohort.MostWeight"/>.</exception>
    public void Add(Evidence evidence, double weight = 1, ReadOnlySpan<double> values = default)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (!ReferenceEquals(evidence.Network.Structure, Network.Structure))
        {
            throw new ArgumentException($"The evidence belongs to another network than '{Network.Name}'.", nameof(evidence));
        }

        AddRow(weight, values);
        foreach (Variable variable in evidence.Variables)
        {
            ReadOnlySpan<double> likelihoods = evidence.LikelihoodsOf(variable);
            int state = evidence.ObservedStateOf(variable);
            if (state >= 0 && likelihoods[state] == 1)
            {
                Set(variable, ToEntry(variable, state));
                continue;
            }

            if (!_likelihoods.TryGetValue(variable.Index, out var soft))
            {
                _likelihoods[variable.Index] = soft = [];
            }

            soft.Add((Count - 1, likelihoods.ToArray()));
        }
    }

    /// <summary>Freezes the rows added so far.</summary>
    /// <returns>The cohort.</returns>
    public Cohort Build()
    {
        var states = new short[]?[_states.Length];
        var likelihoods = new double[]?[_states.Length];
        for (int v = 0; v < states.Length; v++)
        {
            if (_states[v] is { } column)
            {
                Pad(column, Count);
                states[v] = [.. column];
            }
        }

        foreach ((int v, var soft) in _likelihoods)
        {
            // One soft row makes the whole column soft: an engine takes either states or likelihoods of a variable.
            likelihoods[v] = Soften(states[v], Network.Variables[v].StateCount, soft);
            states[v] = null;
        }

        return new Cohort(Network, states, likelihoods, [.. _weights], _measurements, [.. _values.Select(static v => v.ToArray())]);
    }

    internal void AddRow(double weight, ReadOnlySpan<double> values)
    {
        if (!(weight > 0) || double.IsInfinity(weight))
        {
            throw new ArgumentException($"Got a weight of {weight}; expected a positive finite number.", nameof(weight));
        }

        if (!values.IsEmpty && values.Length != _measurements.Length)
        {
            throw new ArgumentException($"Got {values.Length} measurements; expected {_measurements.Length} or none.", nameof(values));
        }

        ThrowIfTooHeavy(weight);
        for (int m = 0; m < _values.Length; m++)
        {
            double value = values.IsEmpty ? double.NaN : values[m];
            if (double.IsInfinity(value))
            {
                throw new ArgumentException($"{_measurements[m]}: got {value}; expected a finite number, or NaN where unknown.", nameof(values));
            }

            _values[m].Add(value);
        }

        _weights.Add(weight);
    }

    /// <summary>About how many bytes the rows so far take in the cohort.</summary>
    internal long Bytes => _stateBytes + ((long)Count * sizeof(double) * (1 + _values.Length));

    /// <summary>Adds to the weight of a row.</summary>
    internal void AddWeight(int row, double weight)
    {
        ThrowIfTooHeavy(weight);
        _weights[row] += weight;
    }

    /// <summary>The entry of a column of states for a state's index.</summary>
    /// <exception cref="ArgumentException">The variable has more states than a column can hold.</exception>
    internal static short ToEntry(Variable variable, int state) => variable.StateCount <= short.MaxValue
        ? (short)state
        : throw new ArgumentException($"{variable.Name} has {variable.StateCount} states; a cohort holds the states of variables of at most {short.MaxValue}.", nameof(variable));

    internal void Set(Variable variable, short state)
    {
        List<short> column = _states[variable.Index] ??= [];
        Pad(column, Count - 1);
        if (column.Count == Count)
        {
            column[^1] = state;
        }
        else
        {
            column.Add(state);
            _stateBytes += sizeof(short);
        }
    }

    private void Pad(List<short> column, int count)
    {
        _stateBytes += sizeof(short) * (long)Math.Max(0, count - column.Count);
        while (column.Count < count)
        {
            column.Add(Cohort.Unknown);
        }
    }

    private void ThrowIfTooHeavy(double weight)
    {
        _totalWeight += weight;
        if (_totalWeight > Cohort.MostWeight)
        {
            throw new ArgumentException($"The weights add up to {_totalWeight}; expected at most {Cohort.MostWeight}: beyond it a patient more or less is lost in rounding.", nameof(weight));
        }
    }

    private double[] Soften(short[]? hard, int stateCount, List<(int Row, double[] Likelihoods)> soft)
    {
        var likelihoods = new double[stateCount * Count];
        for (int row = 0; row < Count; row++)
        {
            for (int s = 0; s < stateCount; s++)
            {
                likelihoods[(s * Count) + row] = hard is null || hard[row] < 0 || hard[row] == s ? 1 : 0;
            }
        }

        foreach ((int row, double[] values) in soft)
        {
            for (int s = 0; s < stateCount; s++)
            {
                likelihoods[(s * Count) + row] = values[s];
            }
        }

        return likelihoods;
    }
}
