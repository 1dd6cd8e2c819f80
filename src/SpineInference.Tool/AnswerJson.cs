using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference.Tool;

/// <summary>Writes an answer as JSON: the library's form, and after it what the options ask for.</summary>
internal static class AnswerJson
{
    /// <summary>The questions that have intervals, by field and variable.</summary>
    private static readonly (string Field, string Variable)[] Questions =
    [
        ("rootLevel", "root-level"), ("cause", "cause"), ("discLevel", "disc-level"), ("zone", "zone"), ("lesionSite", "lesion-site"),
    ];

    public static void Write(Utf8JsonWriter writer, Diagnosis diagnosis, string? id, AnswerOptions options) =>
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

    /// <summary>Writes what to look for next.</summary>
    public static void WriteNext(Utf8JsonWriter writer, NextFindings next)
    {
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
            writer.WriteString("category", IdOf(finding.Category));
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

    /// <summary>The text id of a category.</summary>
    public static string IdOf(FindingCategory category) => category.ToString().ToLowerInvariant();

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
