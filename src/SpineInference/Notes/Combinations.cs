using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Engine.Networks;

namespace SpineInference;

/// <summary>The table of combinations that cannot be meant, Combinations.json; read when it is first asked for.</summary>
internal static class Combinations
{
    private static readonly Lazy<ImmutableArray<Combination>> LazyAll = new(static () => [.. Read(EmbeddedFile.Read("Combinations").ToArray())]);

    /// <summary>All of them, in the order of the table.</summary>
    public static ImmutableArray<Combination> All => LazyAll.Value;

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A statement is none, or its group is unknown.</exception>
    public static IEnumerable<Combination> Read(byte[] utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false });
        JsonElement root = document.RootElement;
        var groups = root.GetProperty("groups").EnumerateObject().ToDictionary(static g => g.Name, static g => Texts(g.Value), StringComparer.Ordinal);
        return [.. root.GetProperty("combinations").EnumerateArray().Select(c => new Combination(
            c.GetProperty("id").GetString()!,
            [.. c.GetProperty("all").EnumerateArray().Select(clause => Texts(clause).SelectMany(text => CombinationStatement.Parse(text, groups)).ToImmutableArray())],
            c.GetProperty("why").GetString()!))];
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

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(static item => item.GetString()!)];
}
