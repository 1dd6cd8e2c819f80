using System.Collections.Immutable;
using System.Text.Json;

namespace SpineInference.Tool;

/// <summary>Everything <c>spine explain</c> tells of one patient, for people or as JSON.</summary>
internal sealed class ExplainReport(
    string? id, Diagnosis diagnosis, ImmutableArray<Answer> answers, int nextCount, int numbers, FindingsCoherence coherence)
{
    public void WriteTo(TextPage page, bool withQuestions)
    {
        DiagnosisTable.Open(page, diagnosis, id);
        foreach (Answer answer in answers)
        {
            ExplanationText.WriteReasons(page, diagnosis, answer);
            ExplanationText.WriteWeights(page, diagnosis, answer);
        }

        if (!diagnosis.Patient.Observations.IsEmpty)
        {
            ExplanationText.WriteWhatIf(page, diagnosis);
        }

        ExplanationText.WriteConflict(page, coherence);
        foreach (Answer answer in answers.Where(static a => a.Question.HasVariable))
        {
            ExplanationText.WriteSensitivity(page, diagnosis.AnalyseSensitivity(answer, numbers));
        }

        if (nextCount > 0)
        {
            ExplanationText.WriteNext(page, diagnosis.ProposeFindings(nextCount), withQuestions);
        }

        page.Gap();
        DiagnosisTable.Close(page, diagnosis);
    }

    public void WriteTo(Utf8JsonWriter writer) =>
        ExplanationJson.WriteReport(writer, diagnosis, id, answers, coherence, numbers, nextCount);
}
