namespace SpineInference;

/// <summary>How far apart two names are, for suggestions.</summary>
internal static class TextDistance
{
    private const int LongestCompared = 100;

    /// <summary>Levenshtein distance: insertions, deletions and replacements. O(first × second), of the first 100 characters of each.</summary>
    public static int Between(string first, string second)
    {
        first = first[..Math.Min(first.Length, LongestCompared)];
        second = second[..Math.Min(second.Length, LongestCompared)];
        Span<int> row = stackalloc int[LongestCompared + 1];
        for (int j = 0; j <= second.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= first.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (first[i - 1] == second[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[second.Length];
    }
}
