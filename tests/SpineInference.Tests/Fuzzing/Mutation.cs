using System.Text;

namespace SpineInference.Tests.Fuzzing;

/// <summary>Changes a valid file at random: bytes, numbers, tokens, lines, pieces of other files.</summary>
internal static class Mutation
{
    private static readonly string[] Tokens =
    [
        "", "0", "-1", "1e400", "NaN", "1e-320", "99999999999", "0.5", "\"", "\\", "{", "}", "[", "]", "(", ")", "<", ">", "</", "/>", ";", "|", ",", ":",
        "//", "/*", "*/", "<!--", "&lt;", "&#0;", "&x;", "null", "true", "\"infinity\"", "table", "default", "property", "variable", "v0", "s0",
        "\u0000", "\ud83d\ude00", "\\ud800", "<!DOCTYPE a [<!ENTITY x \"y\">]>", "<![CDATA[", "\n", "discrete", "probability", "<parents>v0 v1 v2</parents>",
    ];

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
        switch (random.Next(9))
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
            default:
                return bytes[..at];
        }
    }

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
