using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>Reads the reference list and the published targets.</summary>
internal static class KnowledgeLists
{
    public static void ReadReferences(
        StrictJsonReader reader, LocatedJson root, ImmutableSortedDictionary<string, KnowledgeReference>.Builder references)
    {
        Dictionary<string, LocatedJson> file = reader.ReadFields(root, "the reference list", "references");
        foreach (LocatedJson value in reader.ReadList(file, "references"))
        {
            Dictionary<string, LocatedJson> fields = reader.ReadFields(value, "a reference", "key", "quantity", "citation", "read");
            string key = reader.ReadText(fields, "key", value);
            if (!references.TryAdd(key, new KnowledgeReference(
                key, reader.ReadText(fields, "quantity", value), reader.ReadText(fields, "citation", value), reader.ReadFlag(fields, "read"))))
            {
                reader.AddFault(value, $"Reference '{key}' stands twice.");
            }
        }
    }

    public static void ReadTargets(StrictJsonReader reader, LocatedJson root, ImmutableArray<KnowledgeTarget>.Builder targets)
    {
        Dictionary<string, LocatedJson> file = reader.ReadFields(root, "the list of targets", "targets");
        foreach (LocatedJson value in reader.ReadList(file, "targets"))
        {
            Dictionary<string, LocatedJson> fields = reader.ReadFields(
                value, "a target", "id", "event", "given", "rate", "odds-ratio", "against", "interval", "basis", "source", "follows", "note");
            string id = reader.ReadText(fields, "id", value);
            if (targets.Any(t => t.Id == id))
            {
                reader.AddFault(value, $"Target '{id}' stands twice.");
            }

            bool isOddsRatio = fields.ContainsKey("odds-ratio");
            if (isOddsRatio == fields.ContainsKey("rate"))
            {
                reader.AddFault(value, $"{id}: a target has either a 'rate' or an 'odds-ratio'.");
                continue;
            }

            string measure = isOddsRatio ? "odds-ratio" : "rate";
            double highest = isOddsRatio ? double.PositiveInfinity : 1;
            double rate = reader.ReadNumberUpTo(fields, measure, highest);
            (double, double)? interval = fields.TryGetValue("interval", out LocatedJson? pair) ? reader.ReadInterval(pair, highest) : null;
            Basis basis = reader.ReadText(fields, "basis", value) switch
            {
                "literature" => Basis.Literature,
                "derived" => Basis.Derived,
                _ => Basis.Expert,
            };
            bool follows = reader.ReadFlag(fields, "follows", otherwise: true);
            string? note = reader.ReadOptionalText(fields, "note");
            if (basis == Basis.Expert)
            {
                reader.AddFault(value, $"{id}: the basis of a target is 'literature' or 'derived'.");
            }

            if (!follows && string.IsNullOrWhiteSpace(note))
            {
                reader.AddFault(value, $"{id}: a target that is not followed needs a 'note' that says why.");
            }

            targets.Add(new KnowledgeTarget(
                id,
                Lists(reader, fields, "event"),
                Lists(reader, fields, "given"),
                Lists(reader, fields, "against"),
                rate,
                isOddsRatio,
                interval,
                basis,
                [.. reader.ReadTexts(fields, "source")],
                follows,
                note));
        }
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Lists(
        StrictJsonReader reader, Dictionary<string, LocatedJson> fields, string name) =>
        fields.TryGetValue(name, out LocatedJson? value)
            ? reader.ReadTextLists(value, name).ToImmutableSortedDictionary(static m => m.Key, static m => m.Value.ToImmutableArray(), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
}
