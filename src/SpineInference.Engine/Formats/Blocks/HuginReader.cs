namespace SpineInference.Engine.Formats;

/// <summary>Reads networks of discrete chance nodes in the net language of Hugin (<c>.net</c>).</summary>
/// <remarks>
/// <para>Both ways of writing are read: <c>net { … }</c> with nodes and potentials after it, and a <c>class</c> that holds them, where it has no
/// instances. A potential has one node and its parents; its <c>data</c> list the node's states fastest, then the last parent; how the
/// parentheses are nested is not looked at. <c>%</c> begins a comment. Nodes are known by their identifiers; labels, positions and
/// other attributes are passed over.</para>
/// <para>Decisions, utilities, continuous and function nodes, temporal clones and instances are refused, each once; so is a potential given by
/// an expression alone. Rows are normalised and reported as by <see cref="BifReader"/>.</para>
/// <para>Source: Hugin Expert A/S, <i>Hugin API reference manual</i>, The Hugin net language.</para>
/// </remarks>
internal static class HuginReader
{
    /// <summary>Reads a stream to its end.</summary>
    public static NetworkFile Read(Stream stream, string path, NetworkReaderOptions options) =>
        Parse(NetworkText.Load(stream, path, options.Limits), path, options);

    /// <summary>Reads a text.</summary>
    public static NetworkFile Parse(string text, string path, NetworkReaderOptions options)
    {
        var assembler = new NetworkAssembler(path, options);
        var lexer = new BlockLexer(text, percentComments: true, assembler.Faults);
        string name = new HuginParser(lexer, assembler).Read(BlockParser.Parse(lexer, assembler));
        return assembler.Build(name, options.EffectiveSampleSize);
    }
}
