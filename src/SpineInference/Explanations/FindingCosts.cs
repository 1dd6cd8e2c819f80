using System.Collections.Frozen;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>What it costs to look, finding by finding: Costs.json.</summary>
/// <remarks>Only ratios matter. Stateless and safe for concurrent use.</remarks>
public static class FindingCosts
{
    private static readonly Lazy<(FrozenDictionary<string, double> Findings, FrozenDictionary<string, double> Families)> Table = new(Read);

    /// <summary>The same for every finding: ranking by information alone.</summary>
    /// <param name="id">Text id of the finding, without the leg.</param>
    /// <param name="category">How the finding is obtained.</param>
    /// <returns>1.</returns>
    public static double WeighEqually(string id, FindingCategory category) => 1;

    /// <summary>A rough burden in minutes of patient and examiner: a question 1, a simple sign 1, a reflex that takes practice 2, an image or an
    /// electric test many.</summary>
    /// <param name="id">Text id of the finding, without the leg. One that the table does not name costs what its category does.</param>
    /// <param name="category">How the finding is obtained.</param>
    /// <returns>The cost, in the table's unit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such category.</exception>
    /// <remarks>A convention of this library, not a published tariff: replace it by what looking costs where you work.</remarks>
    public static double WeighBurden(string id, FindingCategory category)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Enum.IsDefined(category))
        {
            throw new ArgumentOutOfRangeException(nameof(category), category, "No such category.");
        }

        (FrozenDictionary<string, double> findings, FrozenDictionary<string, double> families) = Table.Value;
        if (findings.TryGetValue(id, out double cost))
        {
            return cost;
        }

        int dot = id.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && findings.TryGetValue($"{id[..dot]}.*", out double family) ? family : families[category.Id];
    }

    /// <summary>What the table names.</summary>
    internal static IEnumerable<string> Named => Table.Value.Findings.Keys;

    private static (FrozenDictionary<string, double> Findings, FrozenDictionary<string, double> Families) Read()
    {
        var faults = new List<Fault>();
        var reader = new StrictJsonReader("Costs.json", EmbeddedFile.Read("Costs").ToArray(), faults.Add);
        var findings = new Dictionary<string, double>(StringComparer.Ordinal);
        var families = new Dictionary<string, double>(StringComparer.Ordinal);
        if (reader.Parse() is { Kind: JsonValueKind.Object } root)
        {
            Dictionary<string, LocatedJson> file = reader.ReadFields(root, "a table of costs", "title", "description", "categories", "findings");
            foreach ((string category, LocatedJson value) in file["categories"].Members)
            {
                families[category] = reader.ReadNumber(value, category);
            }

            foreach (LocatedJson item in reader.ReadList(file, "findings"))
            {
                Dictionary<string, LocatedJson> fields = reader.ReadFields(item, "a cost", "cost", "of", "why");
                double cost = reader.ReadNumber(fields["cost"], "cost");
                foreach (LocatedJson finding in reader.ReadList(fields, "of"))
                {
                    findings.Add(reader.ReadText(finding, "of"), cost);
                }
            }
        }

        return faults.Count == 0 ? (findings.ToFrozenDictionary(), families.ToFrozenDictionary()) : throw new KnowledgeFormatException([.. faults]);
    }
}
