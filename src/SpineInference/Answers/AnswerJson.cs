using System.Text.Json;

namespace SpineInference;

/// <summary>Writes an answer as JSON: the form of <see cref="DiagnosisJson"/>, and after it what the options ask for.</summary>
/// <remarks>Further fields: <c>intervals</c>, <c>explanation</c>, <c>next</c>; docs/schemas/answer.schema.json describes them. Stateless and safe for
/// concurrent use.</remarks>
public static class AnswerJson
{
    /// <summary>Writes one answer as an object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="id">The patient's id, or <see langword="null"/>.</param>
    /// <param name="options">What it holds besides the posteriors.</param>
    public static void Write(Utf8JsonWriter writer, Diagnosis diagnosis, string? id, AnswerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        DiagnosisJson.Write(writer, diagnosis, id, more =>
        {
            if (options.IntervalMass is { } mass)
            {
                more.WritePropertyName("intervals");
                WriteIntervals(more, diagnosis.ComputeIntervals(), mass);
            }

            if (options.Explains)
            {
                more.WritePropertyName("explanation");
                ExplanationJson.Write(more, diagnosis, diagnosis.PrincipalAnswers);
            }

            if (options.NextCount > 0)
            {
                more.WritePropertyName("next");
                WriteNext(more, diagnosis.ProposeFindings(options.NextCount));
            }
        });
    }

    /// <summary>Writes the answer to a line that cannot be answered: its id and what is wrong, as docs/schemas/answer.schema.json has it.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="id">The patient's id (<see cref="PatientJson.FindId"/>), or <see langword="null"/>.</param>
    /// <param name="message">What is wrong, where, and what was expected.</param>
    public static void WriteError(Utf8JsonWriter writer, string? id, string message)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(message);
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("error", message);
        writer.WriteEndObject();
    }

    /// <summary>Writes what to look for next as an object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="next">The red-flag questions and findings.</param>
    public static void WriteNext(Utf8JsonWriter writer, NextFindings next)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(next);
        AnswersJson.WriteNext(writer, next);
    }

    /// <summary>Writes the intervals of every answer as an object: <c>mass</c>, <c>draws</c>, and for each question an object from answer to
    /// the two ends.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="intervals">The intervals.</param>
    /// <param name="mass">The share each holds, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1).</exception>
    public static void WriteIntervals(Utf8JsonWriter writer, DiagnosisIntervals intervals, double mass = DiagnosisIntervals.DefaultMass)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(intervals);
        AnswersJson.WriteIntervals(writer, intervals, mass);
    }
}
