using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace SpineInference.Tests.PublishedCases;

/// <summary>A published or teaching case as its findings were told, with the answer that its authors found.</summary>
internal sealed record PublishedCase(
    string Id,
    string Source,
    string Read,
    Patient Patient,
    ImmutableArray<string> Roots,
    ImmutableArray<string> Causes,
    ImmutableArray<string> Flags)
{
    /// <summary>Reads one line of a file of cases.</summary>
    /// <param name="line">The line, a JSON object.</param>
    public static PublishedCase Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        string id = root.GetProperty("id").GetString()!;
        return new PublishedCase(
            id,
            $"{root.GetProperty("source").GetString()} ({root.GetProperty("where").GetString()})",
            root.GetProperty("read").GetString()!,
            PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(root.GetProperty("patient").GetRawText()), id).Patient,
            Texts(root.GetProperty("roots")),
            Texts(root.GetProperty("causes")),
            Texts(root.GetProperty("flags")));
    }

    private static ImmutableArray<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(static item => item.GetString()!)];
}
