using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>The answers to many cases, or under many draws of the parameters, asked for by variable and state.</summary>
/// <remarks>
/// <para>A case whose evidence is impossible has negative infinity as its log evidence and NaN as each of its posteriors.</para>
/// <para>Filled by an engine, and by the next batch that is given it; safe for concurrent use in between.</para>
/// </remarks>
public sealed class BatchPosteriors
{
    // Cases stand in blocks, in each block one output after the other: what a vector of lanes writes lies together, and so does what is
    // read of one case. With a column over all cases every output had a page of its own.
    private const int LargestBlock = 64;

    private readonly ReportedStates _states;
    private readonly int _shift;

    internal BatchPosteriors(ReportedStates states, int count, bool isLent = false)
    {
        _states = states;
        Count = count;
        BlockSize = Math.Clamp((int)BitOperations.RoundUpToPowerOf2((uint)count), 8, LargestBlock);
        _shift = BitOperations.Log2((uint)BlockSize);
        int length = checked((count + BlockSize - 1) / BlockSize * BlockSize * states.Count);
        Values = isLent ? ArrayPool<double>.Shared.Rent(length) : new double[length];
        Logs = new double[count];
    }

    /// <summary>The network.</summary>
    public BayesianNetwork Network => _states.Network;

    /// <summary>How many cases there are.</summary>
    public int Count { get; }

    /// <summary>log P(evidence) of each case, natural; negative infinity where it is impossible.</summary>
    public ReadOnlySpan<double> LogEvidence => Logs;

    /// <summary>All posteriors, in blocks.</summary>
    internal double[] Values { get; }

    /// <summary>log P(evidence).</summary>
    internal double[] Logs { get; }

    /// <summary>How many cases stand together; the distance of one output from the next.</summary>
    internal int BlockSize { get; }

    /// <summary>The posterior of one state in one case.</summary>
    /// <param name="index">The case.</param>
    /// <param name="variable">A variable the engine reports.</param>
    /// <param name="state">The state's index.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network or is not reported.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such case or state.</exception>
    public double this[int index, Variable variable, int state]
    {
        get
        {
            ThrowIfNoCase(index);
            return Values[PlaceOf(index, _states.OutputOf(variable, state))];
        }
    }

    /// <summary>Whether the evidence of a case is possible.</summary>
    /// <param name="index">The case.</param>
    /// <returns>Whether its probability is above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such case.</exception>
    public bool IsPossible(int index)
    {
        ThrowIfNoCase(index);
        return !double.IsNegativeInfinity(Logs[index]);
    }

    /// <summary>The posterior of one state in every case.</summary>
    /// <param name="variable">A variable the engine reports.</param>
    /// <param name="state">The state's index.</param>
    /// <returns>A new array, one entry for each case.</returns>
    /// <exception cref="ArgumentException">The variable belongs to another network or is not reported.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public double[] Of(Variable variable, int state)
    {
        var column = new double[Count];
        CopyTo(variable, state, column);
        return column;
    }

    /// <summary>Copies the posterior of one state in every case.</summary>
    /// <param name="variable">A variable the engine reports.</param>
    /// <param name="state">The state's index.</param>
    /// <param name="destination">Receives one entry for each case.</param>
    /// <exception cref="ArgumentException">The variable belongs to another network or is not reported, or the destination is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public void CopyTo(Variable variable, int state, Span<double> destination)
    {
        int output = _states.OutputOf(variable, state);
        if (destination.Length < Count)
        {
            throw new ArgumentException($"Got room for {destination.Length} cases; expected {Count}.", nameof(destination));
        }

        for (int first = 0; first < Count; first += BlockSize)
        {
            Values.AsSpan(PlaceOf(first, output), Math.Min(BlockSize, Count - first)).CopyTo(destination[first..]);
        }
    }

    /// <summary>All posteriors of one case.</summary>
    /// <param name="index">The case.</param>
    /// <param name="posteriors">Receives them; null where the evidence is impossible.</param>
    /// <returns>Whether the evidence is possible.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such case.</exception>
    public bool TryGet(int index, [NotNullWhen(true)] out Posteriors? posteriors)
    {
        posteriors = null;
        if (!IsPossible(index))
        {
            return false;
        }

        var values = new double[_states.StateCount];
        if (_states.Count < values.Length)
        {
            Array.Fill(values, double.NaN);
        }

        for (int k = 0; k < _states.Count; k++)
        {
            values[_states.FlatPlaces[k]] = Values[PlaceOf(index, k)];
        }

        posteriors = new Posteriors(Network, values, Logs[index], _states.FlatOffsets);
        return true;
    }

    /// <summary>All posteriors of one case.</summary>
    /// <param name="index">The case.</param>
    /// <returns>The same as a query of its evidence.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such case.</exception>
    /// <exception cref="ImpossibleEvidenceException">Its evidence has probability 0.</exception>
    public Posteriors Of(int index) => TryGet(index, out Posteriors? posteriors)
        ? posteriors
        : throw new ImpossibleEvidenceException($"The evidence of case {index} has probability 0. Remove or soften part of it.");

    /// <summary>The states that are reported.</summary>
    internal ReportedStates States => _states;

    /// <summary>Where an output of a case stands.</summary>
    internal int PlaceOf(int index, int output) => ((((index >> _shift) * _states.Count) + output) << _shift) + (index & (BlockSize - 1));

    private void ThrowIfNoCase(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }
}
