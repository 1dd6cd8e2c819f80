using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>A belief as bytes, so that an application need not synthesise anew.</summary>
/// <remarks>
/// <code>
/// "SIBELIEF" version checksum | checksum of the network's rows:8 | entries, as differences | deviations:f32 each
/// | for each common error: name, deviation, judgement 0 or 1, parameters as differences | judged rows as differences
/// | directions | λ and scale of each:f32 | length, and compressed: all coordinates:i16, first all high bytes, then all low ones
/// </code>
/// Form of <see cref="PackedWriter"/>. A coordinate is right to a 65,000th of the largest of its direction.
/// </remarks>
public static class PackedBelief
{
    private const ushort Version = 2;

    private static ReadOnlySpan<byte> Magic => "SIBELIEF"u8;

    /// <summary>Writes a belief.</summary>
    /// <param name="belief">The belief.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Write(LogOddsBelief belief)
    {
        ArgumentNullException.ThrowIfNull(belief);
        LogOddsShape shape = belief.Shape;
        var writer = new PackedWriter();
        writer.WriteBytes(ChecksumOf(belief.Network));
        writer.WriteNumbers(Differences(shape.Entries));
        writer.WriteBytes(Singles(shape.Deviations));
        writer.WriteNumber(shape.CommonErrors.Length);
        writer.WriteTexts([.. shape.CommonErrors.Select(static e => e.Name)]);
        writer.WriteBytes(Singles(shape.CommonErrors.Select(static e => e.StandardDeviation)));
        foreach (CommonError error in shape.CommonErrors)
        {
            writer.WriteNumber(error.IsJudgement ? 1 : 0);
            writer.WriteNumbers(Differences(error.Parameters));
        }

        writer.WriteNumbers(Differences(shape.Judged.Order()));
        WriteDirections(writer, belief.Directions, shape.ErrorCount);
        return writer.ToFile(Magic, Version);
    }

