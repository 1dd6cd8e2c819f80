using SpineInference.Engine.Networks;

namespace SpineInference.InferNet.Models;

/// <summary>Groups the rows of distributions that share rows.</summary>
internal static class RowPools
{
    /// <summary>The rows of some distributions, in groups that no distribution crosses, by the first distribution of each.</summary>
    /// <param name="distributions">The distributions.</param>
    public static List<(ConditionalDistribution First, ProbabilityRow[] Rows)> Group(IEnumerable<ConditionalDistribution> distributions)
    {
        var groups = new List<(ConditionalDistribution First, HashSet<ProbabilityRow> Rows)>();
        foreach (ConditionalDistribution distribution in distributions)
        {
            var rows = new HashSet<ProbabilityRow>(distribution.Rows);
            var touching = groups.Where(g => g.Rows.Overlaps(rows)).ToList();
            if (touching.Count == 0)
            {
                groups.Add((distribution, rows));
                continue;
            }

            touching[0].Rows.UnionWith(rows);
            foreach (var other in touching.Skip(1))
            {
                touching[0].Rows.UnionWith(other.Rows);
                groups.Remove(other);
            }
        }

        return [.. groups.Select(static g => (g.First, g.Rows.OrderBy(static r => r.Index).ToArray()))];
    }
}
