using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>Parameter vectors of a network drawn from what is believed of its parameters: the same for every query, so that answers can be compared draw by draw.</summary>
/// <remarks>What a <see cref="ParameterBelief"/> draws. Definitions stay as they
/// are, and what is structurally 0 stays 0. Draws × parameters × 8 bytes, or less where rows are drawn when they are read (<see cref="CreateWhenRead"/>). Immutable and
/// safe for concurrent use.</remarks>
public sealed class ParameterDraws
{
    // A drawn entry may underflow, and must not thereby become impossible.
    private const double SmallestLog = -230;

    private readonly Lazy<double[]> _values;

    private ParameterDraws(
        BayesianNetwork network, int count, int seed, double[]? values, Func<ImmutableArray<ProbabilityRow>, ParameterLaneWriter>? choose = null)
    {
        Network = network;
        Count = count;
        Seed = seed;
        Choose = choose;
        _values = values is null ? new(() => WriteAll(network, count, choose!)) : new(values);
    }

    /// <summary>How many draws stand side by side where they are made when they are read.</summary>
    public const int LaneCount = ChosenLanes.Draws;

    /// <summary>The network whose parameters were drawn.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>How many vectors there are.</summary>
    public int Count { get; }

    /// <summary>The seed they were drawn with.</summary>
    public int Seed { get; }

