using System.Security.Cryptography;

namespace SpineInference.Inference.Execution;

/// <summary>A compiled tape as bytes.</summary>
/// <remarks>
/// <code>
/// "SITAPE" version:u16 | identity:32 bytes | order | counts | constants | runs | code (16 or 32 bits) | root, outputs | SHA-256 of all before
/// </code>
/// All numbers are little-endian; each array is preceded by its length. The reader checks the digest, and then that no step can touch
/// what it must not: the interpreter relies on it.
/// </remarks>
internal static class TapeFile
{
    private const ushort Version = 1;
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
            writer.Write(tape.SlotCount);
            writer.Write(tape.TermCount);
            writer.Write(tape.Constants.Length);
            foreach (double constant in tape.Constants)
            {
                writer.Write(constant);
            }

            WriteInts(writer, tape.Runs);
            writer.Write(tape.NarrowCode.Length);
            foreach (ushort slot in tape.NarrowCode)
            {
                writer.Write(slot);
            }

            WriteInts(writer, tape.WideCode);
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
            int evidenceCount = reader.ReadInt32();
            int parameterCount = reader.ReadInt32();
            int slotCount = reader.ReadInt32();
            int termCount = reader.ReadInt32();
            double[] constants = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadDouble())];
            int[] runs = ReadInts(reader);
            var narrow = new ushort[reader.ReadInt32()];
            for (int i = 0; i < narrow.Length; i++)
            {
                narrow[i] = reader.ReadUInt16();
            }

            var tape = new Tape
            {
                EvidenceCount = evidenceCount,
                ParameterCount = parameterCount,
                SlotCount = slotCount,
                TermCount = termCount,
                Constants = constants,
                Runs = runs,
                NarrowCode = narrow,
                WideCode = ReadInts(reader),
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
        int firstResult = tape.ZeroSlot + tape.Constants.Length;
        if (tape.Constants.Length < 2 || tape.SlotCount < firstResult || tape.Outputs.Length != outputCount || tape.Runs.Length % 2 != 0
            || (tape.NarrowCode.Length > 0 && tape.WideCode.Length > 0) || (uint)tape.Root >= (uint)tape.SlotCount)
        {
            return false;
        }

        int length = Math.Max(tape.NarrowCode.Length, tape.WideCode.Length);
        long next = 0;
        for (int r = 0; r < tape.Runs.Length; r += 2)
        {
            long step = 1 + (2L * tape.Runs[r]);
            if (tape.Runs[r] < 1 || tape.Runs[r + 1] < 0 || next + (step * tape.Runs[r + 1]) > length)
            {
                return false;
            }

            for (int i = 0; i < tape.Runs[r + 1]; i++, next += step)
            {
                if (SlotAt(tape, next) < firstResult)
                {
                    return false;
                }
            }
        }

        bool sound = next == length;
        foreach (ushort slot in tape.NarrowCode)
        {
            sound &= slot < tape.SlotCount;
        }

        foreach (int slot in tape.WideCode)
        {
            sound &= (uint)slot < (uint)tape.SlotCount;
        }

        foreach (int slot in tape.Outputs)
        {
            sound &= (uint)slot < (uint)tape.SlotCount;
        }

        return sound;
    }

    private static int SlotAt(Tape tape, long place) => tape.WideCode.Length > 0 ? tape.WideCode[place] : tape.NarrowCode[place];

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
