using System.Text;

namespace SpineInference.Testing;

/// <summary>Changes a table as hands, spreadsheets and exports do: the changes that lost rows or misled readers before.</summary>
internal static class TableMutation
{
    // What is repeated is repeated again: without a bound some inputs are many megabytes.
    private const int Longest = 20_000;

    private static readonly string[] LineStarts = ["#", "//", "--", "%", "\"", "'", " ", "\t", "\ufeff", ",", "sep=;\n", "disc\n", "\n"];
    private static readonly string[] CellTexts = ["", " ", "\"", "\"\"", "\"a\nb\"", "\"a\"b", "NA", "1e400", "0,5", "-1", "1e15", "\0", "ä", "\ud83d\ude00", "\"a,b\"", "#"];

    public static byte[] Of(byte[][] seeds, int number)
    {
        var random = new Random(number);
        byte[] bytes = random.Next(3) == 0 ? Mutation.Of(seeds, number) : seeds[random.Next(seeds.Length)];
        int changes = 1 << random.Next(0, 3);
        for (int i = 0; i < changes; i++)
        {
            bytes = bytes.Length < Longest ? Change(bytes, random) : bytes;
        }

        return bytes;
    }

    private static byte[] Change(byte[] bytes, Random random)
    {
        string text = Encoding.Latin1.GetString(bytes);
        switch (random.Next(10))
        {
            case 0:
                int line = StartOfALine(text, random);
                return Bytes(text.Insert(line, Utf8(LineStarts[random.Next(LineStarts.Length)])));
            case 1:
                return Bytes(text.Replace(',', ";\t|"[random.Next(3)]));
            case 2:
                return Bytes(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", random.Next(2) == 0 ? "\r" : "\r\n", StringComparison.Ordinal));
            case 3:
                return [.. Encoding.UTF8.Preamble, .. bytes];
            case 4:
                Encoding wide = random.Next(2) == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode;
                return [.. random.Next(4) == 0 ? [] : wide.Preamble, .. wide.GetBytes(Encoding.UTF8.GetString(bytes))];
            case 5:
                (int start, int end) = Cell(text, random);
                return Bytes(text[..start] + Utf8(CellTexts[random.Next(CellTexts.Length)]) + text[end..]);
            case 6:
                (start, end) = Cell(text, random);
                return Bytes(text[..start] + text[Math.Min(end + 1, text.Length)..]);
            case 7:
                int at = random.Next(bytes.Length + 1);
                return [.. bytes[..at], (byte)random.Next(0x80, 0x100), .. bytes[at..]];
            case 8:
                (start, end) = Cell(text, random);
                return Bytes(text.Insert(end, string.Concat(Enumerable.Repeat(text[start..Math.Min(end, start + 50)], random.Next(1, 300)))));
            default:
                return Bytes(string.Concat(Enumerable.Repeat(text[StartOfALine(text, random)..], random.Next(1, 20)).Prepend(text)));
        }
    }

    private static int StartOfALine(string text, Random random) => text.LastIndexOf('\n', random.Next(text.Length + 1) - 1 is var at and >= 0 ? at : 0) + 1;

    private static (int Start, int End) Cell(string text, Random random)
    {
        int at = random.Next(text.Length + 1);
        int start = at == 0 ? 0 : text.LastIndexOfAny([',', '\n'], at - 1) + 1;
        int end = text.IndexOfAny([',', '\n'], start);
        return (start, end < 0 ? text.Length : end);
    }

    private static string Utf8(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
