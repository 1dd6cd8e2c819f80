using System.Collections.Immutable;
using System.Text;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>Finds findings by the names that stand in the tables: ids, labels, plain words, synonyms.</summary>
/// <remarks>Case, accents and punctuation do not count. O(words × names). Immutable.</remarks>
internal sealed class FindingSearch
{
    private const double Least = 0.5;
    private const double OfPrefix = 0.8;
    private const double OfSeveralNames = 0.7;
    private const double OfTypingError = 0.7;
    private const int ShortestForTypingError = 5;
    private const int LongestQuery = 200;

    // Written out: without the data of cultures, as services often run, the runtime takes no letter apart.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Unaccented = "aaaaaaceeeeiiiinoooooouuuuyy";

    private readonly (DescribedFinding Variable, (string Name, string[] Words)[] Names)[] _findings;

    private readonly Dictionary<string, string> _idOfName = new(StringComparer.Ordinal);

    public FindingSearch(IEnumerable<DescribedFinding> findings)
    {
        _findings = [.. findings.Select(static v => (v, NamesOf(v)))];
        foreach ((DescribedFinding variable, (string Name, string[] Words)[] names) in _findings)
        {
            foreach ((_, string[] words) in names)
            {
                _idOfName.TryAdd(string.Join(' ', words), variable.Id);
            }
        }
    }

    /// <summary>The findings that fit, the best first.</summary>
    public ImmutableArray<FindingMatch> Find(string words)
    {
        string[] asked = words.Length > LongestQuery ? [] : Words(words);
        List<FindingMatch>? found = null;
        Span<double> likeness = stackalloc double[LongestQuery];
        likeness = likeness[..asked.Length];
        for (int i = 0; i < _findings.Length && asked.Length > 0; i++)
        {
            (DescribedFinding variable, (string Name, string[] Words)[] names) = _findings[i];
            likeness.Clear();
            (string best, double score) = (variable.Label, 0);
            foreach ((string name, string[] own) in names)
            {
                double ofName = Score(asked, own, likeness);
                (best, score) = ofName > score ? (name, ofName) : (best, score);
            }

            // "X-ray slip": one word stands in one name, the other in another.
            double together = OfSeveralNames * Sum(likeness) / asked.Length;
            if (Math.Max(score, together) >= Least)
            {
                found ??= [];
                found.Add(new FindingMatch(variable.Id, variable.Label, variable.IsOfLeg, score >= together ? best : variable.Label, Math.Max(score, together)));
            }
        }

        return found is null ? [] : [.. found.OrderByDescending(static m => m.Score).ThenBy(static m => m.Id, StringComparer.Ordinal)];
    }

    /// <summary>The first finding that bears a name; <see langword="null"/> where none does.</summary>
    public string? Named(string name) =>
        name.Length <= LongestQuery && _idOfName.TryGetValue(string.Join(' ', Words(name)), out string? id) ? id : null;

    private static (string Name, string[] Words)[] NamesOf(DescribedFinding finding) =>
        [.. finding.Synonyms.Prepend(finding.Plain).Prepend(finding.Label).Prepend(finding.Id).OfType<string>().Distinct(StringComparer.Ordinal).Select(static n => (n, Words(n)))];

    // Of the words asked for, how many the name has; less a little for what the name has beyond them. The likeness of each word to any name so far
    // is kept. No allocation: a file may ask often.
    private static double Score(string[] asked, string[] name, Span<double> likeness)
    {
        double found = 0;
        for (int i = 0; i < asked.Length; i++)
        {
            double most = 0;
            foreach (string own in name)
            {
                most = Math.Max(most, Likeness(asked[i], own));
            }

            likeness[i] = Math.Max(likeness[i], most);
            found += most;
        }

        return found / asked.Length * (0.75 + (0.25 * Math.Min(1, found / name.Length)));
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static double Likeness(string word, string own) =>
        word == own ? 1
        : word.Length >= 3 && own.StartsWith(word, StringComparison.Ordinal) ? OfPrefix
        : word.Length >= ShortestForTypingError && IsOneEditAway(word, own) ? OfTypingError
        : 0;

    // One letter too many, too few, another, or two exchanged.
    private static bool IsOneEditAway(string a, string b)
    {
        int start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }

        int end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }

        (int left, int right) = (a.Length - start - end, b.Length - start - end);
        return (left <= 1 && right <= 1) || (left == 2 && right == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]);
    }

    private static string[] Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            int accented = Accented.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            plain.Append(accented >= 0 ? Unaccented[accented] : char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
