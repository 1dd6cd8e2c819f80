using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>What the files of tables say for all of them: the network's name, the scopes, the groups of states.</summary>
/// <remarks>To be read of all files before any table is.</remarks>
internal sealed class KnowledgeHeads
{
    private readonly Dictionary<string, ImmutableArray<string>> _groups = new(StringComparer.Ordinal);
    private readonly List<KnowledgeScope> _scopes = [];

    /// <summary>The network's name, or <see langword="null"/> where no file says it.</summary>
    public string? Name { get; private set; }

    /// <summary>The scopes, in the order in which they stand.</summary>
    public IReadOnlyList<KnowledgeScope> Scopes => _scopes;

    /// <summary>The groups of states, by name.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>> Groups => _groups;

    /// <summary>Reads those of one file.</summary>
    public void Read(StrictJsonReader reader, LocatedJson root)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(
            root, "a knowledge file", "title", "description", "network", "scopes", "groups", "variables");
        if (fields.TryGetValue("network", out LocatedJson? network))
        {
            if (Name is not null)
            {
                reader.AddFault(network, $"The network has a name already, '{Name}'. Name it in one file.");
            }

            Name = reader.ReadText(network, "network");
        }

        if (fields.TryGetValue("scopes", out LocatedJson? scopes))
        {
            foreach ((string name, string[] copies) in reader.ReadTextLists(scopes, "scopes"))
            {
                AddScope(reader, scopes, name, copies);
            }
        }

        if (fields.TryGetValue("groups", out LocatedJson? groups))
        {
            foreach ((string name, string[] states) in reader.ReadTextLists(groups, "groups"))
            {
                if (!_groups.TryAdd(name, [.. states]))
                {
                    reader.AddFault(groups, $"Group '{name}' stands twice.");
                }
            }
        }
    }

    private void AddScope(StrictJsonReader reader, LocatedJson where, string name, string[] copies)
    {
        if (_scopes.Any(s => s.Name == name))
        {
            reader.AddFault(where, $"Scope '{name}' stands twice.");
        }
        else if (name.Length == 0 || copies.Any(static c => c.Length == 0) || copies.Distinct(StringComparer.Ordinal).Count() < copies.Length)
        {
            reader.AddFault(where, $"Scope '{name}': its name and those of its copies are texts that are not empty, and no two copies have one name.");
        }
        else
        {
            _scopes.Add(new KnowledgeScope(name, [.. copies]));
        }
    }
}
