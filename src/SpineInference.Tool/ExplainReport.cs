using System.Text.Json;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Tool;

/// <summary>Everything <c>spine explain</c> tells of one patient, for people or as JSON.</summary>
internal sealed class ExplainReport(
    string? id, Diagnosis diagnosis, Hypothesis[] hypotheses, int nextCount, int numbers, FindingsCoherence coherence)
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

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (id is not null)
        {
            writer.WriteString("id", id);
        }

        writer.WritePropertyName("explanation");
        ExplanationJson.Write(writer, diagnosis, hypotheses);
        writer.WritePropertyName("whatIf");
        ExplanationJson.WriteWhatIf(writer, diagnosis);
        writer.WritePropertyName("conflict");
        ExplanationJson.WriteConflict(writer, coherence);
        writer.WriteStartArray("sensitivity");
        foreach (Hypothesis hypothesis in hypotheses)
        {
            ExplanationJson.WriteSensitivity(writer, hypothesis, diagnosis.Sensitivity(hypothesis, numbers));
        }

        writer.WriteEndArray();
        if (nextCount > 0)
        {
            writer.WritePropertyName("next");
            AnswerJson.WriteNext(writer, diagnosis.NextFindings(nextCount));
        }

        writer.WriteStartObject("model");
        writer.WriteString("version", diagnosis.ModelVersion);
        writer.WriteString("hash", diagnosis.ModelHash);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
