using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Tool;

/// <summary>Everything <c>spine explain</c> tells of one patient, for people or as JSON.</summary>
internal sealed class ExplainReport(
    string? id, Diagnosis diagnosis, ImmutableArray<Hypothesis> hypotheses, int nextCount, int numbers, FindingsCoherence coherence)
{
    public void WriteTo(TextPage page)
    {
        DiagnosisTable.Open(page, diagnosis, id);
        foreach (Hypothesis hypothesis in hypotheses)
        {
            ExplanationText.WriteReasons(page, diagnosis, hypothesis);
            ExplanationText.WriteWeights(page, diagnosis, hypothesis);
        }

        if (!diagnosis.Patient.Observations.IsEmpty)
        {
            ExplanationText.WriteWhatIf(page, diagnosis);
        }

        ExplanationText.WriteConflict(page, coherence);
        foreach (Hypothesis hypothesis in hypotheses)
        {
            ExplanationText.WriteSensitivity(page, diagnosis.Sensitivity(hypothesis, numbers));
        }

        if (nextCount > 0)
        {
            ExplanationText.WriteNext(page, diagnosis.NextFindings(nextCount));
        }

        page.Gap();
        DiagnosisTable.Close(page, diagnosis);
    }

    public void WriteTo(Utf8JsonWriter writer) =>
        ExplanationJson.WriteReport(writer, diagnosis, id, hypotheses, coherence, numbers, nextCount);
}
