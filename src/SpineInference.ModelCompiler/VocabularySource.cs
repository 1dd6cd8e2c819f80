using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SpineInference.ModelCompiler;

/// <summary>Writes the enumerations of the vocabularies, with the classes that list their members.</summary>
internal sealed class VocabularySource
{
    private const string Root = "SpineInference";

    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<Vocabulary> _vocabularies;

    private VocabularySource(ImmutableArray<Vocabulary> vocabularies) => _vocabularies = vocabularies;

    public static string Render(ImmutableArray<Vocabulary> vocabularies) => new VocabularySource(vocabularies).Render();

    /// <summary>A C# literal.</summary>
    public static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private string Render()
    {
        Line(0, "// Written from the tables of vocabularies when the project is built; edit those.");
        Line(0, "");
        Line(0, "#nullable enable");
        Line(0, "");
        Line(0, "using System.Collections.Immutable;");
        Line(0, "using System.Diagnostics.CodeAnalysis;");
        Line(0, "using System.Text.Json.Serialization;");
        Line(0, "using SpineInference.Anatomy;");
        foreach (Vocabulary vocabulary in _vocabularies)
        {
            Line(0, "");
            Line(0, $"namespace {vocabulary.Namespace}");
            Line(0, "{");
            WriteEnum(vocabulary);
            Line(0, "");
            WriteList(vocabulary);
            Line(0, "}");
        }

        WriteConverters();
        return _text.ToString();
    }

    private void WriteEnum(Vocabulary vocabulary)
    {
        Line(1, $"/// <summary>{vocabulary.Summary}</summary>");
        if (vocabulary.Remarks is { } remarks)
        {
            Line(1, $"/// <remarks>{remarks}</remarks>");
        }

        Line(1, "[JsonConverter(typeof(global::SpineInference.SpineJsonConverter))]");
        Line(1, $"public enum {vocabulary.Enum}");
        Line(1, "{");
        if (vocabulary.Unstated is var (member, what))
        {
            Line(2, $"/// <summary>{what}</summary>");
            Line(2, $"{member},");
            Line(2, "");
        }

        foreach ((int place, Word word) in vocabulary.Words.Index())
        {
            if (place > 0)
            {
                Line(2, "");
            }

            Line(2, $"/// <summary>{word.What}</summary>");
            Line(2, place == 0 && vocabulary is { First: 1, Unstated: null } ? $"{word.Member} = 1," : $"{word.Member},");
        }

        Line(1, "}");
    }

    private void WriteList(Vocabulary v)
    {
        if (v.ListSummary is { } summary)
        {
            Line(1, $"/// <summary>{summary}</summary>");
            Line(1, $"/// <remarks>Safe for concurrent use. Every member throws <see cref=\"System.ArgumentOutOfRangeException\"/> on a value that has no id{(v.Unstated is var (u, _) ? $", <see cref=\"{v.Enum}.{u}\"/> included" : "")}.</remarks>");
        }

        Line(1, $"public static partial class {v.List}");
        Line(1, "{");
        Line(2, $"internal static readonly TextIds<{v.Enum}> Ids = new(");
        Line(3, $"{Literal(v.Noun)},");
        foreach ((int place, Word word) in v.Words.Index())
        {
            Line(3, $"({v.Enum}.{word.Member}, {Literal(word.Id)}, {Literal(word.Name)}){(place == v.Words.Length - 1 ? ");" : ",")}");
        }

        Line(2, "");
        foreach ((string name, string type) in v.Facts)
        {
            WriteFacts(v, name, type);
        }

        Line(2, $"/// <summary>Every {v.Noun}, in the order of the tables.</summary>");
        Line(2, $"public static ImmutableArray<{v.Enum}> All => Ids.All;");
        Line(2, "");
        Line(2, $"/// <summary>Reads a {v.Noun} from its text id, such as <c>{v.Words[0].Id}</c>.</summary>");
        Line(2, "/// <param name=\"id\">The id (ordinal comparison).</param>");
        Line(2, "/// <returns>The member.</returns>");
        Line(2, "/// <exception cref=\"System.ArgumentException\">No member has that id; the message lists those there are.</exception>");
        Line(2, $"public static {v.Enum} Parse(string id) => Ids.Parse(id);");
        Line(2, "");
        Line(2, $"/// <summary>Reads a {v.Noun} from its text id without throwing.</summary>");
        Line(2, "/// <param name=\"id\">The id (ordinal comparison).</param>");
        Line(2, "/// <param name=\"value\">The member, or the default.</param>");
        Line(2, "/// <returns>Whether a member has that id.</returns>");
        Line(2, $"public static bool TryParse([NotNullWhen(true)] string? id, out {v.Enum} value) => Ids.TryParse(id, out value);");
        Line(2, "");
        Line(2, $"extension({v.Enum} value)");
        Line(2, "{");
        Line(3, $"/// <summary>The stable text id, as in files and in the network: <c>{v.Words[0].Id}</c>.</summary>");
        Line(3, "public string Id => Ids.IdOf(value);");
        Line(3, "");
        Line(3, $"/// <summary>The name in plain words: <c>{v.Words[^1].Name}</c>.</summary>");
        Line(3, "public string PlainName => Ids.NameOf(value);");
        Line(2, "}");
        Line(1, "}");
    }

    private void WriteFacts(Vocabulary v, string name, string type)
    {
        string member = $"{FindingsSource.Name(name)}Facts";
        bool isList = type.StartsWith(VocabularyTables.ListOf, StringComparison.Ordinal);
        string element = isList ? type[VocabularyTables.ListOf.Length..] : type;
        string typeName = element switch
        {
            "text" => "string",
            "optional text" => "string?",
            "flag" => "bool",
            _ => $"global::{Of(element).Namespace}.{element}",
        };
        Line(2, $"private static readonly ImmutableArray<{(isList ? $"ImmutableArray<{typeName}>" : typeName)}> {member} =");
        Line(2, "[");
        foreach (Word word in v.Words)
        {
            string[] values = [.. word.Facts[name].Select(f => element switch
            {
                "text" or "optional text" => Literal(f),
                "flag" => f,
                _ => $"global::{Of(element).Namespace}.{element}.{Of(element).Words.First(w => w.Id == f).Member}",
            })];
            Line(3, $"{(isList ? $"[{string.Join(", ", values)}]" : values.FirstOrDefault("null"))},");
        }

        Line(2, "];");
        Line(2, "");
    }

    // What writes and reads a member as its text id.
    private void WriteConverters()
    {
        Line(0, "");
        Line(0, $"namespace {Root}");
        Line(0, "{");
        Line(1, "/// <summary>What writes and reads the members of vocabularies as JSON.</summary>");
        Line(1, "internal static class VocabularyConverters");
        Line(1, "{");
        Line(2, "/// <summary>The converter of an enumeration; <see langword=\"null\"/> for other types.</summary>");
        Line(2, "public static JsonConverter? Of(System.Type type) =>");
        foreach ((int place, Vocabulary v) in _vocabularies.Index())
        {
            Line(3, $"{(place == 0 ? "" : ": ")}type == typeof(global::{v.Namespace}.{v.Enum}) ? new TextIdConverter<global::{v.Namespace}.{v.Enum}>(global::{v.Namespace}.{v.List}.Ids)");
        }

        Line(3, ": null;");
        Line(1, "}");
        Line(0, "}");
    }

    private Vocabulary Of(string name) => _vocabularies.First(v => v.Enum == name);

    private void Line(int depth, string text) =>
        _text.Append(CultureInfo.InvariantCulture, $"{new string(' ', text.Length == 0 ? 0 : 4 * depth)}{text}\n");
}
