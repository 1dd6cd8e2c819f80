using System.Text;
using System.Text.RegularExpressions;

namespace SpineInference.Testing;

/// <summary>Changes a valid file at random: bytes, numbers, tokens, lines, pieces of other files; line ends, capitals, digits, comments, byte
/// order marks and declared encodings.</summary>
internal static partial class Mutation
{
    private static readonly string[] Tokens =
    [
        "", "0", "-1", "1e400", "NaN", "1e-320", "99999999999", "0.5", "\"", "\\", "{", "}", "[", "]", "(", ")", "<", ">", "</", "/>", ";", "|", ",", ":",
        "//", "/*", "*/", "<!--", "&lt;", "&#0;", "&x;", "null", "true", "\"infinity\"", "table", "default", "property", "variable", "v0", "s0",
        "\u0000", "\ud83d\ude00", "\\ud800", "<!DOCTYPE a [<!ENTITY x \"y\">]>", "<![CDATA[", "\n", "discrete", "probability", "<parents>v0 v1 v2</parents>",
        "node", "potential", "data", "decision", "utility", "bnet", "class", "BAYES", "MARKOV", "%", "#", "[1_2]", "@imposs", "#0", "levels", "0.333333", "-2.8e-17",
    ];

    private static readonly string[] LineEnds = ["\r", "\r\n", "\u0085", "\u2028", "\u2029", "\n\n"];
    private static readonly string[] Comments = ["// x {\n", "% x ;\n", "# x\n", "/* x } */", "<!-- x < -->", "// never ends", "/* never ends", "<!-- never ends"];
    private static readonly string[] Encodings = ["utf-8", "utf-16", "windows-1252", "ISO-8859-15", "GB2312", "us-ascii", "shift_jis", "utf-7", "klingon"];

    public static byte[] Of(byte[][] seeds, int number)
    {
        var random = new Random(number);
        byte[] bytes = seeds[random.Next(seeds.Length)];
        int changes = 1 << random.Next(0, 4);
        for (int i = 0; i < changes; i++)
        {
            bytes = Change(bytes, seeds, random);
        }

        return bytes;
    }

    private static byte[] Change(byte[] bytes, byte[][] seeds, Random random)
    {
        int at = random.Next(bytes.Length + 1);
        int length = Math.Min(random.Next(1, 20), bytes.Length - at);
        switch (random.Next(15))
        {
            case 0:
                byte[] flipped = [.. bytes];
                if (at < flipped.Length)
                {
                    flipped[at] ^= (byte)(1 << random.Next(8));
                }

                return flipped;
            case 1:
                return Splice(bytes, at, length, []);
            case 2:
                return Splice(bytes, at, 0, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
            case 3:
                (int start, int end) = WordAt(bytes, at);
                return Splice(bytes, start, end - start, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
            case 4:
                (start, end) = WordAt(bytes, at);
                (int otherStart, int otherEnd) = WordAt(bytes, random.Next(bytes.Length + 1));
                return Splice(bytes, start, end - start, bytes[otherStart..otherEnd]);
            case 5:
                (start, end) = LineAt(bytes, at);
                return Splice(bytes, start, end - start, []);
            case 6:
                (start, end) = LineAt(bytes, at);
                return Splice(bytes, random.Next(bytes.Length + 1), 0, bytes[start..end]);
            case 7:
                byte[] other = seeds[random.Next(seeds.Length)];
                int from = random.Next(other.Length);
                return Splice(bytes, at, length, other[from..Math.Min(from + random.Next(1, 200), other.Length)]);
            case 8:
                return Replace(bytes, "\n", LineEnds[random.Next(LineEnds.Length)], random);
            case 9:
                (start, end) = WordAt(bytes, at);
                return Splice(bytes, start, end - start, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes[start..end]).ToUpperInvariant()));
            case 10:
                return Encoding.UTF8.GetBytes(Round(Encoding.UTF8.GetString(bytes), random.Next(1, 10)));
            case 11:
                return Splice(bytes, at, 0, Encoding.UTF8.GetBytes(Comments[random.Next(Comments.Length)]));
            case 12:
                byte[] mark = ((byte[][])[[0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0xff, 0xfe, 0, 0]])[random.Next(4)];
                return random.Next(2) == 0 ? Splice(bytes, 0, 0, mark) : [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))];
            case 13:
                return Replace(bytes, "utf-8", Encodings[random.Next(Encodings.Length)], random);
            default:
                return bytes[..at];
        }
    }

    // Every place, or each one or not.
    private static byte[] Replace(byte[] bytes, string old, string replacement, Random random)
    {
        string[] pieces = Encoding.UTF8.GetString(bytes).Split(old);
        bool all = random.Next(2) == 0;
        var text = new StringBuilder(pieces[0]);
        foreach (string piece in pieces.Skip(1))
        {
            text.Append(all || random.Next(2) == 0 ? replacement : old).Append(piece);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Numbers longer than some digits are cut to them.
    private static string Round(string text, int digits) => LongNumber().Replace(
        text, match => match.Groups["integer"].Value + match.Groups["fraction"].Value[..Math.Min(digits, match.Groups["fraction"].Length)] + match.Groups["exponent"].Value);

    [GeneratedRegex("""(?<integer>\b[01]\.)(?<fraction>[0-9]+)(?<exponent>(?:E[-+][0-9]+)?)""", RegexOptions.ExplicitCapture)]
    private static partial Regex LongNumber();

    private static byte[] Splice(byte[] bytes, int at, int remove, byte[] insert) => [.. bytes[..at], .. insert, .. bytes[(at + remove)..]];

    private static (int Start, int End) WordAt(byte[] bytes, int at) => Around(bytes, at, static b => !char.IsAsciiLetterOrDigit((char)b) && b is not (byte)'.' and not (byte)'-');

    private static (int Start, int End) LineAt(byte[] bytes, int at) => Around(bytes, at, static b => b == (byte)'\n');

    private static (int Start, int End) Around(byte[] bytes, int at, Func<byte, bool> ends)
    {
        int start = at;
        while (start > 0 && !ends(bytes[start - 1]))
        {
            start--;
        }

        int end = at;
        while (end < bytes.Length && !ends(bytes[end]))
        {
            end++;
        }

        return (start, end);
    }
}
