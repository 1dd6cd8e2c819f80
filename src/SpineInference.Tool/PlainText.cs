using System.Buffers;
using System.Globalization;
using System.Text;

namespace SpineInference.Tool;

/// <summary>Text fit for a terminal: what a file says must not steer it. The one place that decides, for both streams and for JSON.</summary>
internal static class PlainText
{
    // Above 0x9f, those that turn the direction of what follows or begin a new line.
    private const string Directional = "\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private static readonly SearchValues<char> Unfit = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(static c => (char)c), .. Directional]);

    // The first bytes, in UTF-8, of what JSON may hold as it is and a terminal must not see: 0x7f, and all from 0x80 that are in Unfit.
    private static readonly SearchValues<byte> Suspects = SearchValues.Create([0x7f, 0xc2, 0xd8, 0xe2]);

    /// <summary>The text with every control character but line feeds and tabs written as its number, such as <c>\u001B</c>.</summary>
    public static string Of(string text) => Escape(text, keepsLines: true);

    /// <summary>The text in one line, with every control character written as its number.</summary>
    public static string OfLine(string text) => Escape(text, keepsLines: false);

    /// <summary>A probability as a percentage; what is neither impossible nor certain never reads as if it were.</summary>
    public static string Percent(double probability) => probability switch
    {
        > 0 and < 0.01 => "<1%",
        > 0.99 and < 1 => ">99%",
        _ => probability.ToString("0%", CultureInfo.InvariantCulture),
    };

    /// <summary>JSON in UTF-8 that says the same with those characters as escapes of JSON; they stand nowhere but in strings.</summary>
    public static byte[] InJson(byte[] json)
    {
        if (json.AsSpan().IndexOfAny(Suspects) < 0)
        {
            return json;
        }

        string text = Encoding.UTF8.GetString(json);
        return text.AsSpan().IndexOfAny(Unfit) < 0 ? json : Encoding.UTF8.GetBytes(Escape(text, keepsLines: true));
    }

    private static string Escape(string text, bool keepsLines)
    {
        int first = text.AsSpan().IndexOfAny(Unfit);
        if (first < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; i++)
        {
            char c = text[i];
            bool isLine = c is '\n' or '\t' || (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
            if (!Unfit.Contains(c) || (keepsLines && isLine))
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
        }

        return escaped.ToString();
    }

    /// <summary>A text of a user as it stands in a message: at most 60 characters.</summary>
    public static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");
}
