using System.Text.Encodings.Web;
using System.Text.Json;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Formats;

/// <summary>Writes a model file: one variable, row or distribution a line, so that two versions compare line by line.</summary>
internal static class JsonModelWriter
{
    public static void Write(JsonModel model, TextWriter writer)
    {
        BayesianNetwork network = model.Network;
        writer.Write($"{{\n  \"format\": {Text(JsonModel.FormatId)},\n  \"version\": {JsonModel.FormatVersion},\n  \"name\": {Text(network.Name)},\n");
        writer.Write("  \"provenance\": {");
        writer.Write(string.Join(",", model.Provenance.Select(static p => $"\n    {Text(p.Key)}: {Text(p.Value)}")));
        writer.Write(model.Provenance.IsEmpty ? "},\n" : "\n  },\n");
        WriteList(writer, "variables", network.Variables.Select(static v => $"{{\"name\": {Text(v.Name)}, \"states\": [{Join(v.States)}]}}"));
        writer.Write(",\n");
        WriteList(writer, "rows", network.Rows.Select(r => Row(r, model.RowBases.GetValueOrDefault(r.Id))));
        writer.Write(",\n");
        WriteList(writer, "distributions", network.Distributions.Select(Distribution));
        writer.Write("\n}\n");
    }

    private static void WriteList(TextWriter writer, string name, IEnumerable<string> items)
    {
        writer.Write($"  \"{name}\": [");
        bool first = true;
        foreach (string item in items)
        {
            writer.Write(first ? "\n    " : ",\n    ");
            writer.Write(item);
            first = false;
        }

        writer.Write("\n  ]");
    }

    private static string Row(ProbabilityRow row, RowBasis? basis)
    {
        string size = row.IsDefinition ? "\"infinity\"" : FormatNumber.Text(row.EffectiveSampleSize);
        string text = $"{{\"id\": {Text(row.Id)}, \"probabilities\": [{string.Join(", ", row.Probabilities.Select(FormatNumber.Text))}], \"effectiveSampleSize\": {size}";
        if (basis is null)
        {
            return text + "}";
        }

        text += basis.Basis is { } word ? $", \"basis\": {Text(word)}" : "";
        text += basis.Sources.IsEmpty ? "" : $", \"sources\": [{Join(basis.Sources)}]";
        text += basis.Intervals.IsEmpty ? "" : $", \"intervals\": [{string.Join(", ", basis.Intervals.Select(static i => i is { } range ? $"[{FormatNumber.Text(range.Low)}, {FormatNumber.Text(range.High)}]" : "null"))}]";
        text += basis.Note is { } note ? $", \"note\": {Text(note)}" : "";
        return text + "}";
    }

    private static string Distribution(ConditionalDistribution distribution)
    {
        string head = $"{{\"variable\": {Text(distribution.Variable.Name)}, \"parents\": [{Join(distribution.Parents.Select(static p => p.Name))}], ";
        return distribution is NoisyMax noisyMax
            ? $"{head}\"noisyMax\": [{string.Join(", ", noisyMax.Contributors.Select(c => Contributor(noisyMax, c)))}]}}"
            : $"{head}\"rows\": [{Join(((ConditionalTable)distribution).RowOfConfiguration.Select(static r => r.Id))}]}}";
    }

    private static string Contributor(NoisyMax noisyMax, NoisyMaxContributor contributor) =>
        $"{{\"parents\": [{Join(contributor.ParentPositions.Select(i => noisyMax.Parents[i].Name))}], \"rows\": [{string.Join(", ", contributor.RowOfConfiguration.Select(static r => r is null ? "null" : Text(r.Id)))}]}}";

    private static string Join(IEnumerable<string> texts) => string.Join(", ", texts.Select(Text));

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
