using System.Text;

namespace SpineInference.Tool;

/// <summary>Where a command reads and writes; the console in earnest, memory in tests.</summary>
internal sealed class CliStreams
{
    /// <summary>Joins the streams.</summary>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isErrorTerminal">Whether a person is watching standard error.</param>
    /// <param name="outputWidth">Columns of the terminal that shows standard output, or <see langword="null"/>.</param>
    /// <param name="usesColour">Whether colour is wanted.</param>
    public CliStreams(Stream input, Stream output, TextWriter error, bool isErrorTerminal, int? outputWidth = null, bool usesColour = false)
        : this(input, output, error, new PlainTextWriter(error), isErrorTerminal, outputWidth, usesColour)
    {
    }

    private CliStreams(Stream input, Stream output, TextWriter progress, TextWriter error, bool isErrorTerminal, int? outputWidth, bool usesColour)
    {
        Input = input;
        Output = output;
        Progress = progress;
        Error = error;
        IsErrorTerminal = isErrorTerminal;
        OutputWidth = outputWidth;
        UsesColour = usesColour && outputWidth is not null;
    }

    /// <summary>Standard input, which <c>-</c> names.</summary>
    public Stream Input { get; }

    /// <summary>Standard output: results, nothing else.</summary>
    public Stream Output { get; }

    /// <summary>Standard error: messages, with control characters shown as text.</summary>
    public TextWriter Error { get; }

    /// <summary>Standard error as it is, for lines of progress that are written in place; of numbers and the tool's own words alone.</summary>
    public TextWriter Progress { get; }

    /// <summary>Whether a person is watching standard error, so that progress may be shown there.</summary>
    public bool IsErrorTerminal { get; }

    /// <summary>Columns of the terminal that shows standard output; <see langword="null"/> where it is piped, and lines need not be
    /// wrapped.</summary>
    public int? OutputWidth { get; }

    /// <summary>The terminal at which questions are asked; <see langword="null"/> where standard input or output is none.</summary>
    public TerminalSource? Terminal { get; init; }

    /// <summary>Whether standard output may be coloured: a terminal, and nobody asked for no colour.</summary>
    public bool UsesColour { get; }

    /// <summary>The console of this process.</summary>
    public static CliStreams OfConsole()
    {
        // https://no-color.org: any value but the empty one.
        bool wantsColour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        int? width = Console.IsOutputRedirected ? null : Math.Max(Console.WindowWidth, 40);
        return new CliStreams(
            Console.OpenStandardInput(), new StandardOutput(Console.OpenStandardOutput()), Console.Error, !Console.IsErrorRedirected, width, wantsColour)
        {
            Terminal = Console.IsInputRedirected || Console.IsOutputRedirected ? null : new ProcessTerminal(),
        };
    }

    /// <summary>The same streams, whose input waits for nobody once the run is to stop.</summary>
    /// <param name="cancellationToken">Stops the run.</param>
    public CliStreams StoppedBy(CancellationToken cancellationToken) =>
        new(new StoppableStream(Input, cancellationToken), Output, Progress, Error, IsErrorTerminal, OutputWidth, UsesColour) { Terminal = Terminal };

    /// <summary>A new writer of words to standard output, in UTF-8 with line feeds, that shows control characters as text; leaves the stream
    /// open.</summary>
    public TextWriter NewOutputWriter() => new PlainTextWriter(NewWriter(Output));

    /// <summary>A new writer of data to standard output: as they are into a pipe or file, as words onto a terminal.</summary>
    public TextWriter NewDataWriter() => OutputWidth is null ? NewWriter(Output) : NewOutputWriter();

    /// <summary>A new writer of text to a stream, in UTF-8 with line feeds; leaves the stream open.</summary>
    public static StreamWriter NewWriter(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
}
