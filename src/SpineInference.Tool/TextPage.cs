using System.Text;
using Spectre.Console;

namespace SpineInference.Tool;

/// <summary>A page of text and tables: wrapped and coloured for a terminal, plain and unwrapped for a pipe or a file.</summary>
/// <remarks>Only what writes for people loads the library of tables: JSON does not wait for it.</remarks>
internal sealed class TextPage
{
    private const int Unwrapped = 4000;

    private readonly Stream _stream;
    private readonly StringBuilder _text = new();
    private readonly IAnsiConsole _console;

    public TextPage(CliStreams streams, Stream stream, bool isFile)
    {
        _stream = stream;
        bool usesColour = streams.UsesColour && !isFile;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = usesColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = usesColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new StringWriter(_text) { NewLine = "\n" }),
        });
        _console.Profile.Width = isFile ? Unwrapped : streams.OutputWidth ?? Unwrapped;
        _console.Profile.Capabilities.Unicode = true;
    }

    /// <summary>A cell.</summary>
    public static PageCell Cell(string text, Color? colour = null) => new(PlainText.Of(text), colour);

    /// <summary>A heading with an empty line before it.</summary>
    public void Heading(string text)
    {
        _console.WriteLine();
        Line(text, decoration: Decoration.Bold);
    }

    /// <summary>One paragraph.</summary>
    public void Line(string text, Color? colour = null, Decoration decoration = Decoration.None)
    {
        _console.Write(new Text(LongWords.Fit(PlainText.Of(text), _console.Profile.Width), new Style(colour, decoration: decoration)));
        _console.WriteLine();
    }

    /// <summary>A table.</summary>
    public void Write(PageTable table) => _console.Write(table.ToRenderable(_console.Profile.Width));

    /// <summary>An empty line.</summary>
    public void Gap() => _console.WriteLine();

    /// <summary>Hands everything to the stream, without the spaces that fill tables up and with single empty lines.</summary>
    public void Flush()
    {
        using StreamWriter writer = CliStreams.NewWriter(_stream);
        bool isGapDue = false;
        bool any = false;
        foreach (string line in _text.ToString().Split('\n').Select(static line => line.TrimEnd()))
        {
            if (line.Length == 0)
            {
                isGapDue = any;
                continue;
            }

            writer.Write(isGapDue ? "\n" : "");
            writer.WriteLine(line);
            isGapDue = false;
            any = true;
        }
    }
}
