using System.Globalization;

namespace SpineInference.Engine.Formats;

/// <summary>Makes identifiers of XDSL and Hugin (a letter, then letters, digits and underscores) from names, distinct among themselves.</summary>
/// <param name="reserved">Words that are none.</param>
internal sealed class XdslIds(params IEnumerable<string> reserved)
{
    private readonly HashSet<string> _used = new(reserved, StringComparer.Ordinal);

    public string Add(string name)
    {
        string id = string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));
        id = id.Length > 0 && char.IsAsciiLetter(id[0]) ? id : $"x{id}";
        string unique = id;
        for (int i = 2; !_used.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{id}_{i}");
        }

        return unique;
    }
}
