using System.Text;

namespace SpineInference.Learning;

/// <summary>How a table of text is written, and how large it may be.</summary>
/// <remarks>Nothing is found out by looking at the data: what is not said here is the default, and what does not fit it is refused with its
/// place. The limits bound time and memory, whatever a file holds. Immutable; checked when it is used.</remarks>
public sealed record TableOptions
{
    /// <summary>The <see cref="Quote"/> of a table in which nothing is quoted.</summary>
    public const char NoQuote = '\0';

    /// <summary>The defaults.</summary>
    public static TableOptions Default { get; } = new();

    /// <summary>What stands between two cells of a row; <see langword="null"/> for a tab where a file's name ends in <c>.tsv</c>, and a comma
    /// elsewhere.</summary>
    public char? Separator { get; init; }

    /// <summary>The name of the encoding, as <c>windows-1252</c>; <see langword="null"/> for UTF-8, or UTF-16 where a byte order mark says
    /// so.</summary>
    public string? Encoding { get; init; }

    /// <summary>What stands before the decimals of a number, <c>.</c> or <c>,</c>; <see langword="null"/> for a point.</summary>
    public char? DecimalSign { get; init; }

    /// <summary>What stands around a cell that holds separators or line breaks, <c>"</c> or <c>'</c>; <see langword="null"/> for a double
    /// quote, and <see cref="NoQuote"/> where quotes are signs like any other.</summary>
    public char? Quote { get; init; }

    /// <summary>The sheet of an Excel workbook, by its name; <see langword="null"/> for the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>The longest cell, in UTF-16 code units.</summary>
    public int LongestCell { get; init; } = 1 << 20;

    /// <summary>How many columns a table may have.</summary>
    public int MostColumns { get; init; } = 100_000;

    /// <summary>How many bytes the rows of a cohort may take in memory; a larger table is read as a stream, or as patterns.</summary>
    public long MostBytes { get; init; } = 1L << 30;

    /// <summary>What stands before the decimals of a number.</summary>
    internal char Point => DecimalSign ?? '.';

    /// <summary>Says what is wrong with the options, or nothing.</summary>
    internal string? Check()
    {
        if (Separator is '"' or '\'' or '\r' or '\n' or (< ' ' and not '\t') or > '~')
        {
            return $"the separator is U+{(int)Separator:X4}; expected a tab or a printable character of ASCII, no quote.";
        }

        if (DecimalSign is not (null or '.' or ','))
        {
            return $"the decimal sign is '{DecimalSign}'; expected '.' or ','.";
        }

        if (Quote is not (null or NoQuote or '"' or '\''))
        {
            return $"the quote is '{Quote}'; expected '\"', '\'' or none.";
        }

        if (LongestCell < 1 || MostColumns < 1 || MostBytes < 1)
        {
            return $"a limit is not positive: {nameof(LongestCell)} {LongestCell}, {nameof(MostColumns)} {MostColumns}, {nameof(MostBytes)} {MostBytes}.";
        }

        return Encoding is not null && FindEncoding(Encoding) is null
            ? $"the encoding '{FaultText.Shorten(Encoding)}' is not known; expected a name such as utf-8, windows-1252 or iso-8859-1."
            : null;
    }

    /// <summary>The encoding, or <see langword="null"/> where the text is UTF-8 or says itself what it is.</summary>
    internal Encoding? TextEncoding() => Encoding is null ? null : FindEncoding(Encoding);

    // Those of the platform, and the code pages that old programs write.
    private static Encoding? FindEncoding(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
