namespace SpineInference.Tool.Pages;

/// <summary>One part of a report, from the top.</summary>
public abstract record PageBlock
{
    private PageBlock()
    {
    }

    /// <summary>A heading of a section.</summary>
    /// <param name="Text">Its words.</param>
    public sealed record Heading(string Text) : PageBlock;

    /// <summary>A paragraph.</summary>
    /// <param name="Text">Its words.</param>
    public sealed record Paragraph(string Text) : PageBlock;

    /// <summary>What the reader must know before the rest is believed.</summary>
    /// <param name="Text">Its words.</param>
    /// <param name="IsFlag">Whether it must not be overlooked: it has a border then, and not its colour alone.</param>
    public sealed record Warning(string Text, bool IsFlag) : PageBlock;

    /// <summary>A list.</summary>
    /// <param name="Items">Its items.</param>
    public sealed record List(IReadOnlyList<string> Items) : PageBlock;

    /// <summary>A drawing.</summary>
    /// <param name="Svg">The drawing, without a declaration before it.</param>
    public sealed record Drawing(string Svg) : PageBlock;

    /// <summary>A table.</summary>
    /// <param name="Headers">The heads of its columns.</param>
    /// <param name="Rows">One cell a column.</param>
    /// <param name="FirstNumber">The first of the columns that hold numbers, from 0.</param>
    public sealed record Table(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, int FirstNumber) : PageBlock;
}
