using System.Collections.Frozen;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>A table of what looking costs, as Costs.json writes it.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class CostTable
{
    private readonly FrozenDictionary<string, LookingCost> _findings;
    private readonly FrozenDictionary<string, LookingCost> _categories;

    private CostTable(FrozenDictionary<string, LookingCost> findings, FrozenDictionary<string, LookingCost> categories)
    {
        _findings = findings;
        _categories = categories;
    }

    /// <summary>What the table names: text ids, and families as <c>slip-seen.*</c>.</summary>
    public IEnumerable<string> Named => _findings.Keys;

    /// <summary>Reads a table.</summary>
    /// <exception cref="KnowledgeFormatException">It has faults; all are reported.</exception>
    public static CostTable Read(byte[] bytes)
    {
        var faults = new List<Fault>();
        var reader = new StrictJsonReader("Costs.json", bytes, faults.Add);
        var findings = new Dictionary<string, LookingCost>(StringComparer.Ordinal);
        var categories = new Dictionary<string, LookingCost>(StringComparer.Ordinal);
        if (reader.Parse() is { Kind: JsonValueKind.Object } root)
        {
            Dictionary<string, LocatedJson> file = reader.ReadFields(root, "a table of costs", "title", "description", "categories", "setUps", "findings");
            Dictionary<string, SetUp> setUps = ReadSetUps(reader, file);
            if (file.TryGetValue("categories", out LocatedJson? families))
            {
                foreach ((string category, LocatedJson value) in reader.ReadMembers(families, "categories"))
                {
                    categories[category] = ReadPrice(reader, value, category);
                }
            }

            foreach (FindingCategory category in FindingCategories.All.Where(c => !categories.ContainsKey(c.Id)))
            {
                reader.AddFault(families ?? root, $"There is no cost for the category '{category.Id}'.");
            }

            foreach (LocatedJson item in reader.ReadList(file, "findings"))
            {
                ReadCost(reader, item, setUps, findings);
            }
        }

        return faults.Count == 0 ? new CostTable(findings.ToFrozenDictionary(), categories.ToFrozenDictionary()) : throw new KnowledgeFormatException([.. faults]);
    }

    /// <summary>What a finding costs: by its own name, that of its family, or its category.</summary>
    public LookingCost Of(string id, FindingCategory category)
    {
        if (_findings.TryGetValue(id, out LookingCost? cost))
        {
            return cost;
        }

        int dot = id.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _findings.TryGetValue($"{id[..dot]}.*", out LookingCost? family) ? family : _categories[category.Id];
    }

    private static Dictionary<string, SetUp> ReadSetUps(StrictJsonReader reader, Dictionary<string, LocatedJson> file)
    {
        var setUps = new Dictionary<string, SetUp>(StringComparer.Ordinal);
        if (file.TryGetValue("setUps", out LocatedJson? all))
        {
            foreach ((string id, LocatedJson value) in reader.ReadMembers(all, "setUps"))
            {
                Dictionary<string, LocatedJson> fields = reader.ReadFields(value, "a set-up", "cost", "why");
                reader.ReadText(fields, "why", value);
                setUps[id] = new SetUp(id, ReadPrice(reader, fields, value));
            }
        }

        return setUps;
    }

    private static void ReadCost(StrictJsonReader reader, LocatedJson item, Dictionary<string, SetUp> setUps, Dictionary<string, LookingCost> findings)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(item, "a cost", "setUps", "cost", "of", "why");
        reader.ReadText(fields, "why", item);
        var needed = new List<SetUp>();
        foreach (LocatedJson name in fields.ContainsKey("setUps") ? reader.ReadList(fields, "setUps") : [])
        {
            if (setUps.TryGetValue(reader.ReadText(name, "setUps"), out SetUp? setUp))
            {
                needed.Add(setUp);
            }
            else
            {
                reader.AddFault(name, $"There is no such set-up; expected one of {string.Join(", ", setUps.Keys)}.");
            }
        }

        var cost = new LookingCost(ReadPrice(reader, fields, item), [.. needed]);
        foreach (LocatedJson finding in reader.ReadList(fields, "of"))
        {
            if (!findings.TryAdd(reader.ReadText(finding, "of"), cost))
            {
                reader.AddFault(finding, "It has a cost already.");
            }
        }
    }

    private static double ReadPrice(StrictJsonReader reader, Dictionary<string, LocatedJson> fields, LocatedJson owner)
    {
        if (fields.TryGetValue("cost", out LocatedJson? value))
        {
            return ReadPrice(reader, value, "cost");
        }

        reader.AddFault(owner, "Field 'cost' is missing.");
        return 1;
    }

    // A price after a fault is never used.
    private static double ReadPrice(StrictJsonReader reader, LocatedJson value, string name)
    {
        double price = reader.ReadNumber(value, name);
        if (price > 0 && double.IsFinite(price))
        {
            return price;
        }

        if (!double.IsNaN(price))
        {
            reader.AddFault(value, FormattableString.Invariant($"Field '{name}': got {price}; expected a positive number."));
        }

        return 1;
    }
}
