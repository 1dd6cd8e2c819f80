using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The identity of a cohort: SHA-256 over its columns.</summary>
internal static class CohortHash
{
    private const int BufferedNumbers = 512;

    public static string Compute(ICohortSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Cohort block in source.ReadBlocks())
        {
            Append(hash, block);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static void Append(IncrementalHash hash, Cohort block)
    {
        foreach (Variable variable in block.ObservedVariables)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\nvariable\t{variable.Name}\t{string.Join('\t', variable.States)}\n"));
            Append(hash, block.StatesOf(variable), static state => state);
            Append(hash, block.LikelihoodsOf(variable), BitConverter.DoubleToInt64Bits);
        }

        foreach (string measurement in block.Measurements)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\nmeasurement\t{measurement}\n"));
            Append(hash, block.ValuesOf(measurement), BitConverter.DoubleToInt64Bits);
        }

        hash.AppendData("\nweights\n"u8);
        Append(hash, block.Weights, BitConverter.DoubleToInt64Bits);
    }

    // Each entry as eight bytes, little-endian; many at a time, for a call of the hash costs more than eight bytes do.
    private static void Append<T>(IncrementalHash hash, ReadOnlySpan<T> column, Func<T, long> bits)
    {
        Span<byte> buffer = stackalloc byte[BufferedNumbers * sizeof(long)];
        for (int start = 0; start < column.Length; start += BufferedNumbers)
        {
            int count = Math.Min(BufferedNumbers, column.Length - start);
            for (int i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(buffer[(i * sizeof(long))..], bits(column[start + i]));
            }

            hash.AppendData(buffer[..(count * sizeof(long))]);
        }
    }
}
