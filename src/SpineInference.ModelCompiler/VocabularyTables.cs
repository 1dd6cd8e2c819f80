using System.Collections.Immutable;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.ModelCompiler;

/// <summary>Reads the vocabularies and questions of a folder of tables and holds them against the network.</summary>
internal sealed class VocabularyTables
{
    /// <summary>The folder, below that of the tables.</summary>
    public const string Folder = "Vocabulary";

    /// <summary>What begins the type of a fact that is a list.</summary>
    public const string ListOf = "list of ";

    private readonly BayesianNetwork _network;
    private readonly List<Fault> _faults = [];
    private readonly List<Vocabulary> _vocabularies = [];
    private readonly List<AskedQuestion> _questions = [];
    private readonly List<(StrictJsonReader Reader, LocatedJson Where, string Enum, string? Id)> _references = [];

    private VocabularyTables(BayesianNetwork network) => _network = network;

    /// <summary>Reads them.</summary>
    /// <exception cref="KnowledgeFormatException">Something is wrong; all faults are listed.</exception>
    public static (ImmutableArray<Vocabulary> Vocabularies, ImmutableArray<AskedQuestion> Questions) Read(string tables, BayesianNetwork network)
    {
        var read = new VocabularyTables(network);
        foreach (string path in Directory.GetFiles(Path.Combine(tables, Folder), "*.json").Order(StringComparer.Ordinal))
        {
            read.Read($"{Folder}/{Path.GetFileName(path)}", File.ReadAllBytes(path));
        }

        read.CheckReferences();
        return read._faults.Count == 0
            ? ([.. read._vocabularies], [.. read._questions])
            : throw new KnowledgeFormatException([.. read._faults]);
    }

    private void Read(string file, byte[] utf8)
    {
        var reader = new StrictJsonReader(file, utf8, _faults.Add);
        if (reader.Parse() is not { } root)
        {
            return;
        }

        Dictionary<string, LocatedJson> fields = reader.ReadFields(root, "a file of vocabularies", "description", "vocabularies", "questions");
        foreach (LocatedJson value in reader.ReadList(fields, "vocabularies"))
        {
            _vocabularies.Add(ReadVocabulary(reader, value));
        }

        foreach (LocatedJson value in reader.ReadList(fields, "questions"))
        {
            _questions.Add(ReadQuestion(reader, value));
        }
    }

    private Vocabulary ReadVocabulary(StrictJsonReader reader, LocatedJson value)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(
            value, "a vocabulary", "enum", "list", "namespace", "noun", "states", "variables", "summary", "remarks", "list-summary", "extended", "unstated", "from-zero", "facts", "words");
        ImmutableArray<(string Name, string Type)> facts = fields.TryGetValue("facts", out LocatedJson? named)
            ? [.. reader.ReadTextMap(named, "facts").Select(static f => (f.Key, f.Value))]
            : [];
        ImmutableArray<Word> words = [.. reader.ReadList(fields, "words").Select(w => ReadWord(reader, w, facts))];
        Check(reader, value, fields, words);
        (string, string)? unstated = null;
        if (fields.TryGetValue("unstated", out LocatedJson? nothing))
        {
            Dictionary<string, LocatedJson> said = reader.ReadFields(nothing, "the member for what was not stated", "member", "what");
            unstated = (reader.ReadText(said, "member", nothing), reader.ReadText(said, "what", nothing));
        }

