using System.Text;

namespace SpineInference.InferNet.Models;

/// <summary>Makes identifiers of the generated source from a network's names.</summary>
internal sealed class Names
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>An identifier like a name, not given before.</summary>
    /// <param name="name">Any text.</param>
    public string Identifier(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        if (text.Length == 0 || char.IsAsciiDigit(text[0]))
        {
            text.Insert(0, 'v');
        }

        string stem = text.ToString();
        string result = stem;
        for (int i = 2; !_taken.Add(result); i++)
        {
            result = string.Create(null, $"{stem}_{i}");
        }

        return result;
    }
}
