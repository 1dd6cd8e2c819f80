using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>A compiled tape as bytes.</summary>
/// <remarks>
/// <code>
/// "SITAPE" version checksum | identity:32 bytes | order | counts | constants | runs | root, outputs | results, lefts, rights
/// </code>
/// Only tapes of queries are saved: they have forward steps alone, and parameters, where live, as slots. The form is that of
/// <see cref="PackedWriter"/>, the last three streams those of <see cref="TapeCode"/>. The reader checks the
/// checksum, and then that no step can touch what it must not: the interpreter relies on it.
/// </remarks>
internal static class TapeFile
{
    private const ushort Version = 3;
    private const int IdentityLength = 32;
    private const string Remedy = "Compile the network and save it again.";

    private static ReadOnlySpan<byte> Magic => "SITAPE"u8;

    /// <summary>Writes a tape.</summary>
    /// <exception cref="ArgumentException">The tape has steps other than forward ones, or its live parameters are scalars.</exception>
    public static void Write(Stream stream, byte[] identity, int[] order, Tape tape)
    {
        if (tape.HasSeed || !tape.HasParameterLanes || tape.Prologue.CodeLength + tape.Backward.CodeLength > 0)
        {
            throw new ArgumentException("Got a tape of derivatives; expected one of queries, with forward steps alone.", nameof(tape));
        }

        var writer = new PackedWriter();
        writer.WriteBytes(identity);
        writer.WriteNumbers(order);
        writer.WriteNumber(tape.EvidenceCount);
        writer.WriteNumber(tape.ParameterCount);
        writer.WriteNumber(tape.ScalarCount);
        writer.WriteNumber(tape.SlotCount);
        writer.WriteNumber(tape.TermCount);
        writer.WriteDoubles(tape.Constants);
        writer.WriteNumbers(tape.Forward.Runs);
        writer.WriteNumber(tape.Root);
        writer.WriteNumbers(tape.Outputs);
        (byte[] results, byte[] lefts, byte[] rights) = TapeCode.Pack(tape);
        foreach (byte[] part in (ReadOnlySpan<byte[]>)[results, lefts, rights])
        {
            writer.WriteNumber(part.Length);
            writer.WriteBytes(part);
        }

        stream.Write(writer.ToFile(Magic, Version));
    }

    /// <summary>Reads a tape.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="identity">What the tape must have been compiled from.</param>
    /// <param name="shape">The shape it must have.</param>
    /// <param name="order">The elimination order it was compiled with.</param>
    /// <exception cref="InvalidTapeException">It is damaged, of another version, or of another network.</exception>
    public static Tape Read(ReadOnlySpan<byte> file, ReadOnlySpan<byte> identity, TapeShape shape, out int[] order)
    {
        try
        {
            PackedReader reader = PackedReader.Open(file, Magic, Version);
            if (!reader.ReadBytes(IdentityLength).SequenceEqual(identity))
            {
                throw new InvalidTapeException(
                    $"The tape was compiled from another network, other folded parameters, or other options. {Remedy}");
            }

            order = reader.ReadNumbers();
            if (!IsOrderOf(order, shape.VariableCount))
            {
                throw new InvalidDataException($"its elimination order does not hold each of {shape.VariableCount} variables once.");
            }

            return ReadTape(ref reader, shape);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException)
        {
            throw new InvalidTapeException($"These bytes are no saved tape: {e.Message} {Remedy}");
        }
    }

    /// <summary>Reads the elimination order alone.</summary>
    /// <exception cref="InvalidTapeException">It is damaged or of another version.</exception>
    public static int[] ReadOrder(ReadOnlySpan<byte> file)
    {
        try
        {
            PackedReader reader = PackedReader.Open(file, Magic, Version);
            reader.ReadBytes(IdentityLength);
            return reader.ReadNumbers();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidTapeException($"These bytes are no saved tape: {e.Message} {Remedy}");
        }
    }