        return new Vocabulary
        {
            Enum = reader.ReadText(fields, "enum", value),
            List = reader.ReadText(fields, "list", value),
            Namespace = reader.ReadText(fields, "namespace", value),
            Noun = reader.ReadText(fields, "noun", value),
            Summary = reader.ReadText(fields, "summary", value),
            Remarks = reader.ReadOptionalText(fields, "remarks"),
            ListSummary = reader.ReadFlag(fields, "extended") ? null : reader.ReadText(fields, "list-summary", value),
            Unstated = unstated,
            First = reader.ReadFlag(fields, "from-zero") ? 0 : 1,
            Facts = facts,
            Words = words,
        };
    }

    // What a word or a question names of another vocabulary must be there.
    private void CheckReferences()
    {
        foreach ((StrictJsonReader reader, LocatedJson where, string name, string? id) in _references)
        {
            if (_vocabularies.Find(v => v.Enum == name) is not { } vocabulary)
            {
                reader.AddFault(where, $"There is no vocabulary of '{name}'. Vocabularies: {string.Join(", ", _vocabularies.Select(static v => v.Enum))}.");
            }
            else if (id is not null && vocabulary.Words.All(w => w.Id != id))
            {
                reader.AddFault(where, $"'{id}' is no {vocabulary.Noun}.{NameSuggestion.For(id, [.. vocabulary.Words.Select(static w => w.Id)])}");
            }
        }
    }

    private Word ReadWord(StrictJsonReader reader, LocatedJson value, ImmutableArray<(string Name, string Type)> facts)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(value, "a word", ["id", "member", "name", "what", .. facts.Select(static f => f.Name)]);
        string id = reader.ReadText(fields, "id", value);
        foreach ((string name, string type) in facts.Where(static f => f.Type is not ("text" or "optional text" or "flag")))
        {
            IEnumerable<string> named = type.StartsWith(ListOf, StringComparison.Ordinal) ? reader.ReadTexts(fields, name) : [reader.ReadText(fields, name, value)];
            _references.AddRange(named.Select(n => (reader, value, type.Replace(ListOf, "", StringComparison.Ordinal), (string?)n)));
        }

        return new Word(
            id,
            reader.ReadOptionalText(fields, "member") ?? FindingsSource.Name(id.Replace('/', '-')),
            reader.ReadOptionalText(fields, "name") ?? id.Replace('-', ' '),
            reader.ReadText(fields, "what", value),
            facts.ToImmutableDictionary(static f => f.Name, f => ReadFact(reader, fields, f, value)));
    }

    private static ImmutableArray<string> ReadFact(StrictJsonReader reader, Dictionary<string, LocatedJson> fields, (string Name, string Type) fact, LocatedJson word) =>
        fact.Type == "flag" ? [reader.ReadFlag(fields, fact.Name) ? "true" : "false"]
        : fact.Type.StartsWith(ListOf, StringComparison.Ordinal) ? [.. reader.ReadTexts(fields, fact.Name)]
        : fact.Type == "optional text" ? reader.ReadOptionalText(fields, fact.Name) is { } text ? [text] : []
        : [reader.ReadText(fields, fact.Name, word)];

    // A state, or a variable of a family, without a word is a fault here, and so is a word that the network does not have.
    private void Check(StrictJsonReader reader, LocatedJson value, Dictionary<string, LocatedJson> fields, ImmutableArray<Word> words)
    {
        string[] ids = [.. words.Select(static w => w.Id)];
        foreach (string twice in ids.GroupBy(static i => i, StringComparer.Ordinal).Where(static g => g.Count() > 1).Select(static g => g.Key))
        {
            reader.AddFault(value, $"The word '{twice}' stands twice.");
        }

        if (reader.ReadOptionalText(fields, "states") is { } variable)
        {
            if (!_network.TryGetVariable(variable, out Variable? found))
            {
                reader.AddFault(fields["states"], $"There is no variable '{variable}' whose states these could be.");
                return;
            }

            string[] states = [.. found.States.Where(s => s != "none" || ids.Contains(s))];
            Missing(reader, value, states, ids, $"a state of '{variable}'");
            if (states.Order(StringComparer.Ordinal).SequenceEqual(ids.Order(StringComparer.Ordinal)) && !states.SequenceEqual(ids))
            {
                reader.AddFault(fields["words"], $"The words stand in another order than the states of '{variable}': {string.Join(", ", states)}.");
            }
        }
        else if (reader.ReadOptionalText(fields, "variables") is { } pattern)
        {
            int star = pattern.IndexOf('*', StringComparison.Ordinal);
            (string before, string after) = (pattern[..star], pattern[(star + 1)..]);
            Missing(
                reader,
                value,
                [.. _network.Variables.Select(static v => v.Name)
                    .Where(n => n.Length > before.Length + after.Length && n.StartsWith(before, StringComparison.Ordinal) && n.EndsWith(after, StringComparison.Ordinal))
                    .Select(n => n[before.Length..])],
                ids,
                $"one of the variables '{pattern}'");
        }
    }

    private static void Missing(StrictJsonReader reader, LocatedJson value, string[] network, string[] ids, string what)
    {
        foreach (string id in network.Except(ids))
        {
            reader.AddFault(value, $"'{id}' is {what} and has no word. Add {{\"id\": \"{id}\", \"name\": \"…\", \"what\": \"…\"}} with what else the others have.");
        }

        foreach (string id in ids.Except(network))
        {
            reader.AddFault(value, $"The word '{id}' is not {what}. Leave it out, or correct its id.");
        }
    }

    private AskedQuestion ReadQuestion(StrictJsonReader reader, LocatedJson value)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(
            value, "a question", "id", "member", "enum", "label", "description", "none", "principal", "summary", "says");
        string id = reader.ReadText(fields, "id", value);
        string? none = reader.ReadOptionalText(fields, "none");
        _references.Add((reader, value, reader.ReadText(fields, "enum", value), null));
        if (!_network.TryGetVariable(id, out Variable? variable))
        {
            reader.AddFault(value, $"There is no variable '{id}' that could answer the question.");
        }
        else if (variable.States.Contains("none") != (none is not null))
        {
            reader.AddFault(value, none is null ? $"'{id}' has the state 'none': say it in words, as \"none\": \"no …\"." : $"'{id}' has no state 'none'.");
        }

        return new AskedQuestion(
            id,
            reader.ReadOptionalText(fields, "member") ?? FindingsSource.Name(id),
            reader.ReadText(fields, "enum", value),
            reader.ReadText(fields, "label", value),
            reader.ReadText(fields, "description", value),
            none,
            reader.ReadFlag(fields, "principal"),
            reader.ReadText(fields, "summary", value),
            reader.ReadText(fields, "says", value));
    }
}