    /// <summary>Reads a belief.</summary>
    /// <param name="network">The network it is about.</param>
    /// <param name="file">What <see cref="Write"/> gave.</param>
    /// <returns>The belief.</returns>
    /// <exception cref="InvalidDataException">It is none, damaged, of another version, or about another network.</exception>
    public static LogOddsBelief Read(BayesianNetwork network, ReadOnlySpan<byte> file)
    {
        ArgumentNullException.ThrowIfNull(network);
        try
        {
            PackedReader reader = PackedReader.Open(file, Magic, Version);
            if (!reader.ReadBytes(sizeof(ulong)).SequenceEqual(ChecksumOf(network)))
            {
                throw new InvalidDataException("it is about another network.");
            }

            ImmutableArray<int> entries = Sums(reader.ReadNumbers(), network.Parameters.Length);
            double[] deviations = ReadSingles(ref reader, entries.Length);
            var errors = new CommonError[reader.ReadCount()];
            PackedTexts names = reader.ReadTexts();
            double[] sizes = ReadSingles(ref reader, errors.Length);
            for (int i = 0; i < errors.Length; i++)
            {
                bool isJudgement = reader.ReadNumberBelow(2) == 1;
                errors[i] = new CommonError(names[i], sizes[i], Sums(reader.ReadNumbers(), network.Parameters.Length), isJudgement);
            }

            ImmutableHashSet<int> judged = [.. Sums(reader.ReadNumbers(), network.Rows.Length)];
            var shape = new LogOddsShape(network, entries, ImmutableCollectionsMarshal.AsImmutableArray(deviations), [.. errors], judged);
            NarrowedDirections directions = ReadDirections(ref reader, shape.ErrorCount);
            reader.End();
            return new LogOddsBelief(network, shape, directions);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"The belief cannot be read: {e.Message} Synthesise it anew.", e);
        }
    }

    // Lengths, sample sizes and numbers of all rows. The hash of a network says the same of names, too, and takes many times as long.
    private static byte[] ChecksumOf(BayesianNetwork network)
    {
        var numbers = new double[(2 * network.Rows.Length) + network.Parameters.Length];
        network.Parameters.CopyTo(numbers);
        int place = network.Parameters.Length;
        foreach (ProbabilityRow row in network.Rows)
        {
            numbers[place++] = row.Length;
            numbers[place++] = row.EffectiveSampleSize;
        }

        var bytes = new byte[sizeof(double) * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(double) * i), numbers[i]);
        }

        var checksum = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(checksum, PackedReader.ComputeChecksum(bytes));
        return checksum;
    }

    private static void WriteDirections(PackedWriter writer, NarrowedDirections directions, int length)
    {
        writer.WriteNumber(directions.Count);
        writer.WriteBytes(Singles(directions.Narrowing));
        float[] scales = [.. Enumerable.Range(0, directions.Count).Select(k => Largest(directions[k]) / short.MaxValue)];
        writer.WriteBytes(Singles(scales.Select(static s => (double)s)));
        int count = directions.Count * length;
        var bytes = new byte[2 * count];
        for (int k = 0; k < directions.Count; k++)
        {
            for (int j = 0; j < length; j++)
            {
                ushort coordinate = (ushort)(short)MathF.Round(directions[k][j] / scales[k]);
                bytes[(k * length) + j] = (byte)(coordinate >> 8);
                bytes[count + (k * length) + j] = (byte)coordinate;
            }
        }

        // zlib, because a browser's runtime has no Brotli.
        using var packed = new MemoryStream();
        using (var compressor = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            compressor.Write(bytes);
        }

        writer.WriteNumber((int)packed.Length);
        writer.WriteBytes(packed.ToArray());
    }

    // Whether the packed bytes are exactly so many, undamaged by their own checksum.
    private static bool TryUnpack(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        using var stream = new MemoryStream(packed.ToArray());
        using var expander = new ZLibStream(stream, CompressionMode.Decompress);
        try
        {
            return expander.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && expander.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static NarrowedDirections ReadDirections(ref PackedReader reader, int length)
    {
        int directions = reader.ReadCount();
        double[] narrowing = ReadSingles(ref reader, directions);
        double[] scales = ReadSingles(ref reader, directions);
        ReadOnlySpan<byte> packed = reader.ReadBytes(reader.ReadCount());
        int count = checked(directions * length);
        var bytes = new byte[2 * count];
        if (!TryUnpack(packed, bytes) || !narrowing.All(static l => l is > 0 and < 1))
        {
            throw new InvalidDataException("its directions are damaged.");
        }

        return new NarrowedDirections(narrowing, length, (k, direction) =>
            Expand((float)scales[k], bytes.AsSpan(k * length, length), bytes.AsSpan(count + (k * length), length), direction));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Expand(float scale, ReadOnlySpan<byte> high, ReadOnlySpan<byte> low, Span<float> direction)
    {
        for (int j = 0; j < direction.Length; j++)
        {
            direction[j] = scale * (short)((high[j] << 8) | low[j]);
        }
    }

    private static float Largest(ReadOnlySpan<float> direction)
    {
        float largest = float.Epsilon;
        foreach (float x in direction)
        {
            largest = Math.Max(largest, Math.Abs(x));
        }

        return largest;
    }

    private static int[] Differences(IEnumerable<int> ascending)
    {
        int before = 0;
        return [.. ascending.Select(n =>
        {
            int difference = n - before;
            before = n;
            return difference;
        })];
    }

    private static ImmutableArray<int> Sums(int[] differences, int bound)
    {
        int sum = 0;
        for (int i = 0; i < differences.Length; i++)
        {
            sum = checked(sum + differences[i]);
            differences[i] = sum < bound ? sum : throw new InvalidDataException($"it names place {sum} of {bound}.");
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(differences);
    }

    private static byte[] Singles(IEnumerable<double> numbers)
    {
        double[] all = [.. numbers];
        var bytes = new byte[sizeof(float) * all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), (float)all[i]);
        }

        return bytes;
    }

    private static double[] ReadSingles(ref PackedReader reader, int count)
    {
        ReadOnlySpan<byte> bytes = reader.ReadBytes(checked(sizeof(float) * count));
        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]);
            if (!(numbers[i] > 0 && double.IsFinite(numbers[i])))
            {
                throw new InvalidDataException($"it holds {numbers[i]} where a positive number is expected.");
            }
        }

        return numbers;
    }
}
