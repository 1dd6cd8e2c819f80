using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>Writes what a diagnosis is asked beyond its posteriors: reasons, what-if, conflict, sensitivity, intervals, what to look for next.</summary>
internal static class AnswersJson
{
    public static void WriteExplanation(Utf8JsonWriter writer, Explanation explanation)
    {
        writer.WriteStartObject();
        WriteAnswer(writer, explanation.AgainstAll.Hypothesis);
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

    public static void WriteWhatIf(Utf8JsonWriter writer, WhatIf whatIf)
    {
        writer.WriteStartObject();
        writer.WriteString("without", whatIf.Finding.Id);
        foreach (Question question in Questions.Principal)
        {
            writer.WritePropertyName(question.Field);
            whatIf.After.Ask(question).WriteTo(writer);
        }

        writer.WriteNumber("largestChange", whatIf.LargestChange);
        writer.WriteBoolean("changesTheAnswer", whatIf.ChangesTheAnswer);
        writer.WriteEndObject();
    }

    public static void WriteConflict(Utf8JsonWriter writer, FindingsCoherence coherence)
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

    public static void WriteSensitivity(Utf8JsonWriter writer, SensitivityReport report)
    {
        writer.WriteStartObject();
        WriteAnswer(writer, report.About);
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

    public static void WriteScenario(Utf8JsonWriter writer, Scenario scenario)
    {
        writer.WriteStartObject();
        foreach (Question question in Scenario.Questions)
        {
            writer.WriteString(question.Field, scenario[question]?.Id);
        }

        writer.WriteNumber("probability", scenario.Probability);
        writer.WriteEndObject();
    }

    public static void WriteNext(Utf8JsonWriter writer, NextFindings next)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("redFlags");
        DiagnosisJson.WriteQuestions(writer, next.RedFlags);
        writer.WriteNumber("entropyBits", next.EntropyBits);
        writer.WriteStartArray("findings");
        foreach (NextFinding finding in next.Findings)
        {
            WriteProposal(writer, finding);
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

    public static void WriteProposal(Utf8JsonWriter writer, NextFinding finding)
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
            foreach (Distribution answer in outcome.Answers)
            {
                writer.WritePropertyName(answer.Question.Field);
                answer.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteIntervals(Utf8JsonWriter writer, DiagnosisIntervals intervals, double mass)
    {
        writer.WriteStartObject();
        writer.WriteNumber("mass", mass);
        writer.WriteNumber("draws", intervals.DrawCount - intervals.ImpossibleDrawCount);
        foreach (Question question in Questions.All)
        {
            writer.WriteStartObject(question.Field);
            foreach (Answer answer in intervals.AnswersTo(question))
            {
                CredibleInterval interval = intervals[answer].ComputeCentralInterval(mass);
                writer.WriteStartArray(answer.Id);
                writer.WriteNumberValue(interval.Lower);
                writer.WriteNumberValue(interval.Upper);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public static void WriteDecision(Utf8JsonWriter writer, Decision decision)
    {
        writer.WriteStartObject();
        writer.WriteNumber("threshold", decision.Threshold);
        writer.WritePropertyName(Questions.RootLevel.Field);
        WriteVerdict(writer, decision.Root);
        writer.WritePropertyName(Questions.Cause.Field);
        WriteVerdict(writer, decision.Cause);
        writer.WriteEndObject();
    }

    public static void WriteVerdict<T>(Utf8JsonWriter writer, Verdict<T> verdict)
        where T : struct, Enum
    {
        writer.WriteStartObject();
        writer.WriteBoolean("decided", verdict.IsDecided);
        writer.WriteStartArray("contenders");
        foreach (Outcome<T> contender in verdict.Contenders)
        {
            WriteOutcome(writer, contender.Answer, contender.Probability);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("deciding");
        foreach (NextFinding finding in verdict.Deciding)
        {
            WriteProposal(writer, finding);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteOutcome(Utf8JsonWriter writer, Answer answer, double probability)
    {
        writer.WriteStartObject();
        writer.WriteString("answer", answer.Id);
        writer.WriteString("name", answer.Name);
        writer.WriteNumber("probability", probability);
        writer.WriteEndObject();
    }

    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    // Which answer a part is about: "of": "root-level", "answer": "L5".
    private static void WriteAnswer(Utf8JsonWriter writer, Hypothesis hypothesis)
    {
        writer.WriteString("of", hypothesis.Variable.Name);
        writer.WriteString("answer", hypothesis.Variable.States[hypothesis.States[0]]);
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