    private static Tape ReadTape(ref PackedReader reader, TapeShape shape)
    {
        int evidenceCount = reader.ReadNumber();
        int parameterCount = reader.ReadNumber();
        int scalarCount = reader.ReadNumber();
        int slotCount = reader.ReadNumber();
        int termCount = reader.ReadNumber();
        double[] constants = reader.ReadDoubles();
        int[] runs = reader.ReadNumbers();
        int root = reader.ReadNumberBelow(slotCount);
        var outputs = new int[reader.ReadCount()];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = reader.ReadNumberBelow(slotCount);
        }

        ReadOnlySpan<byte> results = reader.ReadBytes(reader.ReadCount());
        ReadOnlySpan<byte> lefts = reader.ReadBytes(reader.ReadCount());
        ReadOnlySpan<byte> rights = reader.ReadBytes(reader.ReadCount());
        reader.End();

        // Likelihoods, parameters, and the slots of 1 and 0.
        long firstResult = (long)evidenceCount + parameterCount + 2;
        (long steps, long products) = Lengths(runs);
        if ((evidenceCount, parameterCount, outputs.Length) != (shape.EvidenceCount, shape.ParameterCount, shape.OutputCount)
            || constants.Length < 2 || scalarCount != constants.Length || products != termCount
            || slotCount < firstResult || slotCount > firstResult + steps || firstResult + steps > int.MaxValue
            || steps + (2 * products) > 8L * (results.Length + lefts.Length + rights.Length))
        {
            throw new InvalidDataException("its counts contradict one another.");
        }

        bool narrow = StepList.IsNarrow(slotCount, scalarCount);
        var narrowCode = new ushort[narrow ? steps + (2 * products) : 0];
        var wideCode = new int[narrow ? 0 : steps + (2 * products)];
        var isFilled = new bool[slotCount];
        isFilled.AsSpan(0, (int)firstResult).Fill(true);
        bool sound = narrow
            ? TapeCode.Unpack(runs, narrowCode, scalarCount, (int)firstResult, isFilled, new(results), new(lefts), new(rights))
            : TapeCode.Unpack(runs, wideCode, scalarCount, (int)firstResult, isFilled, new(results), new(lefts), new(rights));
        sound = sound && isFilled[root] && Array.TrueForAll(outputs, slot => isFilled[slot]);
        return sound
            ? new Tape
            {
                EvidenceCount = evidenceCount,
                ParameterCount = parameterCount,
                HasParameterLanes = true,
                HasSeed = false,
                Constants = constants,
                ScalarCount = scalarCount,
                SlotCount = slotCount,
                AccumulatorCount = 0,
                Prologue = StepList.Empty,
                Forward = new StepList(runs, narrowCode, wideCode),
                Backward = StepList.Empty,
                Root = root,
                Outputs = outputs,
                TermCount = termCount,
            }
            : throw new InvalidDataException("it has steps outside its slots, or reads slots that nothing fills.");
    }

    private static bool IsOrderOf(int[] order, int count)
    {
        var isThere = new bool[count];
        foreach (int variable in order)
        {
            if (variable >= count || isThere[variable])
            {
                return false;
            }

            isThere[variable] = true;
        }

        return order.Length == count;
    }

    // Steps and products of all runs; a run without products or a list that ends in the middle is a fault.
    private static (long Steps, long Products) Lengths(int[] runs)
    {
        (long steps, long products) = (0, 0);
        bool sound = runs.Length % StepList.RunLength == 0;
        for (int r = 0; sound && r < runs.Length; r += StepList.RunLength)
        {
            long arity = (long)runs[r + 1] + runs[r + 2];
            sound = runs[r] == 0 && runs[r + 1] >= 0 && runs[r + 2] >= 0 && arity is > 0 and < int.MaxValue && runs[r + 3] >= 0;
            steps += runs[r + 3];
            products += arity * runs[r + 3];
            sound &= products <= int.MaxValue;
        }

        return sound ? (steps, products) : throw new InvalidDataException("its runs are not sound.");
    }
}
