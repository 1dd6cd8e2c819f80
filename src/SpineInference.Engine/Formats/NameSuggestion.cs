namespace SpineInference.Engine.Formats;

/// <summary>Finds the known name nearest to an unknown one, for messages.</summary>
public static class NameSuggestion
{
    private const int LongestName = 64;
    private const int MostCandidates = 500;

    /// <summary>A sentence that names the nearest candidate, or the candidates where they are few, or nothing.</summary>
    /// <returns>The sentence, with a blank before it, or the empty text.</returns>
    /// <remarks>O(candidates × length²), bounded by constants: it runs on whatever a file contains.</remarks>
    public static string For(string name, IReadOnlyCollection<string> candidates)
    {
        string? nearest = null;
        int best = Math.Max(2, name.Length / 3) + 1;
        if (name.Length <= LongestName && candidates.Count <= MostCandidates)
        {
            foreach (string candidate in candidates.Where(static c => c.Length <= LongestName))
            {
                int distance = Distance(name, candidate);
                if (distance < best)
                {
                    best = distance;
                    nearest = candidate;
                }
            }
        }

        return nearest is not null ? $" Did you mean '{nearest}'?"
            : candidates.Count is > 0 and <= 8 ? $" Known: {string.Join(", ", candidates)}."
            : "";
    }

    // Levenshtein's distance, ignoring case, row by row.
    private static int Distance(string a, string b)
    {
        Span<int> previous = stackalloc int[LongestName + 1];
        Span<int> current = stackalloc int[LongestName + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = previous[j - 1] + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            current[..(b.Length + 1)].CopyTo(previous);
        }

        return previous[b.Length];
    }
}
