using System.Globalization;

namespace SpineInference.Formats;

/// <summary>Makes identifiers of XDSL (a letter, then letters, digits and underscores) from names, distinct among themselves.</summary>
internal sealed class XdslIds
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

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
