using System.Text;
using System.Text.RegularExpressions;

namespace SpineInference.Engine.Formats;

/// <summary>Tells a network's format by how its text begins.</summary>
internal static partial class NetworkContent
{
    private const int LongestHead = 1 << 16;

    /// <summary>The format, or null where the beginning is that of none.</summary>
    /// <param name="bytes">The file, or its beginning, decompressed.</param>
    public static NetworkFormat? FormatOf(ReadOnlySpan<byte> bytes)
    {
        if (StartsAsBif(bytes))
        {
            return NetworkFormat.Bif;
        }

        (Encoding encoding, int mark) = TextBytes.ByteOrderMark(bytes) ?? (Encoding.Latin1, 0);
        ReadOnlySpan<byte> head = bytes[mark..Math.Min(bytes.Length, mark + LongestHead)];
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("?");

        // XML of two bytes a character without a mark: its zeros are in the way.
        string text = lenient.GetString(head).Replace("\0", "", StringComparison.Ordinal);
        text = text[Space().Match(text).Length..];
        return text switch
        {
            ['{', ..] => NetworkFormat.Json,
            ['<', ..] => OfRoot(Root().Match(text).Groups["name"].Value),
            _ => OfWord(Word().Match(text).Value),
        };
    }

    // Most files of the format begin so; whether others do, the whole beginning tells.
    private static bool StartsAsBif(ReadOnlySpan<byte> bytes) => bytes.StartsWith("network "u8) || bytes.StartsWith("network\n"u8);

    private static NetworkFormat? OfRoot(string name) => name switch
    {
        "smile" => NetworkFormat.Xdsl,
        "BIF" or "XMLBIF" => NetworkFormat.XmlBif,
        _ => null,
    };

    private static NetworkFormat? OfWord(string word) => word switch
    {
        "BAYES" or "MARKOV" => NetworkFormat.Uai,
        _ => word.ToLowerInvariant() switch
        {
            "network" or "variable" or "probability" => NetworkFormat.Bif,
            "net" or "node" or "potential" or "class" => NetworkFormat.Hugin,
            "bnet" => NetworkFormat.Netica,
            "digraph" => NetworkFormat.Dot,
            _ => null,
        },
    };

    // White space and the comments of all text formats.
    [GeneratedRegex("""\G(?>\s+|//[^\n\r]*|[%#][^\n\r]*|/\*.*?\*/)*""", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Space();

    [GeneratedRegex("""\G[A-Za-z]+(?![A-Za-z0-9_])""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    // The first tag that is neither a declaration, a comment nor a document type.
    [GeneratedRegex("""\G(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?>\[.*?\]\s*)?>)*<(?>[\w.\-]+:)?(?<name>[\w.\-]+)""", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Root();
}
