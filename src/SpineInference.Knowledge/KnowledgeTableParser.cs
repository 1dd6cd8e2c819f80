using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>Turns one parsed file of tables into <see cref="KnowledgeTable"/>.</summary>
internal sealed class KnowledgeTableParser(StrictJsonReader reader, KnowledgeHeads heads)
{
    private static readonly ImmutableSortedDictionary<string, string> NoBinding = ImmutableSortedDictionary<string, string>.Empty;

    public KnowledgeTable ReadTable(LocatedJson root)
    {
        var fields = root.Members.DistinctBy(static m => m.Name).ToDictionary(static m => m.Name, static m => m.Value, StringComparer.Ordinal);
        IReadOnlyList<LocatedJson> variables = reader.ReadList(fields, "variables");
        return new KnowledgeTable(
            reader.Source,
            variables.Count == 0 ? "" : reader.ReadText(fields, "title", root),
            reader.ReadOptionalText(fields, "description") ?? "",
            [.. variables.Select(ReadVariable)]);
    }

    private KnowledgeVariable ReadVariable(LocatedJson value)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(
            value, "a variable", "id", "label", "plain", "synonyms", "codes", "scope", "kind", "category", "states", "parents", "note", "rows", "contributors", "each", "split", "known", "presupposes");
        string id = reader.ReadText(fields, "id", value);
        ImmutableArray<string> states = [.. reader.ReadTexts(fields, "states")];
        VariableKind kind = reader.ReadChoice(fields, "kind", value, ("context", VariableKind.Context), ("latent", VariableKind.Latent), ("finding", VariableKind.Finding));
        bool hasCategory = fields.ContainsKey("category");
        if (hasCategory != (kind == VariableKind.Finding))
        {
            reader.AddFault(value, $"{id}: a finding has a 'category', and nothing else has.");
        }

        // Rows of a template are tied over its instances; their ids carry the first instance's name, which no other template has.
        ImmutableArray<ImmutableSortedDictionary<string, string>> instances = ReadInstances(fields);
        KnowledgeScope scope = KnowledgeFields.Scope(reader, fields, value, heads.Scopes);
        if (scope.HasCopies && instances.Any(i => i.ContainsKey(scope.Name)))
        {
            reader.AddFault(value, $"{id}: '{scope.Name}' in 'each' has the name of the variable's scope. Give it another name.");
        }

