using System.Text;
using System.Text.RegularExpressions;

namespace SpineInference.Engine.Formats;

/// <summary>The text of an XML file: in the encoding of its byte order mark, else in the one it declares, else in UTF-8.</summary>
internal static partial class XmlBytes
{
    private const int LongestDeclaration = 400;

    /// <summary>The text, or null with a fault where the bytes are none of the encoding.</summary>
    public static string? Decode(byte[] bytes, FaultList faults)
    {
        string? declared = Declared(bytes, out int width);
        if (TextBytes.ByteOrderMark(bytes) is { } mark)
        {
            if (declared is not null && TextBytes.Named(declared)?.CodePage != mark.Encoding.CodePage && !IsUnicode(declared))
            {
                faults.Warn(TextPosition.Start, $"the file declares the encoding '{declared}' and begins with the byte order mark of {mark.Encoding.WebName}; it was read as {mark.Encoding.WebName}.");
            }

            return Decode(bytes.AsSpan(mark.Length), mark.Encoding, mark.Encoding.WebName, "its byte order mark says", faults);
        }

        Encoding? encoding = declared is null ? null : TextBytes.Named(declared);
        if (declared is not null && encoding is null)
        {
            faults.Add(TextPosition.Start, $"the file declares the encoding '{declared}', which is not known here; save it as UTF-8 and let it say so.");
            return null;
        }

        if (width > 1)
        {
            // Two bytes a character and no mark: the declaration itself shows which comes first.
            encoding = TextBytes.Named(bytes[0] == 0 ? "utf-16BE" : "utf-16LE");
        }
        else if (encoding is not null && encoding.GetByteCount("<") > 1)
        {
            faults.Add(TextPosition.Start, $"the file declares the encoding '{declared}', but its characters take one byte each; let it declare the encoding it is written in, such as UTF-8.");
            return null;
        }

        string? text = Decode(bytes, encoding ?? TextBytes.Named("utf-8")!, declared ?? "UTF-8", declared is null ? "XML without a declaration is" : "it declares", faults);
        if (text is not null && encoding is { IsSingleByte: true } && HasUtf8Characters(bytes))
        {
            faults.Warn(TextPosition.Start, $"the file declares the encoding '{declared}' and was read so, but its bytes are those of UTF-8: names beyond ASCII are likely wrong; let it declare UTF-8.");
        }

        return text;
    }

    private static string? Decode(ReadOnlySpan<byte> bytes, Encoding encoding, string name, string because, FaultList faults)
    {
        (string? text, TextPosition fault) = TextBytes.Decode(bytes, encoding);
        if (text is null)
        {
            faults.Add(fault, $"a byte here is no text in the encoding {name} ({because} {name}); save the file as UTF-8 and let it say so.");
        }

        return text;
    }

    // The encoding in <?xml … encoding="…"?>, which is ASCII but for the width of its characters.
    private static string? Declared(ReadOnlySpan<byte> bytes, out int width)
    {
        bytes = bytes[(TextBytes.ByteOrderMark(bytes)?.Length ?? 0)..];
        width = bytes is [(byte)'<', 0, ..] or [0, (byte)'<', ..] ? 2 : 1;
        var head = new StringBuilder();
        int offset = bytes is [0, ..] ? width - 1 : 0;
        for (; offset < bytes.Length && head.Length < LongestDeclaration && (head.Length == 0 || head[^1] != '>'); offset += width)
        {
            head.Append((char)bytes[offset]);
        }

        Match match = Declaration().Match(head.ToString());
        return match.Success ? match.Groups["name"].Value : null;
    }

    private static bool IsUnicode(string name) => name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) || name.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase);

    private static bool HasUtf8Characters(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyInRange<byte>(0x80, 0xff) && System.Text.Unicode.Utf8.IsValid(bytes);

    [GeneratedRegex("""^\s*<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z][A-Za-z0-9._:\-]*)["']""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
