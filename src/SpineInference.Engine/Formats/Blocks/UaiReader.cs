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
internal static class UaiReader
{
    /// <summary>Reads a stream to its end.</summary>
    public static NetworkFile Read(Stream stream, string path, NetworkReaderOptions options) =>
        Parse(NetworkText.Load(stream, path, options.Limits), path, options);

    /// <summary>Reads a text.</summary>
    public static NetworkFile Parse(string text, string path, NetworkReaderOptions options)
    {
        var assembler = new NetworkAssembler(path, options);
        new UaiParser(text, assembler).Read();
        return assembler.Build("", options.EffectiveSampleSize);
    }
}
