using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SpineInference.Engine.Inference;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>Every literature and derived row of the tables beside what the assembled network says under the row's own condition.</summary>
internal static class FidelityRows
{
    public static void Append(StringBuilder text, KnowledgeNetwork spine, IInferenceEngine engine)
    {
        text.Append("\n## Rows of the tables\n\nEvery *literature* and *derived* row, with the largest of its probabilities: what the row says, and what the network says under the row's condition. ")
            .Append("The two agree in a table; in a noisy-MAX other contributors add to the row's own. A row that holds *otherwise* has no condition of its own to ask the network for.\n\n");
        text.Head("variable", "when", "state", "row", "interval", "implied", "basis", "source");
        foreach (KnowledgeVariable variable in spine.Knowledge.Variables)
        {
            DescribedVariable instance = spine.Variables.First(v => ReferenceEquals(v.Source, variable));
            foreach (KnowledgeRow row in variable.AllRows.Where(static r => r.Basis is Basis.Literature or Basis.Derived))
            {
                int state = row.Probabilities.IndexOf(row.Probabilities.Max());
                string name = variable.States[state];
                text.Row(
                    $"`{variable.Id}`",
                    row.IsOtherwise ? "otherwise" : string.Join("; ", row.When.Select(static w => $"{w.Key} = {string.Join(" or ", w.Value)}")),
                    name,
                    row.Probabilities[state].ToString("0.000", CultureInfo.InvariantCulture),
                    row.Intervals.TryGetValue(name, out (double Low, double High) i) ? $"{Markdown.Number(i.Low)}–{Markdown.Number(i.High)}" : "",
                    Implied(spine, engine, instance, row, name) is { } implied ? implied.ToString("0.000", CultureInfo.InvariantCulture) : "",
                    row.Basis.ToString().ToLowerInvariant(),
                    string.Join(", ", row.Sources));
            }
        }
    }

    // Null where the row's condition names a template's variable or is that of "otherwise".
    private static double? Implied(KnowledgeNetwork spine, IInferenceEngine engine, DescribedVariable instance, KnowledgeRow row, string state)
    {
        if (row.IsOtherwise || !row.Only.IsEmpty || row.When.Any(static w => w.Key.Contains('{') || w.Value.Any(static s => s.Contains('{'))))
        {
            return null;
        }

        var given = row.When.ToImmutableSortedDictionary(
            w => instance.Copy is { } leg && spine.Network.TryGetVariable($"{leg}.{w.Key}", out _) ? $"{leg}.{w.Key}" : w.Key,
            static w => w.Value,
            StringComparer.Ordinal);
        var child = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(instance.Variable.Name, [state]);
        return FidelityPage.Conditional(engine, child, given);
    }
}
