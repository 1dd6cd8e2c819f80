using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Execution;

/// <summary>The fingerprint of everything a tape was compiled from: two networks with the same one may share the tape.</summary>
/// <remarks>It covers the structure, the exact zeros of live rows, the probabilities of all others, and what may carry evidence and is
/// reported. Names do not count: a tape has none.</remarks>
internal static class TapeIdentity
{
    /// <summary>SHA-256 of the specification.</summary>
    public static byte[] Compute(ProgramSpecification specification, bool[] isLive)
    {
        // Gathered first: one call of the hash, not one for each number.
        var hash = new ArrayBufferWriter<byte>();
        BayesianNetwork network = specification.Network;
        Append(hash, specification.Layout.Counts);
        hash.Write(MemoryMarshal.AsBytes<bool>(specification.CarriesEvidence));
        hash.Write(MemoryMarshal.AsBytes<bool>(specification.IsReported));
        hash.Write(MemoryMarshal.AsBytes<bool>(isLive));
        foreach (ProbabilityRow row in network.Rows)
        {
            double[] values = [.. row.Probabilities.Select(p => isLive[row.Index] && p != 0 ? double.NaN : p)];
            Append(hash, [row.Length]);
            foreach (double value in values)
            {
                AppendLong(hash, BitConverter.DoubleToInt64Bits(value));
            }
        }

        foreach (ConditionalDistribution distribution in network.Distributions)
        {
            Append(hash, [distribution.Parents.Length, .. distribution.Parents.Select(static p => p.Index)]);
            if (distribution is ConditionalTable table)
            {
                Append(hash, [.. table.RowOfConfiguration.Select(static r => r.Index)]);
                continue;
            }

            foreach (NoisyMaxContributor contributor in ((NoisyMax)distribution).Contributors)
            {
                Append(hash, [-1, contributor.ParentPositions.Length, .. contributor.ParentPositions]);
                Append(hash, [.. contributor.RowOfConfiguration.Select(static r => r?.Index ?? -1)]);
            }
        }

        return SHA256.HashData(hash.WrittenSpan);
    }

    private static void Append(ArrayBufferWriter<byte> hash, ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (int number in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            hash.Write(bytes);
        }
    }

    private static void AppendLong(ArrayBufferWriter<byte> hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.Write(bytes);
    }
}
