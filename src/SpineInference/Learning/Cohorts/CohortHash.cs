using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SpineInference.Networks;

namespace SpineInference.Learning;

/// <summary>The identity of a cohort: SHA-256 over its columns.</summary>
internal static class CohortHash
{
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
            foreach (short state in block.StatesOf(variable))
            {
                AppendNumber(hash, state);
            }

            AppendNumbers(hash, block.LikelihoodsOf(variable));
        }

        foreach (string measurement in block.Measurements)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\nmeasurement\t{measurement}\n"));
            AppendNumbers(hash, block.ValuesOf(measurement));
        }

        hash.AppendData("\nweights\n"u8);
        AppendNumbers(hash, block.Weights);
    }

    private static void AppendNumbers(IncrementalHash hash, ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            AppendNumber(hash, BitConverter.DoubleToInt64Bits(number));
        }
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
