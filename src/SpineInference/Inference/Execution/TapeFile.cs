using System.Security.Cryptography;

namespace SpineInference.Inference.Execution;

/// <summary>A compiled tape as bytes.</summary>
/// <remarks>
/// <code>
/// "SITAPE" version:u16 | identity:32 bytes | order | counts | constants | prologue, forward, backward steps: runs, code (16 or 32 bits) each
/// | root, outputs | SHA-256 of all before
/// </code>
/// All numbers are little-endian; each array is preceded by its length. The reader checks the digest, and then that no step can touch
/// what it must not: the interpreter relies on it.
/// </remarks>
internal static class TapeFile
{
    private const ushort Version = 2;
    private const int DigestLength = 32;

    private static ReadOnlySpan<byte> Magic => "SITAPE"u8;

    /// <summary>Writes a tape.</summary>
    public static void Write(Stream stream, byte[] identity, int[] order, Tape tape)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(identity);
            WriteInts(writer, order);
            writer.Write(tape.EvidenceCount);
            writer.Write(tape.ParameterCount);
            writer.Write(tape.HasParameterLanes);
            writer.Write(tape.HasSeed);
            writer.Write(tape.ScalarCount);
            writer.Write(tape.SlotCount);
            writer.Write(tape.AccumulatorCount);
            writer.Write(tape.TermCount);
            writer.Write(tape.Constants.Length);
            foreach (double constant in tape.Constants)
            {
                writer.Write(constant);
            }

            WriteSteps(writer, tape.Prologue);
            WriteSteps(writer, tape.Forward);
            WriteSteps(writer, tape.Backward);
            writer.Write(tape.Root);
            WriteInts(writer, tape.Outputs);
        }

        ReadOnlySpan<byte> bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    /// <summary>Reads a tape.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="identity">What the tape must have been compiled from.</param>
    /// <param name="outputCount">How many outputs it must have.</param>
    /// <param name="order">The elimination order it was compiled with.</param>
    /// <exception cref="InvalidTapeException">It is damaged, of another version, or of another network.</exception>
    public static Tape Read(Stream stream, byte[] identity, int outputCount, out int[] order)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        byte[] bytes = buffer.ToArray();
        int length = bytes.Length - DigestLength;
        if (length < Magic.Length + sizeof(ushort) || !bytes.AsSpan().StartsWith(Magic))
        {
            throw new InvalidTapeException("These bytes are no saved tape. Compile the network and save it again.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, length));
        reader.BaseStream.Position = Magic.Length;
        ushort version = reader.ReadUInt16();
        if (version != Version)
        {
            throw new InvalidTapeException($"The tape has version {version}; expected {Version}. Compile the network and save it again.");
        }

        if (!SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            throw new InvalidTapeException("The tape is damaged: its digest does not match. Compile the network and save it again.");
        }

        if (!reader.ReadBytes(identity.Length).AsSpan().SequenceEqual(identity))
        {
            throw new InvalidTapeException(
                "The tape was compiled from another network, other folded parameters, or other options. Compile the network and save it again.");
        }

        try
        {
            order = ReadInts(reader);
            var tape = new Tape
            {
                EvidenceCount = reader.ReadInt32(),
                ParameterCount = reader.ReadInt32(),
                HasParameterLanes = reader.ReadBoolean(),
                HasSeed = reader.ReadBoolean(),
                ScalarCount = reader.ReadInt32(),
                SlotCount = reader.ReadInt32(),
                AccumulatorCount = reader.ReadInt32(),
                TermCount = reader.ReadInt32(),
                Constants = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadDouble())],
                Prologue = ReadSteps(reader),
                Forward = ReadSteps(reader),
                Backward = ReadSteps(reader),
                Root = reader.ReadInt32(),
                Outputs = ReadInts(reader),
            };
            return IsSound(tape, outputCount) ? tape : throw new InvalidTapeException("The tape has steps outside its slots.");
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidTapeException($"The tape ends early or has an impossible length: {e.Message}");
        }
    }

    private static bool IsSound(Tape tape, int outputCount)
    {
        if (tape.EvidenceCount < 0 || tape.ParameterCount < 0 || tape.AccumulatorCount < 0 || tape.Constants.Length < 2
            || tape.SlotCount < tape.FirstResultSlot || tape.ScalarCount < tape.FirstResultScalar
            || tape.Outputs.Length != outputCount || (uint)tape.Root >= (uint)tape.SlotCount)
        {
            return false;
        }

        int outputs = tape.HasSeed ? tape.AccumulatorCount : tape.SlotCount;
        return TapeCode.IsSound(tape.Prologue, 0, tape.ScalarCount, tape.FirstResultScalar, 0)
            && TapeCode.IsSound(tape.Forward, tape.ScalarCount, tape.SlotCount, tape.FirstResultSlot, tape.AccumulatorCount)
            && TapeCode.IsSound(tape.Backward, tape.ScalarCount, tape.SlotCount, tape.FirstResultSlot, tape.AccumulatorCount)
            && tape.Outputs.All(o => o >= (tape.HasSeed ? -1 : 0) && o < outputs);
    }

    private static void WriteSteps(BinaryWriter writer, StepList steps)
    {
        WriteInts(writer, steps.Runs);
        writer.Write(steps.NarrowCode.Length);
        foreach (ushort number in steps.NarrowCode)
        {
            writer.Write(number);
        }

        WriteInts(writer, steps.WideCode);
    }

    private static StepList ReadSteps(BinaryReader reader)
    {
        int[] runs = ReadInts(reader);
        var narrow = new ushort[reader.ReadInt32()];
        for (int i = 0; i < narrow.Length; i++)
        {
            narrow[i] = reader.ReadUInt16();
        }

        return new StepList(runs, narrow, ReadInts(reader));
    }

    private static void WriteInts(BinaryWriter writer, int[] numbers)
    {
        writer.Write(numbers.Length);
        foreach (int number in numbers)
        {
            writer.Write(number);
        }
    }

    private static int[] ReadInts(BinaryReader reader)
    {
        var numbers = new int[reader.ReadInt32()];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = reader.ReadInt32();
        }

        return numbers;
    }
}
