using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>Writes an answer as JSON: the form of <see cref="DiagnosisJson"/>, and after it what the options ask for.</summary>
/// <remarks>Further fields: <c>intervals</c>, <c>explanation</c>, <c>next</c>; docs/schemas/answer.schema.json describes them. Stateless and safe for
/// concurrent use.</remarks>
public static class AnswerJson
{
    /// <summary>The questions that have intervals, by field and variable.</summary>
    private static readonly (string Field, string Variable)[] Questions =
    [
        ("rootLevel", "root-level"), ("cause", "cause"), ("discLevel", "disc-level"), ("zone", "zone"), ("lesionSite", "lesion-site"),
    ];

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
                WriteIntervals(more, diagnosis, mass);
            }

            if (options.Explains)
            {
                more.WritePropertyName("explanation");
                ExplanationJson.Write(more, diagnosis, ExplainedHypotheses.MostProbable(diagnosis));
            }

            if (options.NextCount > 0)
            {
                more.WritePropertyName("next");
                WriteNext(more, diagnosis.NextFindings(options.NextCount));
            }
        });
    }

    /// <summary>Writes what to look for next as an object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="next">The red-flag questions and findings; chosen for root and cause together.</param>
    /// <exception cref="ArgumentException">The findings were chosen for another question than root and cause.</exception>
    public static void WriteNext(Utf8JsonWriter writer, NextFindings next)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(next);
        if (next.Question != DiagnosticQuestion.RootAndCause)
        {
            throw new ArgumentException($"The findings were chosen for {next.Question}; the form tells of root and cause.", nameof(next));
        }

        writer.WriteStartObject();
        writer.WritePropertyName("redFlags");
        DiagnosisJson.WriteQuestions(writer, next.RedFlags);
        writer.WriteNumber("entropyBits", next.EntropyBits);
        writer.WriteStartArray("findings");
        foreach (NextFinding finding in next.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("finding", finding.Leg is { } leg ? $"{leg.Id}.{finding.Id}" : finding.Id);
            writer.WriteString("label", finding.Label);
            writer.WriteString("category", finding.Category.Id);
            writer.WriteNumber("bits", finding.Bits);
            writer.WriteNumber("cost", finding.Cost);
            writer.WriteStartArray("outcomes");
            foreach (FindingOutcome outcome in finding.Outcomes)
            {
                writer.WriteStartObject();
                writer.WriteString("state", outcome.State);
                writer.WriteNumber("probability", outcome.Probability);
                writer.WritePropertyName("rootLevel");
                outcome.RootLevel!.WriteTo(writer);
                writer.WritePropertyName("cause");
                outcome.Cause!.WriteTo(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("stop", next.Stop switch
        {
            InformationStop.Count => "count",
            InformationStop.Settled => "settled",
            InformationStop.LittleGain => "little-gain",
            _ => "no-candidates",
        });
        writer.WriteEndObject();
    }

    private static void WriteIntervals(Utf8JsonWriter writer, Diagnosis diagnosis, double mass)
    {
        DiagnosisIntervals intervals = diagnosis.Intervals();
        writer.WriteStartObject();
        writer.WriteNumber("mass", mass);
        writer.WriteNumber("draws", intervals.DrawCount - intervals.ImpossibleDrawCount);
        foreach ((string field, string name) in Questions)
        {
            Variable variable = diagnosis.Patient.Model.Network[name];
            writer.WriteStartObject(field);
            for (int s = 0; s < variable.StateCount; s++)
            {
                CredibleInterval interval = intervals[new Hypothesis(variable, s)].Central(mass);
                writer.WriteStartArray(variable.States[s]);
                writer.WriteNumberValue(interval.Lower);
                writer.WriteNumberValue(interval.Upper);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
