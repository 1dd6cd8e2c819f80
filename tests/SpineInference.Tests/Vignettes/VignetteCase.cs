using System.Collections.Immutable;
using System.Text.Json;

namespace SpineInference.Tests.Vignettes;

/// <summary>A published teaching case: context, terms of the vignettes' vocabulary, and the answers. Its text is not read.</summary>
internal sealed record VignetteCase(
    string Id,
    int? Age,
    string? Sex,
    string? Side,
    ImmutableArray<string> Present,
    ImmutableArray<string> Absent,
    string? Root,
    string? Cause,
    string? Level,
    bool IsRootTest,
    bool IsCauseTest)
{
    /// <summary>Reads the cases of a file with one JSON object a line, in the order of the file.</summary>
    public static ImmutableArray<VignetteCase> ReadAll(string path) =>
        [.. File.ReadLines(path).Where(static line => line.Trim().Length > 0).Select(Parse)];

    private static VignetteCase Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        JsonElement age = root.GetProperty("age");
        return new VignetteCase(
            root.GetProperty("id").GetString()!,
            age.ValueKind == JsonValueKind.Null ? null : (int)Math.Floor(age.GetDouble()),
            root.GetProperty("sex").GetString(),
            root.GetProperty("side").GetString(),
            Texts(root.GetProperty("findings_present")),
            Texts(root.GetProperty("findings_absent")),
            root.GetProperty("answer_root").GetString(),
            root.GetProperty("answer_cause").GetString(),
            root.GetProperty("answer_level").GetString(),
            root.GetProperty("core_root_test").GetBoolean(),
            root.GetProperty("core_cause_test").GetBoolean());
    }

    private static ImmutableArray<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(static item => item.GetString()!)];
}
