using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>Studies that are synthesised together: each once, in the order of their keys.</summary>
/// <remarks>A study given twice is one study, and the order in which studies are given changes nothing. Immutable.</remarks>
public sealed class StudySet
{
    /// <summary>Gathers studies.</summary>
    /// <param name="studies">The studies. Those of one key must be the same; they count once.</param>
    /// <exception cref="ArgumentException">Two different studies bear one key, or rates of two studies one id; all faults are listed.</exception>
    public StudySet(IEnumerable<Study> studies)
    {
        ArgumentNullException.ThrowIfNull(studies);
        var faults = new List<string>();
        var kept = new SortedDictionary<string, Study>(StringComparer.Ordinal);
        foreach (Study study in studies)
        {
            if (!kept.TryAdd(study.Key, study) && !AreSame(kept[study.Key], study))
            {
                faults.Add($"Study '{study.Key}' is given twice with different rates: give one of them another key.");
            }
        }

        Studies = [.. kept.Values];
        foreach (IGrouping<string, (Study Study, PublishedRate Rate)> same in Studies
            .SelectMany(static s => s.Rates.Select(r => (Study: s, Rate: r)))
            .GroupBy(static r => r.Rate.Id, StringComparer.Ordinal)
            .Where(static g => g.Skip(1).Any()))
        {
            faults.Add($"Rate '{same.Key}' stands in the studies {string.Join(" and ", same.Select(static r => $"'{r.Study.Key}'"))}: give each its own id.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(studies));
        }
    }

    /// <summary>The studies, by key.</summary>
    public ImmutableArray<Study> Studies { get; }

    /// <summary>All rates, study after study.</summary>
    public IEnumerable<PublishedRate> Rates => Studies.SelectMany(static s => s.Rates);

    /// <summary>The set without one study.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The set without it.</returns>
    /// <exception cref="ArgumentException">There is no such study.</exception>
    public StudySet Without(string key) => Studies.Any(s => s.Key == key)
        ? new StudySet(Studies.Where(s => s.Key != key))
        : throw new ArgumentException($"There is no study '{key}'.", nameof(key));

    /// <summary>How many studies and rates.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Studies.Length} studies, {Rates.Count()} rates";

    private static bool AreSame(Study a, Study b) =>
        a.Rates.Length == b.Rates.Length
        && a.Rates.OrderBy(static r => r.Id, StringComparer.Ordinal).Zip(b.Rates.OrderBy(static r => r.Id, StringComparer.Ordinal))
            .All(static pair => Text(pair.First) == Text(pair.Second));

    private static string Text(PublishedRate rate) => FormattableString.Invariant(
        $"{rate.Id}|{rate.Measure}|{rate.Estimate:R}|{rate.StandardError:R}|{rate.Kind}|{(rate.Measure == RateMeasure.AreaUnderCurve ? StudyStates.Write(rate.Event) : RateCases.Text(rate.Event))}|{RateCases.Text(rate.Given)}|{RateCases.Text(rate.Against)}");
}
