using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>Counts the texts of a table that are usual for <em>unknown</em>.</summary>
/// <remarks>None of them is usual for a finding that is absent: a dash, a zero, <c>none</c> or <c>missing</c> (of a reflex) is not among them, and is for the map to say.</remarks>
internal sealed class UnknownWords
{
    /// <summary>How many rows are looked at.</summary>
    public const int MostRows = 100_000;

    private const int Longest = 20;

    private static readonly FrozenSet<string> Usual = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "NA", "N/A", "#N/A", "#NV", "NaN", "NULL", "n.a.", "n. a.", "k.A.", "k. A.", "k.A", "keine Angabe", "keine Angaben", "unbekannt", "nicht bekannt",
        "nicht erhoben", "nicht untersucht", "nicht durchgeführt", "unknown", "not known", "not recorded", "not done", "not tested",
        "n.e.", "n.d.", "n/d", "n.b.", "?", "??", "???", ".", "inconnu", "non renseigné", "desconocido", "sconosciuto", "onbekend");

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Those found, the most frequent first.</summary>
    public ImmutableArray<string> Found =>
        [.. _counts.OrderByDescending(static c => c.Value).ThenBy(static c => c.Key, StringComparer.Ordinal).Select(static c => c.Key)];

    /// <summary>Counts those of a row.</summary>
    public void Count(IEnumerable<string?> cells)
    {
        foreach (string? cell in cells)
        {
            if (cell is { Length: > 0 and <= Longest } && cell.Trim() is var text && Usual.Contains(text))
            {
                _counts[text] = _counts.GetValueOrDefault(text) + 1;
            }
        }
    }
}
