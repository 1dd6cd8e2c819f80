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
public static class HuginReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or gzip-compressed.</param>
    /// <param name="options">The effective sample size of the rows, the tolerance and the limits.</param>
    /// <exception cref="NetworkFormatException">The content is no valid network, or exceeds a limit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkFile Read(string path, NetworkReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Parse(NetworkText.Load(path, options.Limits), path, options);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The content, plain or gzip-compressed; left open.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="options">The effective sample size of the rows, the tolerance and the limits.</param>
    /// <exception cref="NetworkFormatException">The content is no valid network, or exceeds a limit.</exception>
    public static NetworkFile Read(Stream stream, string path, NetworkReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return Parse(NetworkText.Load(stream, path, options.Limits), path, options);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The whole content.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="options">The effective sample size of the rows, the tolerance and the limits.</param>
    /// <exception cref="NetworkFormatException">The content is no valid network, or exceeds a limit.</exception>
    public static NetworkFile Parse(string text, string path, NetworkReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var assembler = new NetworkAssembler(path, options);
        var lexer = new BlockLexer(text, percentComments: true, assembler.Faults);
        string name = new HuginParser(lexer, assembler).Read(BlockParser.Parse(lexer, assembler));
        return assembler.Build(name, options.EffectiveSampleSize);
    }
}
