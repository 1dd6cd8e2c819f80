using System.Text;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Reads and writes networks in any of the formats.</summary>
/// <example><code>
/// NetworkFile file = NetworkFiles.Read("asia.bif", new NetworkReaderOptions { EffectiveSampleSize = 100 });
/// NetworkFiles.Write(file.Network, "asia.xdsl");
/// </code></example>
public static class NetworkFiles
{
    private const string Known = ".json, .bif, .xmlbif, .bifxml, .xml, .xdsl, .net, .oobn, .dne, .dnet, .uai, .dot or .gv, each also with .gz";

    /// <summary>The format a file's name stands for.</summary>
    /// <param name="path">The file: <c>.json</c>, <c>.bif</c>, <c>.xmlbif</c>, <c>.bifxml</c> or <c>.xml</c>, <c>.xdsl</c>, <c>.net</c> or <c>.oobn</c> (Hugin),
    /// <c>.dne</c> or <c>.dnet</c> (Netica), <c>.uai</c>, <c>.dot</c> or <c>.gv</c>, each also followed by <c>.gz</c>; upper and lower case are the
    /// same.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentException">The ending is none of these.</exception>
    public static NetworkFormat FormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return OfEnding(name) ?? throw new ArgumentException($"'{path}' ends in '{Path.GetExtension(name)}'; expected {Known}.", nameof(path));
    }

    /// <summary>The format of a file by how its content begins, else by its name.</summary>
    /// <param name="path">The file, which must exist.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentException">Neither the content nor the ending is known.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkFormat Detect(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfNoneIsExpected(path);
        return NetworkContent.FormatOf(NetworkText.LoadHead(path)) ?? FormatOf(path);
    }

    /// <summary>Reads a network in the format its content begins as, else in the one its file name stands for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The effective sample size of rows whose format does not say it, the tolerance and the limits.</param>
    /// <returns>The network, and what was not read exactly as it stands.</returns>
    /// <exception cref="ArgumentException">Neither the content nor the ending is known, or the file is one of DOT, which holds no
    /// probabilities.</exception>
    /// <exception cref="NetworkFormatException">The content is no valid network, or exceeds a limit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <remarks>A content of another format than its name says is read as what it is, with a warning.</remarks>
    public static NetworkFile Read(string path, NetworkReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = LoadBytes(path, options.Limits);
        NetworkFormat? content = NetworkContent.FormatOf(bytes);
        NetworkFormat format = content ?? FormatOf(path);
        NetworkFile file = Read(bytes, path, format, options);
        if (OfEnding(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path) is { } named && named != format)
        {
            var warning = new Fault(path, 1, 1, $"the file is named as one of {named} and holds one of {format}; it was read as what it holds.")
            {
                Severity = FaultSeverity.Warning,
            };
            file = new NetworkFile(file.Network, file.Warnings.Insert(0, warning));
        }

        return file;
    }

    /// <summary>Reads a file of a known format, whatever its name and content say.</summary>
    /// <param name="format">The format.</param>
    /// <param name="path">The file, plain or gzip-compressed.</param>
    /// <param name="options">The effective sample size of the rows, the tolerance and the limits.</param>
    /// <returns>The network, with what was not taken exactly as it stands.</returns>
    /// <exception cref="NetworkFormatException">The content is no valid network of the format, or exceeds a limit.</exception>
    /// <exception cref="ArgumentException">The format holds no probabilities.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkFile ReadAs(NetworkFormat format, string path, NetworkReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(NetworkText.LoadBytes(path, options.Limits), path, format, options);
    }

    /// <summary>Reads a stream of a known format to its end.</summary>
    /// <param name="format">The format.</param>
    /// <param name="stream">The content, plain or gzip-compressed; left open.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="options">The effective sample size of the rows, the tolerance and the limits.</param>
    /// <returns>The network, with what was not taken exactly as it stands.</returns>
    /// <exception cref="NetworkFormatException">The content is no valid network of the format, or exceeds a limit.</exception>
    /// <exception cref="ArgumentException">The format holds no probabilities.</exception>
    public static NetworkFile ReadAs(NetworkFormat format, Stream stream, string path, NetworkReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return Read(NetworkText.LoadBytes(stream, path, options.Limits), path, format, options);
    }

    /// <summary>Reads a text of a known format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="text">The whole content.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="options">The effective sample size of the rows, the tolerance and the limits.</param>
    /// <returns>The network, with what was not taken exactly as it stands.</returns>
    /// <exception cref="NetworkFormatException">The content is no valid network of the format, or exceeds a limit.</exception>
    /// <exception cref="ArgumentException">The format holds no probabilities.</exception>
    public static NetworkFile ParseAs(NetworkFormat format, string text, string path, NetworkReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return format switch
        {
            NetworkFormat.Bif => BifReader.Parse(text, path, options),
            NetworkFormat.Hugin => HuginReader.Parse(text, path, options),
            NetworkFormat.Netica => NeticaReader.Parse(text, path, options),
            NetworkFormat.Uai => UaiReader.Parse(text, path, options),
            _ => Read(Encoding.UTF8.GetBytes(text), path, format, options),
        };
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

    private static NetworkFormat? OfEnding(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".json" => NetworkFormat.Json,
        ".bif" => NetworkFormat.Bif,
        ".xmlbif" or ".bifxml" or ".xml" => NetworkFormat.XmlBif,
        ".xdsl" => NetworkFormat.Xdsl,
        ".dot" or ".gv" => NetworkFormat.Dot,
        ".net" or ".oobn" => NetworkFormat.Hugin,
        ".dne" or ".dnet" => NetworkFormat.Netica,
        ".uai" => NetworkFormat.Uai,
        _ => null,
    };

    private static NetworkFile Read(byte[] bytes, string path, NetworkFormat format, NetworkReaderOptions options)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        switch (format)
        {
            case NetworkFormat.Bif:
                return BifReader.Read(bytes, path, options);
            case NetworkFormat.XmlBif:
                return XmlBifReader.Read(stream, path, options);
            case NetworkFormat.Xdsl:
                return XdslReader.Read(stream, path, options);
            case NetworkFormat.Hugin:
                return HuginReader.Read(stream, path, options);
            case NetworkFormat.Netica:
                return NeticaReader.Read(stream, path, options);
            case NetworkFormat.Uai:
                return UaiReader.Read(stream, path, options);
            case NetworkFormat.Json:
                JsonModel model = JsonModel.Read(stream, path, options.Limits);
                return new NetworkFile(model.Network, model.Warnings);
            default:
                throw HoldsNoProbabilities(path);
        }
    }

    private static byte[] LoadBytes(string path, FormatLimits limits)
    {
        try
        {
            return NetworkText.LoadBytes(path, limits);
        }
        catch (IOException)
        {
            ThrowIfNoneIsExpected(path);
            throw;
        }
    }

    // Of a file that is not there, the ending alone can tell that it could not be read anyway.
    private static void ThrowIfNoneIsExpected(string path)
    {
        if (!File.Exists(path) && FormatOf(path) == NetworkFormat.Dot)
        {
            throw HoldsNoProbabilities(path);
        }
    }

    private static ArgumentException HoldsNoProbabilities(string path) =>
        new($"'{path}' is a DOT file, which holds a graph without probabilities; expected another format.", nameof(path));

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
            case NetworkFormat.Hugin:
                HuginWriter.Write(network, writer);
                break;
            case NetworkFormat.Uai:
                UaiWriter.Write(network, writer);
                break;
            case NetworkFormat.Netica:
                throw new ArgumentException("Networks are read from Netica's format and not written in it.", nameof(format));
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Expected a format of the enumeration.");
        }
    }
}
