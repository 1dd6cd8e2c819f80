using System.Text;

namespace SpineInference.Cohorts.Tests;

/// <summary>One table of the corpus: how it is written, and what it holds or where it is refused.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Bytes">The text; <c>¦</c> stands where a separator belongs.</param>
/// <param name="Headers">The headers, where it is read.</param>
/// <param name="Rows">The cells, where it is read.</param>
/// <param name="Fault">Row and column of the first fault, where it is refused.</param>
internal sealed record CorpusTable(string Name, byte[] Bytes, string[]? Headers, string[][]? Rows, (long Row, string Column)? Fault)
{
    private const string Long = "a cell of a hundred thousand characters ";

    public static IReadOnlyList<CorpusTable> All { get; } =
    [
        Read("LF", "disc¦note\nyes¦a\nno¦b\n", ["yes", "a"], ["no", "b"]),
        Read("CR LF", "disc¦note\r\nyes¦a\r\nno¦b\r\n", ["yes", "a"], ["no", "b"]),
        Read("CR", "disc¦note\ryes¦a\rno¦b\r", ["yes", "a"], ["no", "b"]),
        Read("all three line ends", "disc¦note\nyes¦a\r\nno¦b\ryes¦c", ["yes", "a"], ["no", "b"], ["yes", "c"]),
        Read("no final line end", "disc¦note\nyes¦a\nno¦b", ["yes", "a"], ["no", "b"]),
        Read("mark of UTF-8", "\ufeffdisc¦note\nyes¦ä\n", ["yes", "ä"]),
        ReadIn(Encoding.Unicode, "mark of UTF-16", "disc¦note\nyes¦ä\U0001F600\n", ["yes", "ä\U0001F600"]),
        ReadIn(Encoding.BigEndianUnicode, "mark of UTF-16, big end first", "disc¦note\nyes¦ä\n", ["yes", "ä"]),
        Read("a mark in the middle", "disc¦note\nyes¦\ufeffa\nno¦a\n", ["yes", "\ufeffa"], ["no", "a"]),
        ReadWith(["note", "disc"], "hash in the first cell", "note¦disc\n1¦yes\n#3¦no\n4¦yes\n#6¦no\n#¦no\n", ["1", "yes"], ["#3", "no"], ["4", "yes"], ["#6", "no"], ["#", "no"]),
        ReadWith(["note", "disc"], "other marks of comments", "note¦disc\n//¦yes\n--¦no\n%¦yes\n'¦yes\n!¦yes\n", ["//", "yes"], ["--", "no"], ["%", "yes"], ["'", "yes"], ["!", "yes"]),
        ReadWith(["#disc", "note"], "hash in the header", "#disc¦note\nyes¦a\n", ["yes", "a"]),
        Read("quotes", "\"disc\"¦\"note\"\n\"yes\"¦\"a \"\"b\"\" c\"\nno¦\"\"\nyes¦\"\"\"\"\n", ["yes", "a \"b\" c"], ["no", ""], ["yes", "\""]),
        Read("line breaks in cells", "disc¦note\nyes¦\"one\ntwo\"\nno¦\"one\r\ntwo\"\nyes¦\"one\rtwo\"\nno¦\"\n\"\n", ["yes", "one\ntwo"], ["no", "one\r\ntwo"], ["yes", "one\rtwo"], ["no", "\n"]),
        Read("separators in cells", "disc¦note\nyes¦\"a,b\"\nno¦\"a;b\"\nyes¦\"a\tb\"\nno¦\"a|b\"\n", ["yes", "a,b"], ["no", "a;b"], ["yes", "a\tb"], ["no", "a|b"]),
        Read("bars and carets bare", "disc¦note\nyes¦a|b\nno¦a^b\n", ["yes", "a|b"], ["no", "a^b"]),
        Read("empty lines", "disc¦note\n\nyes¦a\n\r\n\nno¦b\n\n\n", ["yes", "a"], ["no", "b"]),
        Read("empty cells", "disc¦note\n¦\nyes¦\n¦a\n", ["", ""], ["yes", ""], ["", "a"]),
        Read("header alone", "disc¦note\n"),
        Read("header alone, without line end", "disc¦note"),
        Read("blanks", "disc¦note\n  yes  ¦  a  \nno¦a  b\n\u00a0no¦ \n", ["  yes  ", "  a  "], ["no", "a  b"], ["\u00a0no", " "]),
        Read("other letters", "disc¦note\nyes¦größe\nno¦病人\nyes¦🙂 𝔄\nno¦e\u0301\nyes¦\u05d0\u200f\n", ["yes", "größe"], ["no", "病人"], ["yes", "🙂 𝔄"], ["no", "e\u0301"], ["yes", "\u05d0\u200f"]),
        Read("what looks like numbers, dates, nothing", "disc¦note\nyes¦007\nno¦7\nyes¦1e5\nno¦0x1F\nyes¦1.0\nno¦TRUE\nyes¦true\nno¦2020-01-01\nyes¦NaN\nno¦NULL\nyes¦\\N\nno¦12:30\n",
            ["yes", "007"], ["no", "7"], ["yes", "1e5"], ["no", "0x1F"], ["yes", "1.0"], ["no", "TRUE"], ["yes", "true"], ["no", "2020-01-01"], ["yes", "NaN"], ["no", "NULL"], ["yes", "\\N"], ["no", "12:30"]),
        Read("a very long cell", $"disc¦note\nyes¦{Repeat(Long)}\nno¦\"{Repeat(Long)}\n\"\n", ["yes", Repeat(Long)], ["no", Repeat(Long) + "\n"]),
        ReadWith(["disc"], "one column, an empty line", "disc\nyes\n\nno\n", ["yes"], [""], ["no"]),
        ReadWith(["disc", "no\nte"], "line break in a header", "disc¦\"no\nte\"\nyes¦a\n", ["yes", "a"]),
        ReadWith(["disc", "note", "NOTE"], "headers that differ in case only", "disc¦note¦NOTE\nyes¦a¦b\n", ["yes", "a", "b"]),
        Read("backslashes", "disc¦note\nyes¦a\\\nno¦\\t\n", ["yes", "a\\"], ["no", "\\t"]),
        Refused("short row", 2, "", "disc¦note\nyes¦a\nno\nyes¦b\n"),
        Refused("long row", 2, "", "disc¦note\nyes¦a\nno¦a¦b\n"),
        Refused("separator at the end of rows", 1, "", "disc¦note\nyes¦a¦\n"),
        Refused("two exports one after the other", 0, "note", "disc\nyes\nno\ndisc¦note\nyes¦a\n"),
        Refused("a title above the header", 0, "note", "export of 3 May\ndisc¦note\nyes¦a\n"),
        Refused("Excel's line of the separator", 0, "note", "sep=;\ndisc¦note\nyes¦a\n"),
        Refused("header twice", 0, "note", "disc¦note¦note\nyes¦a¦b\n"),
        Refused("text after a closing quote", 1, "note", "disc¦note\nyes¦\"a\"b\nno¦c\n"),
        Refused("blank after a closing quote", 1, "disc", "disc¦note\n\"yes\" ¦a\n"),
        Refused("quote within a cell", 2, "note", "disc¦note\nyes¦a\nno¦5\" disc\n"),
        Refused("quote not closed", 2, "note", "disc¦note\nyes¦a\nno¦\"b\nyes¦c\nno¦d\n"),
        Refused("character 0", 1, "note", "disc¦note\nyes¦a\0b\n"),
        Refused("no text", 0, "", ""),
        Refused("nothing but line ends", 0, "note", "\n\n\n"),
        new("bytes that are no UTF-8", [.. "disc¦note\nyes¦a\nno¦schw"u8, 0xe4, .. "che\nyes¦b\n"u8], null, null, (2, "note")),
        new("bytes that are no UTF-8, at the start of a row", [.. "disc¦note\nyes¦a\n"u8, 0xe4, .. "¦a\n"u8], null, null, (2, "disc")),
        new("bytes that are no UTF-8, in the header", [.. "disc¦n"u8, 0xf6, .. "te\nyes¦a\n"u8], null, null, (0, "2")),
        new("half a letter at the end", [.. "disc¦note\nyes¦"u8, 0xc3], null, null, (1, "note")),
        new("half a pair in UTF-16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("disc¦note\nyes¦"), 0x3d, 0xd8, (byte)'\n', 0], null, null, (1, "note")),
        new("UTF-16 without a mark", Encoding.Unicode.GetBytes("disc¦note\nyes¦a\n"), null, null, (0, "1")),
    ];

    /// <summary>The text with a separator.</summary>
    public byte[] With(char separator)
    {
        Encoding encoding = Bytes switch
        {
            [0xff, 0xfe, ..] or [_, 0, _, 0, ..] => Encoding.Unicode,
            [0xfe, 0xff, ..] => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        byte[] mark = encoding.GetBytes("¦");
        byte[] put = encoding.GetBytes([separator]);
        var result = new List<byte>();
        for (int i = 0; i < Bytes.Length;)
        {
            bool isMark = Bytes.AsSpan(i).StartsWith(mark);
            result.AddRange(isMark ? put : [Bytes[i]]);
            i += isMark ? mark.Length : 1;
        }

        return [.. result];
    }

    public override string ToString() => Name;

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 100_000 / text.Length));

    private static CorpusTable Read(string name, string text, params string[][] rows) => ReadWith(["disc", "note"], name, text, rows);

    private static CorpusTable ReadWith(string[] headers, string name, string text, params string[][] rows) =>
        new(name, Encoding.UTF8.GetBytes(text), headers, rows, null);

    private static CorpusTable ReadIn(Encoding encoding, string name, string text, params string[][] rows) =>
        new(name, [.. encoding.Preamble, .. encoding.GetBytes(text)], ["disc", "note"], rows, null);

    private static CorpusTable Refused(string name, long row, string column, string text) =>
        new(name, Encoding.UTF8.GetBytes(text), null, null, (row, column));
}
