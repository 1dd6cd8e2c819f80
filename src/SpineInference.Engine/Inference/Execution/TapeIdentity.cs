using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte[] Compute(ProgramSpecification specification, bool[] isLive)
    {
        // Gathered first: one call of the hash, not one for each number.
        var hash = new ArrayBufferWriter<byte>(1 << 19);
        BayesianNetwork network = specification.Network;
        Append(hash, specification.Layout.Counts);
        hash.Write(MemoryMarshal.AsBytes<bool>(specification.CarriesEvidence));
        hash.Write(MemoryMarshal.AsBytes<bool>(specification.IsReported));
        hash.Write(MemoryMarshal.AsBytes<bool>(isLive));
        foreach (ProbabilityRow row in network.Rows)
        {
            Append(hash, [row.Length]);
            Span<byte> bytes = hash.GetSpan(sizeof(long) * row.Length);
            for (int s = 0; s < row.Length; s++)
            {
                double p = row.Probabilities[s];
                BinaryPrimitives.WriteInt64LittleEndian(bytes[(sizeof(long) * s)..], BitConverter.DoubleToInt64Bits(isLive[row.Index] && p != 0 ? double.NaN : p));
            }

            hash.Advance(sizeof(long) * row.Length);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Append(ArrayBufferWriter<byte> hash, ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = hash.GetSpan(sizeof(int) * numbers.Length);
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(sizeof(int) * i)..], numbers[i]);
        }

        hash.Advance(sizeof(int) * numbers.Length);
    }
}
