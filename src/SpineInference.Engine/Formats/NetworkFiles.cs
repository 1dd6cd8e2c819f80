using SpineInference.Networks;

namespace SpineInference.Formats;

/// <summary>Reads and writes networks in any of the formats.</summary>
public static class NetworkFiles
{
    private const string Known = ".json, .bif, .xmlbif, .xml, .xdsl, .dot or .gv, each also with .gz";

    /// <summary>The format a file's name stands for.</summary>
    /// <param name="path">The file: <c>.json</c>, <c>.bif</c>, <c>.xmlbif</c> or <c>.xml</c>, <c>.xdsl</c>, <c>.dot</c> or <c>.gv</c>, each
    /// also followed by <c>.gz</c>; upper and lower case are the same.</param>
    /// <exception cref="ArgumentException">The ending is none of these.</exception>
    public static NetworkFormat FormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".json" => NetworkFormat.Json,
            ".bif" => NetworkFormat.Bif,
            ".xmlbif" or ".xml" => NetworkFormat.XmlBif,
            ".xdsl" => NetworkFormat.Xdsl,
            ".dot" or ".gv" => NetworkFormat.Dot,
            string other => throw new ArgumentException($"'{path}' ends in '{other}'; expected {Known}.", nameof(path)),
        };
    }

    /// <summary>Reads a network in the format its file name stands for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The effective sample size of rows whose format does not say it, and the limits.</param>
    /// <exception cref="ArgumentException">The ending is unknown, or is that of DOT, which holds no probabilities.</exception>
    /// <exception cref="NetworkFormatException">The content is no valid network, or exceeds a limit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkFile Read(string path, NetworkReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        switch (FormatOf(path))
        {
            case NetworkFormat.Bif:
                return BifReader.Read(path, options);
            case NetworkFormat.XmlBif:
                return XmlBifReader.Read(path, options);
            case NetworkFormat.Xdsl:
                return XdslReader.Read(path, options);
            case NetworkFormat.Json:
                JsonModel model = JsonModel.Read(path, options.Limits);
                return new NetworkFile(model.Network, model.Warnings);
            default:
                throw new ArgumentException($"'{path}' is a DOT file, which holds a graph without probabilities; expected another format.", nameof(path));
        }
    }

    /// <summary>Writes a network in the format its file name stands for, whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The ending is unknown, or a name of the network cannot be held by the format.</exception>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public static void Write(BayesianNetwork network, string path) => Write(network, path, FormatOf(path));

    /// <summary>Writes a network to a file in a given format, whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; with the ending <c>.gz</c> it is compressed.</param>
    /// <param name="format">The format, whatever the file is called.</param>
    /// <exception cref="ArgumentException">A name of the network cannot be held by the format.</exception>
    /// <exception cref="IOException">The file cannot be written; what stood there before is untouched.</exception>
    public static void Write(BayesianNetwork network, string path, NetworkFormat format) =>
        AtomicFile.Write(path, stream => Write(network, stream, format));

    /// <summary>Writes a network to a stream in a given format.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Receives UTF-8 text; left open.</param>
    /// <param name="format">The format.</param>
    /// <exception cref="ArgumentException">A name of the network cannot be held by the format.</exception>
    public static void Write(BayesianNetwork network, Stream stream, NetworkFormat format)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        switch (format)
        {
            case NetworkFormat.XmlBif:
                XmlBifWriter.Write(network, stream);
                return;
            case NetworkFormat.Xdsl:
                XdslWriter.Write(network, stream);
                return;
            default:
                using (var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" })
                {
                    WriteText(network, writer, format);
                }

                return;
        }
    }

    private static void WriteText(BayesianNetwork network, TextWriter writer, NetworkFormat format)
    {
        switch (format)
        {
            case NetworkFormat.Json:
                new JsonModel(network).Write(writer);
                break;
            case NetworkFormat.Bif:
                BifWriter.Write(network, writer);
                break;
            case NetworkFormat.Dot:
                DotWriter.Write(network, writer);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Expected a format of the enumeration.");
        }
    }
}
