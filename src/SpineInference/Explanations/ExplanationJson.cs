using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.Engine.Reasoning;

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
    /// <param name="hypotheses">What is explained; none of them impossible in this patient.</param>
    /// <param name="coherence">Whether the findings belong together.</param>
    /// <param name="numbers">How many numbers of the model are named that each answer hangs on; at least 1.</param>
    /// <param name="nextCount">How many findings are proposed; 0 for none.</param>
    public static void WriteReport(
        Utf8JsonWriter writer, Diagnosis diagnosis, string? id, IReadOnlyList<Hypothesis> hypotheses, FindingsCoherence coherence, int numbers, int nextCount)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(hypotheses);
        ArgumentNullException.ThrowIfNull(coherence);
        writer.WriteStartObject();
        if (id is not null)
        {
            writer.WriteString("id", id);
        }

        writer.WritePropertyName("explanation");
        Write(writer, diagnosis, hypotheses);
        writer.WritePropertyName("whatIf");
        WriteWhatIf(writer, diagnosis);
        writer.WritePropertyName("conflict");
        WriteConflict(writer, coherence);
        writer.WriteStartArray("sensitivity");
        foreach (Hypothesis hypothesis in hypotheses)
        {
            WriteSensitivity(writer, hypothesis, diagnosis.Sensitivity(hypothesis, numbers));
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

    /// <summary>Writes a list with the weights of evidence of each hypothesis.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="hypotheses">What is explained.</param>
    public static void Write(Utf8JsonWriter writer, Diagnosis diagnosis, IEnumerable<Hypothesis> hypotheses)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(hypotheses);
        writer.WriteStartArray();
        foreach (Hypothesis hypothesis in hypotheses)
        {
            Write(writer, hypothesis, diagnosis.Explain(hypothesis));
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Hypothesis hypothesis, Explanation explanation)
    {
        writer.WriteStartObject();
        WriteAnswer(writer, hypothesis);
        writer.WriteString("words", explanation.Hypothesis);
        writer.WriteString("rival", explanation.Rival);
        writer.WriteNumber("prior", explanation.AgainstAll.PriorProbability);
        writer.WriteNumber("posterior", explanation.AgainstAll.PosteriorProbability);
        WriteWeight(writer, "total", explanation.AgainstAll.Total);
        WriteWeight(writer, "totalAgainstRival", explanation.AgainstRival.Total);
        writer.WriteStartArray("reasons");
        foreach (Reason reason in explanation.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("finding", reason.Variable.Name);
            writer.WriteString("label", reason.Label);
            WriteWeight(writer, "alone", reason.Alone);
            WriteWeight(writer, "givenRest", reason.GivenRest);
            WriteWeight(writer, "inOrder", reason.InOrder);
            WriteWeight(writer, "againstRival", reason.AgainstRival);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "sentences", explanation.Sentences);
        writer.WriteEndObject();
    }

    /// <summary>Writes which answer a part is about: <c>"of": "root-level", "answer": "L5"</c>.</summary>
    private static void WriteAnswer(Utf8JsonWriter writer, Hypothesis hypothesis)
    {
        writer.WriteString("of", hypothesis.Variable.Name);
        writer.WriteString("answer", hypothesis.Variable.States[hypothesis.States[0]]);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes what the diagnosis would be without each finding.</summary>
    private static void WriteWhatIf(Utf8JsonWriter writer, Diagnosis diagnosis)
    {
        writer.WriteStartArray();
        foreach (WhatIf whatIf in diagnosis.WithoutEach())
        {
            writer.WriteStartObject();
            writer.WriteString("without", whatIf.Finding.Id);
            writer.WritePropertyName("rootLevel");
            whatIf.After.RootLevel.WriteTo(writer);
            writer.WritePropertyName("cause");
            whatIf.After.Cause.WriteTo(writer);
            writer.WriteNumber("largestChange", whatIf.LargestChange);
            writer.WriteBoolean("changesTheAnswer", whatIf.ChangesTheAnswer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes whether the findings belong together.</summary>
    private static void WriteConflict(Utf8JsonWriter writer, FindingsCoherence coherence)
    {
        writer.WriteStartObject();
        writer.WriteNumber("decibans", coherence.Conflict.Decibans);
        writer.WriteBoolean("isConflict", coherence.Conflict.IsConflict);
        writer.WriteBoolean("isUnusual", coherence.IsUnusual);
        writer.WriteStartArray("findings");
        foreach (ConflictingFinding finding in coherence.Conflict.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("finding", finding.Finding.Name);
            writer.WriteNumber("decibans", finding.Decibans);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("pairs");
        foreach (ConflictingPair pair in coherence.Conflict.Pairs)
        {
            writer.WriteStartObject();
            writer.WriteString("first", pair.First.Name);
            writer.WriteString("second", pair.Second.Name);
            writer.WriteNumber("decibans", pair.Decibans);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("bestExplanation");
        WriteScenario(writer, coherence.Explanation);
        WriteTexts(writer, "sentences", coherence.Sentences);
        writer.WriteEndObject();
    }

    /// <summary>Writes which numbers of the model an answer hangs on.</summary>
    private static void WriteSensitivity(Utf8JsonWriter writer, Hypothesis hypothesis, SensitivityReport report)
    {
        writer.WriteStartObject();
        WriteAnswer(writer, hypothesis);
        writer.WriteString("rival", report.Rival);
        writer.WriteNumber("probability", report.Probability);
        writer.WriteStartArray("tornado");
        foreach (TornadoBar bar in report.Tornado)
        {
            writer.WriteStartObject();
            writer.WriteString("number", report.NameOf(bar.Row, bar.State));
            writer.WriteNumber("low", bar.Range.Lower);
            writer.WriteNumber("high", bar.Range.Upper);
            writer.WriteNumber("mass", bar.Range.Mass);
            writer.WriteNumber("atLow", bar.AtLower);
            writer.WriteNumber("atHigh", bar.AtUpper);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("thresholds");
        foreach (RankingThreshold threshold in report.Thresholds)
        {
            writer.WriteStartObject();
            writer.WriteString("number", report.NameOf(threshold.Row, threshold.State));
            writer.WriteNumber("now", threshold.Probability);
            writer.WriteNumber("threshold", threshold.Threshold);
            writer.WriteNumber("plausibility", threshold.TailProbability);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("widthSources");
        foreach (RowInfluence influence in report.WidthSources)
        {
            writer.WriteStartObject();
            writer.WriteString("row", influence.Row.Id);
            writer.WriteNumber("standardDeviation", influence.StandardDeviation);
            writer.WriteNumber("share", influence.Share);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteScenario(Utf8JsonWriter writer, Scenario scenario)
    {
        writer.WriteStartObject();
        writer.WriteString("cause", scenario.Cause.Id);
        writer.WriteString("discLevel", scenario.DiscLevel?.Id ?? "none");
        writer.WriteString("zone", scenario.Zone?.Id ?? "none");
        writer.WriteString("rootLevel", scenario.RootLevel?.Id ?? "none");
        writer.WriteString("side", scenario.Side?.Id);
        writer.WriteNumber("probability", scenario.Probability);
        writer.WriteEndObject();
    }

    // A weight is infinite where a finding makes the answer certain or impossible, and JSON has no such number.
    private static void WriteWeight(Utf8JsonWriter writer, string name, WeightOfEvidence weight)
    {
        if (double.IsFinite(weight.Decibans))
        {
            writer.WriteNumber(name, weight.Decibans);
        }
        else
        {
            writer.WriteString(name, weight.Decibans > 0 ? "infinity" : "-infinity");
        }
    }
}
