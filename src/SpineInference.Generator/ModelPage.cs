using System.Globalization;
using System.Text;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>The picture of the network: one diagram of the patient and one of a leg, with findings drawn table by table.</summary>
/// <remarks>Drawn from the variables and their parents as the tables give them. Roots, muscles and levels are one box each, and so
/// are all findings of a table.</remarks>
internal static class ModelPage
{
    private sealed record Box(string Key, string Label, string Class, bool IsOfLeg);

    public static string Render(KnowledgeNetwork spine)
    {
        IEnumerable<KnowledgeVariable> variables = spine.Knowledge.Variables;
        Dictionary<string, Box> boxes = Boxes(spine.Knowledge);
        (Box From, Box To)[] arrows = [.. variables
            .SelectMany(v => v.Parents.Select(p => (From: boxes[Family(p)], To: boxes[Family(v.Id)])))
            .Where(static a => a.From != a.To)
            .Distinct()];
        StringBuilder text = Markdown.Header("The model");
        text.Append("The network as its tables define it: an arrow leads from what comes first to what hangs on it, and each box states how many variables it stands for. ")
            .Append("Angular: asked or observed. Round: never observed, inferred. All findings of a table are one box, and so are roots, muscles and levels. ")
            .Append("What a table says in detail, and what it rests on: [the knowledge](knowledge/README.md). Why it is built so: [decisions](decisions/README.md).\n\n")
            .Append(CultureInfo.InvariantCulture, $"{spine.Network.Variables.Length} variables and {spine.Network.Variables.Sum(v => spine.Network.DistributionOf(v).Parents.Length)} arrows, with both legs written out.\n");
        Append(text, "The patient", "The aetiology is the hidden variable behind cause and mechanism; the lesion is the one door between patient and leg.",
            boxes.Values.Where(static b => !b.IsOfLeg), arrows.Where(static a => !a.To.IsOfLeg), "TD");
        Append(text, "A leg", "Each leg has its own copy. Boxes with a dashed border belong to the patient and stand above.",
            boxes.Values.Where(b => b.IsOfLeg || arrows.Any(a => a.To.IsOfLeg && a.From == b)), arrows.Where(static a => a.To.IsOfLeg), "LR");
        return text.ToString();
    }

    private static Dictionary<string, Box> Boxes(KnowledgeBase knowledge)
    {
        var boxes = new Dictionary<string, Box>(StringComparer.Ordinal);
        foreach (KnowledgeTable table in knowledge.Tables)
        {
            foreach (IGrouping<string, KnowledgeVariable> family in table.Variables.Where(static v => v.Kind != VariableKind.Finding).GroupBy(static v => Family(v.Id)))
            {
                int count = family.Sum(static v => v.Instances.Length);
                string label = count == 1 ? family.Single().Label : $"{Plural(family.Key)} ({count})";
                boxes.Add(family.Key, new Box(family.Key, label, family.First().Kind.ToString().ToLowerInvariant(), family.First().Scope.HasCopies));
            }

            foreach (IGrouping<bool, KnowledgeVariable> findings in table.Variables.Where(static v => v.Kind == VariableKind.Finding).GroupBy(static v => v.Scope.HasCopies))
            {
                var box = new Box($"findings {table.File}", $"{table.Title} ({findings.Sum(static v => v.Instances.Length)} findings)", "finding", findings.Key);
                foreach (KnowledgeVariable finding in findings)
                {
                    boxes[Family(finding.Id)] = box;
                }
            }
        }

        return boxes;
    }

    private static void Append(StringBuilder text, string title, string about, IEnumerable<Box> boxes, IEnumerable<(Box From, Box To)> arrows, string direction)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{about}\n\n```mermaid\nflowchart {direction}\n");
        Dictionary<Box, string> names = boxes.Distinct().Index().ToDictionary(static b => b.Item, static b => string.Create(CultureInfo.InvariantCulture, $"b{b.Index}"));
        bool isOfLeg = title == "A leg";
        foreach ((Box box, string name) in names)
        {
            (string open, string close) = box.Class == "latent" ? ("([", "])") : ("[", "]");
            string @class = isOfLeg && !box.IsOfLeg ? "above" : box.Class;
            text.Append(CultureInfo.InvariantCulture, $"  {name}{open}\"{box.Label}\"{close}:::{@class}\n");
        }

        foreach (IGrouping<Box, (Box From, Box To)> group in arrows.GroupBy(static a => a.From))
        {
            text.Append("  ").Append(names[group.Key]).Append(" --> ").AppendJoin(" & ", group.Select(a => names[a.To])).Append('\n');
        }

        text.Append("  classDef context fill:#fff4d6,stroke:#8a6d1b,color:#222\n")
            .Append("  classDef latent fill:#e3ecf7,stroke:#35618e,color:#222\n")
            .Append("  classDef finding fill:#e6f3e6,stroke:#3b7a3b,color:#222\n");
        if (isOfLeg)
        {
            text.Append("  classDef above fill:#fff,stroke:#777,color:#222,stroke-dasharray:4 3\n");
        }

        text.Append("```\n");
    }

    private static string Plural(string family) => family switch
    {
        "root" => "Roots of this leg",
        "muscle" => "Muscles",
        "stenosis" => "Narrow levels",
        _ => throw new InvalidOperationException($"The family '{family}' has no name for the picture. Give it one here."),
    };

    // Roots, muscles, levels and needles are one box each; every other variable is known by its own id.
    private static string Family(string id) => id.Split('.')[0] is var family && family is "root" or "muscle" or "stenosis" or "emg" ? family : id;
}