    /// <summary>One vector, laid out as <see cref="BayesianNetwork.Parameters"/>.</summary>
    /// <param name="draw">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such draw.</exception>
    public ReadOnlySpan<double> this[int draw]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(draw);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(draw, Count);
            return _values.Value.AsSpan(draw * Network.Parameters.Length, Network.Parameters.Length);
        }
    }

    /// <summary>All vectors, one after the other.</summary>
    internal ReadOnlySpan<double> Values => _values.Value;

    /// <summary>Draws some rows as they are needed; null where all were drawn at once.</summary>
    internal Func<ImmutableArray<ProbabilityRow>, ParameterLaneWriter>? Choose { get; }

    /// <summary>Draws parameter vectors, each row from the Dirichlet distribution with α = effective sample size × probabilities.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same draws on every machine, and a row's draws do not depend on other rows or on
    /// <paramref name="count"/>.</param>
    /// <returns>The draws.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static ParameterDraws Sample(BayesianNetwork network, int count = 1000, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int length = network.Parameters.Length;
        var values = new double[checked(count * length)];
        for (int draw = 0; draw < count; draw++)
        {
            network.Parameters.CopyTo(values.AsSpan(draw * length));
        }

        Parallel.ForEach(network.Rows.Where(static r => !r.IsDefinition), row =>
        {
            var random = new SeededRandom(seed, row.Index);
            for (int draw = 0; draw < count; draw++)
            {
                Draw(row, random, values.AsSpan((draw * length) + row.ParameterOffset, row.Length));
            }
        });

        return new ParameterDraws(network, count, seed, values);
    }

    /// <summary>Takes parameter vectors that were drawn elsewhere.</summary>
    /// <param name="network">The network.</param>
    /// <param name="values">One vector after the other, each laid out as <see cref="BayesianNetwork.Parameters"/>, each row a probability vector
    /// (to 1e-9). Copied.</param>
    /// <param name="seed">The seed they were drawn with.</param>
    /// <returns>The draws.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of the network's, or a row of a vector is no probability vector.</exception>
    public static ParameterDraws Of(BayesianNetwork network, ReadOnlySpan<double> values, int seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        int length = network.Parameters.Length;
        if (values.IsEmpty || length == 0 || values.Length % length != 0)
        {
            throw new ArgumentException($"Got {values.Length} numbers; expected a multiple of {length}, one vector after the other.", nameof(values));
        }

        (int Offset, int Length)[] rows = PlacesOf(network);
        for (int draw = 0; draw < values.Length / length; draw++)
        {
            if (FaultOf(network, rows, values.Slice(draw * length, length), draw) is { } fault)
            {
                throw new ArgumentException(fault, nameof(values));
            }
        }

        return new ParameterDraws(network, values.Length / length, seed, values.ToArray());
    }

    /// <summary>Takes parameter vectors that something else draws, on several threads.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="seed">The seed they are drawn with.</param>
    /// <param name="write">Writes one vector; called for every number of a draw, from several threads at once.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The draws.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="ArgumentException">A row of a vector is no probability vector (to 1e-9).</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ParameterDraws Create(
        BayesianNetwork network, int count, int seed, ParameterWriter write, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        return CreateInBlocks(network, count, seed, 1, (draw, _, vector) => write(draw, vector), cancellationToken);
    }

    /// <summary>Takes parameter vectors that something else draws, several at a time, on several threads.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="seed">The seed they are drawn with.</param>
    /// <param name="block">How many at a time, at least 1; the last block may be shorter.</param>
    /// <param name="write">Writes the vectors of a block; called once for each, from several threads at once.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The draws.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="block"/> is below 1.</exception>
    /// <exception cref="ArgumentException">A row of a vector is no probability vector (to 1e-9).</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ParameterDraws CreateInBlocks(
        BayesianNetwork network, int count, int seed, int block, ParameterBlockWriter write, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(write);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        int length = network.Parameters.Length;
        var values = new double[checked(count * length)];
        (int Offset, int Length)[] rows = PlacesOf(network);
        string?[] faults = new string?[count];
        Parallel.For(0, (count + block - 1) / block, new ParallelOptions { CancellationToken = cancellationToken }, number =>
        {
            int first = number * block;
            int size = Math.Min(block, count - first);
            write(first, size, values.AsSpan(first * length, size * length));
            for (int draw = first; draw < first + size; draw++)
            {
                faults[draw] = FaultOf(network, rows, values.AsSpan(draw * length, length), draw);
            }
        });
        return Array.Find(faults, static f => f is not null) is { } fault
            ? throw new ArgumentException(fault, nameof(write))
            : new ParameterDraws(network, count, seed, values);
    }

    /// <summary>Takes parameter vectors that are drawn when they are read, and of which an answer reads only the rows that it hangs on.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="seed">The seed they are drawn with.</param>
    /// <param name="choose">Given some rows, says how they are drawn. An entry of a draw must be the same whichever other rows are chosen with it.</param>
    /// <returns>The draws. Nothing is drawn yet; who reads a whole vector has all of them made and kept.</returns>
    /// <remarks>That a drawn row is a probability vector (to 1e-9) is checked when it is drawn: who asked then gets an <see cref="InvalidOperationException"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static ParameterDraws CreateWhenRead(
        BayesianNetwork network, int count, int seed, Func<ImmutableArray<ProbabilityRow>, ParameterLaneWriter> choose)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(choose);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new ParameterDraws(network, count, seed, null, choose);
    }

    private static double[] WriteAll(BayesianNetwork network, int count, Func<ImmutableArray<ProbabilityRow>, ParameterLaneWriter> choose)
    {
        const int Lanes = LaneCount;
        int length = network.Parameters.Length;
        ParameterLaneWriter write = choose(network.Rows);
        return CreateInBlocks(network, count, 0, Lanes, (first, size, vectors) =>
        {
            double[] lanes = ArrayPool<double>.Shared.Rent(Lanes * length);
            write(first, lanes.AsSpan(0, Lanes * length));
            int place = 0;
            foreach (ProbabilityRow row in network.Rows)
            {
                for (int s = 0; s < row.Length; s++, place += Lanes)
                {
                    for (int draw = 0; draw < size; draw++)
                    {
                        vectors[(draw * length) + row.ParameterOffset + s] = lanes[place + draw];
                    }
                }
            }

            ArrayPool<double>.Shared.Return(lanes);
        })._values.Value;
    }

    private static (int Offset, int Length)[] PlacesOf(BayesianNetwork network) => [.. network.Rows.Select(static r => (r.ParameterOffset, r.Length))];

    // Rows by their places, not by the network's objects: every draw is checked, and few have a fault.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static string? FaultOf(BayesianNetwork network, (int Offset, int Length)[] rows, ReadOnlySpan<double> vector, int draw)
    {
        for (int r = 0; r < rows.Length; r++)
        {
            double sum = 0;
            foreach (double entry in vector.Slice(rows[r].Offset, rows[r].Length))
            {
                sum += entry >= 0 ? entry : double.NaN;
            }

            if (!(Math.Abs(sum - 1) <= 1e-9))
            {
                return $"Vector {draw}, row '{network.Rows[r].Id}' is no probability vector: its entries sum to {sum}.";
            }
        }

        return null;
    }

    // Gamma numbers in logarithms, less the largest, so that small concentrations do not underflow together.
    private static void Draw(ProbabilityRow row, SeededRandom random, Span<double> destination)
    {
        double largest = double.NegativeInfinity;
        for (int s = 0; s < destination.Length; s++)
        {
            double probability = row.Probabilities[s];
            destination[s] = probability > 0 ? random.NextLogGamma(row.EffectiveSampleSize * probability) : double.NegativeInfinity;
            largest = Math.Max(largest, destination[s]);
        }

        double sum = 0;
        for (int s = 0; s < destination.Length; s++)
        {
            destination[s] = row.Probabilities[s] > 0 ? Math.Exp(Math.Max(SmallestLog, destination[s] - largest)) : 0;
            sum += destination[s];
        }

        for (int s = 0; s < destination.Length; s++)
        {
            destination[s] /= sum;
        }
    }
}
