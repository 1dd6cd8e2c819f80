using System.Collections.Immutable;

namespace SpineInference.Cohorts;

/// <summary>The answer of a database: its headers, and its first rows kept, so that an answer of a usual length is asked for once.</summary>
/// <param name="headers">The names of the columns.</param>
/// <param name="kept">The first rows.</param>
/// <param name="isWhole">Whether they are all.</param>
/// <param name="askAnew">Asks again, from the first row.</param>
internal sealed class QueryAnswer(
    ImmutableArray<string> headers, IReadOnlyList<IReadOnlyList<string?>> kept, bool isWhole, Func<IEnumerable<IReadOnlyList<string?>>> askAnew)
{
    /// <summary>How many rows are kept.</summary>
    public const int MostKept = 100_000;

    private const int LongestPooled = 40;

    public ImmutableArray<string> Headers => headers;

    /// <summary>The rows from the first: those kept where they are all, else those of another asking.</summary>
    public IEnumerable<IReadOnlyList<string?>> Rows() => isWhole ? kept : askAnew();

    /// <summary>The first rows, without asking again.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Beginning => kept;

    /// <summary>Takes the first rows of an answer.</summary>
    /// <param name="headers">The names of the columns.</param>
    /// <param name="rows">The rows, each of which may be the list of the one before.</param>
    /// <param name="askAnew">Asks again, from the first row.</param>
    public static QueryAnswer Of(ImmutableArray<string> headers, IEnumerable<IReadOnlyList<string?>> rows, Func<IEnumerable<IReadOnlyList<string?>>> askAnew)
    {
        List<IReadOnlyList<string?>> kept = [];

        // The same few texts fill most cells of a table of findings: each is held once.
        HashSet<string> pool = new(StringComparer.Ordinal);
        foreach (IReadOnlyList<string?> row in rows)
        {
            if (kept.Count == MostKept)
            {
                return new QueryAnswer(headers, kept, isWhole: false, askAnew);
            }

            kept.Add([.. row.Select(Pooled)]);
        }

        return new QueryAnswer(headers, kept, isWhole: true, askAnew);

        string? Pooled(string? cell)
        {
            if (cell is null or { Length: > LongestPooled } || pool.Count > MostKept)
            {
                return cell;
            }

            if (pool.TryGetValue(cell, out string? held))
            {
                return held;
            }

            pool.Add(cell);
            return cell;
        }
    }
}
