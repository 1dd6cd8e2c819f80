using System.Text;

namespace SpineInference.Tool;

/// <summary>Where a command reads and writes; the console in earnest, memory in tests.</summary>
internal sealed class CliStreams(Stream input, Stream output, TextWriter error, bool isErrorTerminal)
{
    /// <summary>Standard input, which <c>-</c> names.</summary>
    public Stream Input { get; } = input;

    /// <summary>Standard output: results, nothing else.</summary>
    public Stream Output { get; } = output;

    /// <summary>Standard error: messages, and progress where a person is watching.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether a person is watching standard error, so that progress may be shown there.</summary>
    public bool IsErrorTerminal { get; } = isErrorTerminal;

    /// <summary>A new writer of text to standard output, in UTF-8 with line feeds; leaves the stream open.</summary>
    public StreamWriter NewOutputWriter() =>
        new(Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
}
