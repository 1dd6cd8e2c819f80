using System.Collections.Immutable;
using System.Text;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;
using SpineInference.Learning;

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

    /// <summary>Computes the pages of measurements: the map of what is not known, what each mechanism costs, what studies make of the tables, and judgement graded.</summary>
    /// <param name="model">The shipped model.</param>
    /// <param name="studies">The folder of study files.</param>
    /// <param name="notGrading">The file of rates that do not grade judgement.</param>
    public static IEnumerable<GeneratedFile> OfEvidence(SpineModel model, string studies, string notGrading)
    {
        ArgumentNullException.ThrowIfNull(model);
        KnowledgeNetwork knowledge = model.Description;
        ParameterAnalysis analysis = ModelUncertainty.For(model).Analysis;
        ImmutableArray<Variable> targets = [knowledge.Network["root-level"], knowledge.Network["cause"]];
        EvidenceMap map = EvidenceMap.OfSimulated(knowledge, analysis, targets, by: knowledge.Network["setting"]);
        yield return Text("docs/evaluation/evidence-map.md", EvidenceMapPage.Render(knowledge, map));

        ImmutableArray<Variable> order = [.. SpineModel.EliminationOrderFor(knowledge.Network)!.Value.Select(n => knowledge.Network[n])];
        yield return Text("docs/evaluation/mechanisms.md", MechanismsPage.Render(knowledge, order));

        KnowledgeStudies read = KnowledgeStudies.Of(knowledge.Knowledge, studies);
        SynthesisResult result = StudiedBelief.Synthesize(knowledge, read, SynthesisOptions.Default with { EliminationOrder = order });
        yield return Text("docs/evaluation/synthesis.md", SynthesisPage.Render(knowledge.Knowledge.Synthesis, read, result));

        HashSet<string> except = [.. TextTable.Open(notGrading).ReadRows().Select(static r => r[0]).OfType<string>()];
        GradingOptions options = KnowledgeGrading.Options with { EliminationOrder = order };
        yield return Text("docs/evaluation/grading.md", GradingPage.Render(
            KnowledgeGrading.Run(knowledge, read, except, options),
            KnowledgeGrading.Run(knowledge, read, except, options with { AreScalesFixed = true }),
            KnowledgeGrading.Run(knowledge, read, options: options)));
    }

    private static GeneratedFile Text(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));
}
