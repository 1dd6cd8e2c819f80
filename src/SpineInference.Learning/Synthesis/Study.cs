using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>A published study: the rates that one group of people gave, which share one error.</summary>
/// <remarks>Immutable.</remarks>
public sealed class Study
{
    /// <summary>Makes a study.</summary>
    /// <param name="key">A text key, unique among the studies synthesised together, such as <c>konno-2007</c>.</param>
    /// <param name="rates">Its rates; at least one, each id once.</param>
    /// <exception cref="ArgumentException">There is no rate, or an id stands twice.</exception>
    public Study(string key, IEnumerable<PublishedRate> rates)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(rates);
        Key = key;
        Rates = [.. rates];
        if (Rates.IsEmpty)
        {
            throw new ArgumentException($"Study '{key}' has no rate.", nameof(rates));
        }

        foreach (IGrouping<string, PublishedRate> same in Rates.GroupBy(static r => r.Id, StringComparer.Ordinal))
        {
            if (same.Skip(1).Any())
            {
                throw new ArgumentException($"Study '{key}': rate '{same.Key}' stands twice.", nameof(rates));
            }
        }
    }

    /// <summary>The text key.</summary>
    public string Key { get; }

    /// <summary>Authors, title, journal, year, and where it was read.</summary>
    public string? Citation { get; init; }

    /// <summary>Setting, reference standard, spectrum: what a reader must know to judge the numbers.</summary>
    public string? Design { get; init; }

    /// <summary>Keys of a reference list under which the study's numbers stand: what rests on them is taught by the study.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>The rates.</summary>
    public ImmutableArray<PublishedRate> Rates { get; }

    /// <summary>Key and number of rates.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Key}: {Rates.Length} rate(s)";
}
