namespace SpineInference.Engine.Formats;

/// <summary>Reads networks of discrete nature nodes in the text format of Netica (<c>.dne</c>, <c>.dnet</c>).</summary>
/// <remarks>
/// <para>A node's <c>probs</c> list its states fastest, then the last parent; a <c>functable</c> names one state for each configuration, by name or
/// as <c>#k</c> from 0, and its rows are definitions. States are those of <c>states</c>; without them intervals between <c>levels</c> of a
/// continuous node (<c>10 to 20</c>), values (<c>levels</c> of a discrete one), titles, or <c>state0</c>, <c>state1</c> … of <c>numstates</c>.</para>
/// <para>Decisions, utilities, continuous nodes without levels and other kinds are refused, each once, and so is a network with time delays.
/// Constants, which Netica uses for titles, are passed over unless they are parents. A finding that the file holds is no part of the
/// network: it is reported in <see cref="NetworkFile.Warnings"/>. Rows are normalised and reported as by <see cref="BifReader"/>.</para>
/// <para>Source: Norsys Software Corp., <i>DNET file format</i>.</para>
/// </remarks>
internal static class NeticaReader
{
    /// <summary>Reads a stream to its end.</summary>
    public static NetworkFile Read(Stream stream, string path, NetworkReaderOptions options) =>
        Parse(NetworkText.Load(stream, path, options.Limits), path, options);

    /// <summary>Reads a text.</summary>
    public static NetworkFile Parse(string text, string path, NetworkReaderOptions options)
    {
        var assembler = new NetworkAssembler(path, options);
        var lexer = new BlockLexer(text, percentComments: false, assembler.Faults);
        string name = new NeticaParser(lexer, assembler).Read(BlockParser.Parse(lexer, assembler));
        return assembler.Build(name, options.EffectiveSampleSize);
    }
}
