using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>The table of combinations that cannot be meant, Combinations.json; read when it is first asked for.</summary>
internal static class Combinations
{
    private static readonly Lazy<(ImmutableArray<Combination> All, ImmutableArray<Implication> Implied)> Table = new(static () => ReadTable(EmbeddedFile.Read("Combinations").ToArray()));

    /// <summary>All of them, in the order of the table.</summary>
    public static ImmutableArray<Combination> All => Table.Value.All;

    /// <summary>What is said already by another statement.</summary>
    public static ImmutableArray<Implication> Implied => Table.Value.Implied;

    /// <summary>Reads a table.</summary>
    /// <exception cref="KnowledgeFormatException">The table is not as it should be; all faults are listed.</exception>
    /// <exception cref="FormatException">A statement is none, or its group is unknown.</exception>
    public static IEnumerable<Combination> Read(byte[] utf8) => ReadTable(utf8).All;

    private static (ImmutableArray<Combination> All, ImmutableArray<Implication> Implied) ReadTable(byte[] utf8)
    {
        var faults = new List<Fault>();
        var reader = new StrictJsonReader("Combinations.json", utf8, faults.Add);
        var table = reader.Parse() is { } root ? Read(reader, root) : ([], []);
        return faults.Count == 0 ? table : throw new KnowledgeFormatException([.. faults]);
    }

    private static (ImmutableArray<Combination> All, ImmutableArray<Implication> Implied) Read(StrictJsonReader reader, LocatedJson root)
    {
        Dictionary<string, LocatedJson> file = reader.ReadFields(root, "a table of combinations", "title", "description", "groups", "combinations", "said-once");
        Dictionary<string, string[]> groups = file.TryGetValue("groups", out LocatedJson? value) ? reader.ReadTextLists(value, "groups") : [];
        var combinations = new List<Combination>();
        foreach (LocatedJson item in reader.ReadList(file, "combinations"))
        {
            Dictionary<string, LocatedJson> fields = reader.ReadFields(item, "a combination", "id", "all", "why", "note");
            combinations.Add(new Combination(
                reader.ReadText(fields, "id", item),
                [.. reader.ReadList(fields, "all").Select(clause => clause.Items
                    .SelectMany(text => CombinationStatement.Parse(reader.ReadText(text, "all"), groups)).ToImmutableArray())],
                reader.ReadText(fields, "why", item)));
        }

        var implied = new List<Implication>();
        foreach (LocatedJson item in reader.ReadList(file, "said-once"))
        {
            Dictionary<string, LocatedJson> fields = reader.ReadFields(item, "a statement that others say already", "id", "said", "by", "why");
            CombinationStatement[] said = [.. CombinationStatement.Parse(reader.ReadText(fields, "said", item), groups)];
            ImmutableArray<CombinationStatement> by = [.. reader.ReadList(fields, "by").SelectMany(text => CombinationStatement.Parse(reader.ReadText(text, "by"), groups))];
            implied.AddRange(said.Select(s => new Implication(reader.ReadText(fields, "id", item), s, by)));
        }

        return ([.. combinations], [.. implied]);
    }

    /// <summary>The combinations that a diagnosis meets.</summary>
    public static IEnumerable<Doubt> Of(Diagnosis diagnosis)
    {
        foreach (Combination combination in All)
        {
            ImmutableArray<Variable> met = combination.Met(diagnosis.Evidence);
            if (!met.IsEmpty)
            {
                ImmutableArray<string> findings = [.. met.Select(v => Wording.OfFinding(diagnosis, v))];
                yield return new Doubt(combination.Id, findings, $"{string.Join(", ", findings)}: these cannot be meant together, for {combination.Why}. Check them.");
            }
        }
    }
}
