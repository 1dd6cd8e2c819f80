using System.Text.Json;

namespace SpineInference;

/// <summary>Writes the reasons for a diagnosis as JSON.</summary>
/// <remarks>Weights of evidence are in decibans; one without bound is the text <c>infinity</c> or <c>-infinity</c>. Stateless and safe for concurrent
/// use.</remarks>
public static class ExplanationJson
{
    /// <summary>Writes everything that is told of the reasons for one diagnosis as an object: <c>id</c>, <c>explanation</c>, <c>whatIf</c>, <c>conflict</c>,
    /// <c>sensitivity</c>, <c>next</c> where any is asked for, <c>model</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="id">The patient's id, or <see langword="null"/>.</param>
    /// <param name="answers">What is explained; none of them impossible in this patient.</param>
    /// <param name="coherence">Whether the findings belong together.</param>
    /// <param name="numbers">How many numbers of the model are named that each answer hangs on; at least 1.</param>
    /// <param name="nextCount">How many findings are proposed; 0 for none.</param>
    public static void WriteReport(
        Utf8JsonWriter writer, Diagnosis diagnosis, string? id, IReadOnlyList<Answer> answers, FindingsCoherence coherence, int numbers, int nextCount)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(coherence);
        writer.WriteStartObject();
        if (id is not null)
        {
            writer.WriteString("id", id);
        }

        writer.WritePropertyName("explanation");
        Write(writer, diagnosis, answers);
        writer.WriteStartArray("whatIf");
        foreach (WhatIf whatIf in diagnosis.WithoutEach())
        {
            AnswersJson.WriteWhatIf(writer, whatIf);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("conflict");
        AnswersJson.WriteConflict(writer, coherence);
        writer.WriteStartArray("sensitivity");
        foreach (Answer answer in answers.Where(static a => a.Question.HasVariable))
        {
            AnswersJson.WriteSensitivity(writer, diagnosis.AnalyseSensitivity(answer, numbers));
        }

        writer.WriteEndArray();
        if (nextCount > 0)
        {
            writer.WritePropertyName("next");
            AnswersJson.WriteNext(writer, diagnosis.ProposeFindings(nextCount));
        }

        writer.WriteStartObject("model");
        writer.WriteString("version", diagnosis.ModelVersion);
        writer.WriteString("hash", diagnosis.ModelHash);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes a list with the weights of evidence of each answer.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="answers">What is explained.</param>
    public static void Write(Utf8JsonWriter writer, Diagnosis diagnosis, IEnumerable<Answer> answers)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(answers);
        writer.WriteStartArray();
        foreach (Answer answer in answers)
        {
            AnswersJson.WriteExplanation(writer, diagnosis.Explain(answer));
        }

        writer.WriteEndArray();
    }
}
