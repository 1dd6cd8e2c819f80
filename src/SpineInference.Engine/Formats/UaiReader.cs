namespace SpineInference.Engine.Formats;

/// <summary>Reads Bayesian networks in the format of the UAI inference competitions (<c>.uai</c>, of the kind <c>BAYES</c>).</summary>
/// <remarks>
/// <para>The format has no names: variable i, counted from 0, is called <c>x0</c>, <c>x1</c> …, and its states <c>0</c>, <c>1</c> …. The last variable of
/// each list is the child, the others its parents; a table lists the child's states fastest, then the last parent. <c>#</c> begins a
/// comment.</para>
/// <para>A Markov network (<c>MARKOV</c>) is refused by name: its factors are no probabilities. Rows are normalised and reported as by
/// <see cref="BifReader"/>.</para>
/// <para>Source: the file formats of the UAI 2010 and 2014 approximate inference challenges.</para>
/// </remarks>
public static class UaiReader
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
        new UaiParser(text, assembler).Read();
        return assembler.Build("", options.EffectiveSampleSize);
    }
}
