using System.Text;

namespace SpineInference.Tool;

/// <summary>Where a command reads and writes; the console in earnest, memory in tests.</summary>
internal sealed class CliStreams(Stream input, Stream output, TextWriter error, bool isErrorTerminal, int? outputWidth = null, bool usesColour = false)
{
    /// <summary>Standard input, which <c>-</c> names.</summary>
    public Stream Input { get; } = input;

    /// <summary>Standard output: results, nothing else.</summary>
    public Stream Output { get; } = output;

    /// <summary>Standard error: messages, and progress where a person is watching.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether a person is watching standard error, so that progress may be shown there.</summary>
    public bool IsErrorTerminal { get; } = isErrorTerminal;

    /// <summary>Columns of the terminal that shows standard output; <see langword="null"/> where it is piped, and lines need not be
    /// wrapped.</summary>
    public int? OutputWidth { get; } = outputWidth;

    /// <summary>Whether standard output may be coloured: a terminal, and nobody asked for no colour.</summary>
    public bool UsesColour { get; } = usesColour && outputWidth is not null;

    /// <summary>The console of this process.</summary>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output.</param>
    public static CliStreams OfConsole(Stream input, Stream output)
    {
        // https://no-color.org: any value but the empty one.
        bool wantsColour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        int? width = Console.IsOutputRedirected ? null : Math.Max(Console.WindowWidth, 40);
        return new CliStreams(input, output, Console.Error, !Console.IsErrorRedirected, width, wantsColour);
    }

    /// <summary>A new writer of text to standard output, in UTF-8 with line feeds; leaves the stream open.</summary>
    public StreamWriter NewOutputWriter() => NewWriter(Output);

    /// <summary>A new writer of text to a stream, in UTF-8 with line feeds; leaves the stream open.</summary>
    public static StreamWriter NewWriter(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
}
