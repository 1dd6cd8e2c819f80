using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpineInference.Tests.Prototypes;

/// <summary>An invented patient, the textbook picture of one root, cause or mimic, with what specialists would answer.</summary>
internal sealed record PrototypeCase(
    string Id,
    string Why,
    Patient Patient,
    ImmutableArray<string> Roots,
    ImmutableArray<string> Causes,
    ImmutableArray<(string Key, double Low, double High)> Ranges,
    ImmutableArray<string> Flags,
    ImmutableArray<string> ForbiddenFlags)
{
    private static readonly Lazy<ImmutableArray<PrototypeCase>> LazyAll = new(static () =>
        [.. File.ReadLines(Path.Combine(Repository.Root!, "tests", "SpineInference.Tests", "Prototypes", "prototypes.jsonl")).Select(Parse)]);

    /// <summary>The cases of the repository, in the order of the file.</summary>
    public static ImmutableArray<PrototypeCase> All => LazyAll.Value;

    /// <summary>The patient as the file has it.</summary>
    public string Note { get; private init; } = "{}";

    /// <summary>The same patient at another age, in years.</summary>
    public Patient At(int age)
    {
        JsonNode note = JsonNode.Parse(Note)!;
        note["age"] = age;
        return PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(note.ToJsonString()), Id).Patient;
    }

    private static PrototypeCase Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        JsonElement expect = root.GetProperty("expect");
        string id = root.GetProperty("id").GetString()!;
        return new PrototypeCase(
            id,
            root.GetProperty("why").GetString()!,
            PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(root.GetProperty("patient").GetRawText()), id).Patient,
            Texts(expect.GetProperty("root")),
            Texts(expect.GetProperty("cause")),
            [.. expect.GetProperty("range").EnumerateObject().Select(static p => (p.Name, p.Value[0].GetDouble(), p.Value[1].GetDouble()))],
            Texts(expect.GetProperty("flags")),
            Texts(expect.GetProperty("noflags")))
        {
            Note = root.GetProperty("patient").GetRawText(),
        };
    }

    private static ImmutableArray<string> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Null ? [] : [.. list.EnumerateArray().Select(static item => item.GetString()!)];
}
