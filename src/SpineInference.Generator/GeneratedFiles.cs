using System.Text;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>All generated files of the repository.</summary>
public static class GeneratedFiles
{
    /// <summary>Computes every generated file from the shipped knowledge.</summary>
    /// <param name="spine">The assembled network.</param>
    public static IEnumerable<GeneratedFile> All(SpineNetwork spine)
    {
        yield return Text("src/SpineInference/Findings.Generated.cs", FindingsSource.Render(spine));
        yield return Text("docs/findings.md", FindingsPage.Render(spine));
        yield return Text("docs/red-flags.md", RedFlagsPage.Render());
        yield return Text("docs/model.md", ModelPage.Render(spine));
        yield return Text("docs/knowledge/README.md", KnowledgeIndexPage.Render(spine));
        foreach (KnowledgeTable table in spine.Knowledge.Tables)
        {
            yield return Text($"docs/knowledge/{KnowledgeTablePage.FileName(table)}", KnowledgeTablePage.Render(spine, table));
        }

        yield return Text("docs/knowledge/fidelity.md", FidelityPage.Render(spine));
    }

    private static GeneratedFile Text(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));
}