        string prefix = instances.Length == 1 ? id : $"{KnowledgeAssembler.Substitute(id, instances[0])}…";
        return new KnowledgeVariable
        {
            Id = id,
            Label = reader.ReadText(fields, "label", value),
            Plain = reader.ReadOptionalText(fields, "plain"),
            Synonyms = [.. reader.ReadTexts(fields, "synonyms")],
            Codes = [.. reader.ReadList(fields, "codes").Select(ReadCode)],
            Scope = scope,
            Kind = kind,
            Category = hasCategory
                ? reader.ReadChoice(fields, "category", value, FindingCategories.Ids)
                : null,
            States = states,
            Parents = [.. reader.ReadTexts(fields, "parents")],
            Note = reader.ReadOptionalText(fields, "note"),
            Rows = [.. reader.ReadList(fields, "rows").Select(row => ReadRow(row, prefix, states))],
            Contributors = [.. reader.ReadList(fields, "contributors").Select(c => ReadContributor(c, prefix, states))],
            Instances = instances,
            Split = ReadSplit(fields, id, states),
            IsKnown = reader.ReadFlag(fields, "known"),
            Presupposes = Expanded(ReadLists(fields, "presupposes"), value),
            Place = KnowledgePlace.Of(reader, value),
        };
    }

    // Groups of states whose shares were judged together, each against the rest.
    private ImmutableArray<ImmutableArray<string>> ReadSplit(Dictionary<string, LocatedJson> fields, string id, ImmutableArray<string> states)
    {
        ImmutableArray<(LocatedJson Place, ImmutableArray<string> States)> split =
            [.. reader.ReadList(fields, "split").Select(v => (v, ExpandGroups([.. reader.ReadTexts(new() { ["split"] = v }, "split")], v)))];
        foreach ((LocatedJson place, string state) in split.SelectMany(g => g.States.Where(s => !states.Contains(s)).Select(s => (g.Place, s))))
        {
            reader.AddFault(place, $"{id}: 'split' names '{state}', which is no state. States: {string.Join(", ", states)}.");
        }

        return [.. split.Select(static g => g.States)];
    }

    private KnowledgeCode ReadCode(LocatedJson value)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(value, "a code", "system", "code");
        return new KnowledgeCode(reader.ReadText(fields, "system", value), reader.ReadText(fields, "code", value));
    }

    private ImmutableArray<ImmutableSortedDictionary<string, string>> ReadInstances(Dictionary<string, LocatedJson> fields)
    {
        IReadOnlyList<LocatedJson> each = reader.ReadList(fields, "each");
        return each.Count == 0
            ? [NoBinding]
            : [.. each.Select(e => reader.ReadTextMap(e, "each").ToImmutableSortedDictionary(StringComparer.Ordinal))];
    }

    private KnowledgeContributor ReadContributor(LocatedJson value, string variable, ImmutableArray<string> states)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(value, "a contributor", "parents", "rows");
        ImmutableArray<string> parents = [.. reader.ReadTexts(fields, "parents")];
        string prefix = $"{variable}<{string.Join(',', parents)}";
        return new KnowledgeContributor(parents, [.. reader.ReadList(fields, "rows").Select(row => ReadRow(row, prefix, states))]);
    }

    private KnowledgeRow ReadRow(LocatedJson value, string prefix, ImmutableArray<string> states)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(
            value, "a row", "id", "when", "otherwise", "only", "p", "is", "same-as", "basis", "source", "ess", "interval", "note");
        Basis basis = reader.ReadChoice(fields, "basis", value, ("literature", Basis.Literature), ("derived", Basis.Derived), ("expert", Basis.Expert), ("definition", Basis.Definition));
        ImmutableSortedDictionary<string, ImmutableArray<string>> when = ReadLists(fields, "when");
        bool otherwise = reader.ReadFlag(fields, "otherwise");
        string? note = reader.ReadOptionalText(fields, "note");
        ImmutableArray<string> sources = fields.TryGetValue("source", out LocatedJson? source) && source.Kind == System.Text.Json.JsonValueKind.String
            ? [source.Text]
            : [.. reader.ReadTexts(fields, "source")];
        ImmutableSortedDictionary<string, ImmutableArray<string>> only = ReadLists(fields, "only");
        CheckProvenance(value, fields, basis, sources, note);
        string description = otherwise ? "otherwise" : string.Join(';', when.Select(static w => $"{w.Key}={string.Join('+', w.Value)}"));
        string scope = only.IsEmpty ? "" : $"@{string.Join(';', only.Select(static w => $"{w.Key}={string.Join('+', w.Value)}"))}";
        return new KnowledgeRow
        {
            Id = reader.ReadOptionalText(fields, "id") ?? $"{prefix}|{description}{scope}",
            Groups = heads.Groups,
            When = Expanded(when, value),
            IsOtherwise = otherwise,
            Only = only,
            SameAs = reader.ReadOptionalText(fields, "same-as"),
            Probabilities = ReadProbabilities(value, fields, states),
            Basis = basis,
            Sources = sources,
            EffectiveSampleSize = basis == Basis.Definition ? double.PositiveInfinity : ReadSampleSize(value, fields),
            Intervals = ReadIntervals(fields, states),
            Note = note,
            Place = KnowledgePlace.Of(reader, value),
        };
    }

    private ImmutableSortedDictionary<string, ImmutableArray<string>> ReadLists(Dictionary<string, LocatedJson> fields, string name) =>
        fields.TryGetValue(name, out LocatedJson? value)
            ? reader.ReadTextLists(value, name).ToImmutableSortedDictionary(static m => m.Key, static m => m.Value.ToImmutableArray(), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    private ImmutableSortedDictionary<string, ImmutableArray<string>> Expanded(ImmutableSortedDictionary<string, ImmutableArray<string>> states, LocatedJson where) =>
        states.ToImmutableSortedDictionary(static w => w.Key, w => ExpandGroups(w.Value, where), StringComparer.Ordinal);

    private ImmutableArray<string> ExpandGroups(ImmutableArray<string> states, LocatedJson where)
    {
        var expanded = ImmutableArray.CreateBuilder<string>();
        foreach (string state in states)
        {
            // A group whose name holds a template variable is known only once the variable is bound.
            if (!state.StartsWith('@') || state.Contains('{', StringComparison.Ordinal))
            {
                expanded.Add(state);
            }
            else if (heads.Groups.TryGetValue(state[1..], out ImmutableArray<string> group))
            {
                expanded.AddRange(group);
            }
            else
            {
                reader.AddFault(where, $"Unknown group '{state}'. Known: {string.Join(", ", heads.Groups.Keys.Order(StringComparer.Ordinal))}.");
            }
        }

        return expanded.ToImmutable();
    }

    private void CheckProvenance(
        LocatedJson value, Dictionary<string, LocatedJson> fields, Basis basis, ImmutableArray<string> sources, string? note)
    {
        if (basis is Basis.Literature or Basis.Derived && sources.IsEmpty)
        {
            reader.AddFault(value, $"A row with basis '{basis.ToString().ToLowerInvariant()}' needs a 'source'; without one it is 'expert'.");
        }

        if (basis is Basis.Derived or Basis.Expert && string.IsNullOrWhiteSpace(note))
        {
            reader.AddFault(value, $"A row with basis '{basis.ToString().ToLowerInvariant()}' needs a 'note': the formula, or the reason.");
        }

        if (basis == Basis.Definition && fields.ContainsKey("ess"))
        {
            reader.AddFault(value, "A definition has no 'ess': it is known exactly.");
        }
    }

    private double ReadSampleSize(LocatedJson value, Dictionary<string, LocatedJson> fields)
    {
        if (!fields.TryGetValue("ess", out LocatedJson? ess))
        {
            reader.AddFault(value, "Field 'ess' is missing; expected a positive number below 1e6.");
            return 1;
        }

        double size = reader.ReadNumber(ess, "ess");
        if (size is > 0 and < 1e6)
        {
            return size;
        }

        if (!double.IsNaN(size))
        {
            reader.AddFault(ess, $"Field 'ess': got {size}; expected a positive number below 1e6.");
        }

        return 1;
    }

    private ImmutableArray<double> ReadProbabilities(LocatedJson value, Dictionary<string, LocatedJson> fields, ImmutableArray<string> states)
    {
        int given = (fields.ContainsKey("p") ? 1 : 0) + (fields.ContainsKey("is") ? 1 : 0) + (fields.ContainsKey("same-as") ? 1 : 0);
        if (given != 1)
        {
            reader.AddFault(value, "A row has exactly one of 'p', 'is' and 'same-as'.");
            return [];
        }

        if (reader.ReadOptionalText(fields, "is") is { } state)
        {
            int index = states.IndexOf(state);
            if (index < 0)
            {
                reader.AddFault(fields["is"], $"Unknown state '{state}'. States: {string.Join(", ", states)}.");
            }

            return [.. states.Select((_, i) => i == index ? 1.0 : 0.0)];
        }

        if (!fields.TryGetValue("p", out LocatedJson? p))
        {
            return [];
        }

        var probabilities = new double[states.Length];
        Array.Fill(probabilities, double.NaN);
        bool isSound = true;
        foreach ((string name, LocatedJson number) in reader.ReadMembers(p, "p"))
        {
            int index = states.IndexOf(name);
            double probability = reader.ReadNumber(number, name);
            isSound &= index >= 0 && probability is >= 0 and <= 1;
            if (index < 0)
            {
                reader.AddFault(number, $"Unknown state '{name}'. States: {string.Join(", ", states)}.");
            }
            else if (probability is < 0 or > 1)
            {
                reader.AddFault(number, $"Got probability {probability} for '{name}'; expected a number in [0, 1].");
            }
            else
            {
                probabilities[index] = probability;
            }
        }

        return isSound ? Complete(probabilities, states, p) : [.. probabilities];
    }

    private ImmutableArray<double> Complete(double[] probabilities, ImmutableArray<string> states, LocatedJson where)
    {
        int missing = Array.FindIndex(probabilities, double.IsNaN);
        double sum = probabilities.Where(static x => !double.IsNaN(x)).Sum();
        if (probabilities.Count(double.IsNaN) > 1)
        {
            reader.AddFault(where, $"At most one state may be left to the remainder; missing: {string.Join(", ", states.Where((_, i) => double.IsNaN(probabilities[i])))}.");
        }
        else if (missing >= 0 ? sum > 1 + 1e-12 : Math.Abs(sum - 1) > 1e-9)
        {
            reader.AddFault(where, $"The row sums to {sum:R}; expected 1 ± 1e-9. States: {string.Join(", ", states.Zip(probabilities, static (s, x) => $"{s} {x:R}"))}.");
        }
        else if (missing >= 0)
        {
            double remainder = 1 - sum;
            probabilities[missing] = remainder < 1e-12 ? 0 : remainder;
        }

        return [.. probabilities];
    }

    private ImmutableSortedDictionary<string, (double Low, double High)> ReadIntervals(Dictionary<string, LocatedJson> fields, ImmutableArray<string> states)
    {
        var intervals = ImmutableSortedDictionary.CreateBuilder<string, (double, double)>(StringComparer.Ordinal);
        if (fields.TryGetValue("interval", out LocatedJson? value))
        {
            foreach ((string state, LocatedJson pair) in reader.ReadMembers(value, "interval"))
            {
                if (!states.Contains(state))
                {
                    reader.AddFault(pair, $"Unknown state '{state}'. States: {string.Join(", ", states)}.");
                }
                else if (reader.ReadInterval(pair, 1) is { } interval)
                {
                    intervals[state] = interval;
                }
            }
        }

        return intervals.ToImmutable();
    }
}
