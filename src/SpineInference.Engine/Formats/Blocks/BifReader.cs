using System.Buffers;

namespace SpineInference.Engine.Formats;

/// <summary>Reads networks in the Bayesian interchange format (BIF), as the public repositories hold them.</summary>
/// <remarks>
/// <para>Blocks, rows and properties may come in any order, with any white space; commas, <c>//</c> and <c>/* */</c> comments count as white
/// space. Names need quotes only where they hold spaces, punctuation or comment marks. A block's probabilities are rows named by the
/// parents' states, a <c>table</c> (the child's states slowest, the last parent fastest), and a <c>default</c> row for what neither
/// names. Properties are skipped.</para>
/// <para>A row within <see cref="NetworkReaderOptions.RowTolerance"/> of summing to 1 is divided by its sum and reported in <see cref="NetworkFile.Warnings"/>; a row within 1e-14
/// stays as it is. Everything else the format does not allow is refused, all faults together. Ending <c>.gz</c> or not, a file that
/// starts as gzip is decompressed. Time and memory are linear in the file's length and the tables' entries.</para>
/// <para>Source: F. G. Cozman 1998, <i>The interchange format for Bayesian networks</i>, version 0.15.</para>
/// </remarks>
internal static class BifReader
{
    /// <summary>Reads the bytes of a file.</summary>
    public static NetworkFile Read(byte[] bytes, string path, NetworkReaderOptions options)
    {
        // The text is in borrowed memory: of what is read only names and numbers are kept.
        char[] characters = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            ReadOnlyMemory<char> text = NetworkText.TryDecode(bytes, characters, out int length)
                ? characters.AsMemory(0, length)
                : NetworkText.Load(bytes, path, options.Limits).AsMemory();
            return Parse(text, path, options);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    /// <summary>Reads a text.</summary>
    public static NetworkFile Parse(string text, string path, NetworkReaderOptions options) => Parse(text.AsMemory(), path, options);

    /// <summary>Reads a text token by token, also what could be read faster; the outcome is the same.</summary>
    public static NetworkFile ParseWithCare(string text, string path, NetworkReaderOptions options) => Parse(text.AsMemory(), path, options, isCareful: true);

    private static NetworkFile Parse(ReadOnlyMemory<char> text, string path, NetworkReaderOptions options, bool isCareful = false)
    {
        var assembler = new NetworkAssembler(path, options);
        string name = new BifParser(text, assembler, isCareful).Parse();
        return assembler.Build(name, options.EffectiveSampleSize);
    }
}
