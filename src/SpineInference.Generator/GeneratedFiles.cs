using System.Text;
using SpineInference.Inference;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>All generated files of the repository.</summary>
public static class GeneratedFiles
{
    /// <summary>Computes every generated file from the shipped knowledge.</summary>
    /// <param name="spine">The network assembled from the tables.</param>
    /// <param name="engine">The engine on that network whose program is shipped.</param>
    public static IEnumerable<GeneratedFile> All(SpineNetwork spine, ExactEngine engine)
    {
        yield return new GeneratedFile("src/SpineInference/Knowledge/Model.tape", ShippedTape.Save(engine));
        yield return new GeneratedFile(
            "src/SpineInference/Knowledge/Model.network", PackedSpineNetwork.Write(spine, ExactEngine.IdentityOf(spine.Network)));
        yield return Text("src/SpineInference/Findings.Generated.cs", FindingsSource.Render(spine));
        yield return Text("docs/findings.md", FindingsPage.Render(spine));
        yield return Text("docs/red-flags.md", RedFlagsPage.Render());
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
