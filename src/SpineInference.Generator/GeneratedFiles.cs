using System.Text;
using SpineInference.Engine.Inference;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>All generated pages of the repository.</summary>
public static class GeneratedFiles
{
    /// <summary>Computes every generated page from the shipped knowledge.</summary>
    /// <param name="spine">The network assembled from the tables.</param>
    /// <param name="engine">An engine on that network.</param>
    public static IEnumerable<GeneratedFile> All(KnowledgeNetwork spine, IInferenceEngine engine)
    {
        yield return Text("docs/findings.md", FindingsPage.Render(spine));
        yield return Text("docs/red-flags.md", RedFlagsPage.Render(spine));
        yield return Text("docs/schemas/patient.schema.json", Schema.Text(PatientSchema.Render(spine)));
        yield return Text("docs/schemas/answer.schema.json", Schema.Text(AnswerSchema.Render(spine)));
        yield return Text("docs/model.md", ModelPage.Render(spine));
        yield return Text("docs/knowledge/README.md", KnowledgeIndexPage.Render(spine));
        foreach (KnowledgeTable table in spine.Knowledge.Tables)
        {
            yield return Text($"docs/knowledge/{KnowledgeTablePage.FileName(table)}", KnowledgeTablePage.Render(spine, table));
        }

        yield return Text("docs/knowledge/fidelity.md", FidelityPage.Render(spine, engine));
    }

    private static GeneratedFile Text(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));
}
