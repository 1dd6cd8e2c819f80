using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>Writes findings that a patient may be described by as JSON.</summary>
/// <remarks>Fields of each: <c>id</c>, <c>of</c> (<c>leg</c> or <c>patient</c>), <c>category</c>, <c>states</c>, <c>label</c>, <c>plain</c>,
/// <c>entersPosterior</c>, <c>synonyms</c>, <c>codes</c>. Stateless and safe for concurrent use.</remarks>
public static class FindingsJson
{
    /// <summary>Writes findings as a list.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="findings">The findings.</param>
    public static void Write(Utf8JsonWriter writer, IEnumerable<DescribedFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(findings);
        writer.WriteStartArray();
        foreach (DescribedFinding finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("id", finding.Id);
            writer.WriteString("of", finding.IsOfLeg ? "leg" : "patient");
            writer.WriteString("category", finding.Category.Id);
            WriteTexts(writer, "states", finding.States);
            writer.WriteString("label", finding.Label);
            writer.WriteString("plain", finding.Plain);
            writer.WriteBoolean("entersPosterior", !finding.IsRuleOnly);
            WriteTexts(writer, "synonyms", finding.Synonyms);
            writer.WriteStartArray("codes");
            foreach (KnowledgeCode code in finding.Codes)
            {
                writer.WriteStartObject();
                writer.WriteString("system", code.System);
                writer.WriteString("code", code.Code);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
