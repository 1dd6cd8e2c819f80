using System.Collections.Immutable;
using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>The findings that are asked for red-flag rules alone: nobody has published how often they are there with and without what they
/// warn of, so the network does not hold them.</summary>
/// <remarks>Stateless and safe for concurrent use.</remarks>
public static class RuleOnlyFindings
{
    /// <summary>The name of their file, below the folder of the tables.</summary>
    public const string FileName = "RedFlags/Findings.json";

    /// <summary>The place of one of them: below 0, where the network has no variables, and another for each copy of its scope.</summary>
    /// <param name="index">Its index among them.</param>
    /// <param name="copy">Which copy of its scope, 0 or 1; 0 where the scope has none.</param>
    /// <returns>The place, below 0.</returns>
    public static int PlaceOf(int index, int copy) => ~((2 * index) + copy);

    /// <summary>Reads a file of such findings.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="utf8">Its content.</param>
    /// <param name="scopes">The scopes of the tables that it belongs to.</param>
    /// <returns>The findings, in the order of the file.</returns>
    /// <exception cref="KnowledgeFormatException">Something is wrong; all faults are listed.</exception>
    public static ImmutableArray<DescribedFinding> Read(string file, byte[] utf8, ImmutableArray<KnowledgeScope> scopes)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        var faults = new List<Fault>();
        var reader = new StrictJsonReader(file, utf8, faults.Add);
        var findings = ImmutableArray.CreateBuilder<DescribedFinding>();
        if (reader.Parse() is { } root)
        {
            foreach (LocatedJson value in reader.ReadList(reader.ReadFields(root, "the findings of rules alone", "findings"), "findings"))
            {
                DescribedFinding finding = Read(reader, value, scopes);
                if (findings.Any(f => f.Id == finding.Id))
                {
                    reader.AddFault(value, $"Finding '{finding.Id}' stands twice.");
                }

                findings.Add(finding);
            }
        }

        return faults.Count == 0 ? findings.ToImmutable() : throw KnowledgeFormatException.Of(faults);
    }

    private static DescribedFinding Read(StrictJsonReader reader, LocatedJson value, ImmutableArray<KnowledgeScope> scopes)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(value, "a finding of rules alone", "id", "label", "plain", "synonyms", "scope", "category", "note");
        return new DescribedFinding(static () => [])
        {
            Id = reader.ReadText(fields, "id", value),
            Scope = KnowledgeFields.Scope(reader, fields, value, scopes),
            IsRuleOnly = true,
            Label = reader.ReadText(fields, "label", value),
            Plain = reader.ReadText(fields, "plain", value),
            Synonyms = [.. reader.ReadTexts(fields, "synonyms")],
            Category = reader.ReadChoice(fields, "category", value, ("history", FindingCategory.History), ("examination", FindingCategory.Examination)),
            States = ["absent", "present"],
            Note = reader.ReadOptionalText(fields, "note"),
        };
    }
}
