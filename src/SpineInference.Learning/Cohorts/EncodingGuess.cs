using System.Text;
using System.Text.Unicode;
using SpineInference.Engine.Formats;

namespace SpineInference.Learning;

/// <summary>The encoding of bytes that are no UTF-8 and have no byte order mark: those of old programs in Western Europe, or UTF-16.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it and no other.</param>
internal sealed record EncodingGuess(string Name, string Reason)
{
    // Letters with marks, and ß: what tells the old encodings of one script apart.
    private const string Letters = "äöüÄÖÜßéèêëàâáçñóòôîïíìùûúåæøÅÆØÉÈÀÇÑ";

    private static readonly string[] Candidates = ["windows-1252", "ibm850", "macintosh"];

    /// <summary>Looks at bytes; <see langword="null"/> where they are UTF-8, or say themselves what they are.</summary>
    public static EncodingGuess? Of(byte[] bytes)
    {
        if (ByteOrderMark.Find(bytes, out _) is not null)
        {
            return null;
        }

        if (OfUtf16(bytes) is { } utf16)
        {
            return utf16;
        }

        int at = FirstFault(bytes);
        if (at < 0)
        {
            return null;
        }

        int line = bytes.AsSpan(0, at).Count((byte)'\n') + 1;
        string best = Candidates.MaxBy(name => Likeness(bytes, CodePagesEncodingProvider.Instance.GetEncoding(name)!))!;
        return new EncodingGuess(best, $"byte 0x{bytes[at]:X2} in line {line} is not UTF-8");
    }

    private static int FirstFault(byte[] bytes)
    {
        var characters = new char[4096];
        int passed = 0;
        while (passed < bytes.Length)
        {
            System.Buffers.OperationStatus status = Utf8.ToUtf16(bytes.AsSpan(passed), characters, out int read, out _, replaceInvalidSequences: false, isFinalBlock: true);
            passed += read;
            if (status == System.Buffers.OperationStatus.InvalidData)
            {
                return passed;
            }
        }

        return -1;
    }

    // In a text of Latin letters every second byte is 0.
    private static EncodingGuess? OfUtf16(byte[] bytes)
    {
        int even = 0;
        int odd = 0;
        int looked = Math.Min(bytes.Length, 4096) & ~1;
        for (int i = 0; i < looked; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        return looked < 4 || Math.Max(even, odd) * 4 < looked ? null
            : odd > even ? new EncodingGuess("utf-16", "every second byte is 0")
            : new EncodingGuess("utf-16BE", "every second byte is 0");
    }

    // How many bytes beyond ASCII are letters beside letters, less those that are anything else.
    private static int Likeness(byte[] bytes, Encoding encoding)
    {
        string text = encoding.GetString(bytes);
        int likeness = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > '\u007f')
            {
                bool isBesideLetter = (i > 0 && char.IsAsciiLetter(text[i - 1])) || (i + 1 < text.Length && char.IsAsciiLetter(text[i + 1]));
                likeness += Letters.Contains(text[i], StringComparison.Ordinal) && isBesideLetter ? 1 : char.IsControl(text[i]) ? -3 : text[i] is '°' or '²' or '–' or '’' or '€' or '±' ? 0 : -1;
            }
        }

        return likeness;
    }
}
