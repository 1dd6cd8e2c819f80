using System.Globalization;
using System.Text;
using System.Text.Json;
using SpineInference.AspNetCore.Endpoints;
using SpineInference.AspNetCore.Faults;
using SpineInference.Fhir;

namespace SpineInference.AspNetCore.CdsHooks;

/// <summary>The cards of CDS Hooks for one diagnosis: each red flag, the answer, what to ask next; in that order.</summary>
internal sealed class CdsCards(Diagnosis diagnosis, FhirReading reading, CdsRequest request, bool isAboutOrder)
{
    // The specification: a summary has fewer than 140 characters.
    private const int LongestSummary = 139;

    private const int NextCount = 3;
    private const int OutcomesTold = 3;
    private const double SmallestTold = 0.01;

    // What is in the text of a record or of the tables must not become markup of the card.
    private const string Markup = "\\`*_{}[]<>()#+!|~";

    /// <summary>No cards.</summary>
    public static Action<Utf8JsonWriter> None { get; } = static writer => Write(writer, static _ => { });

    /// <summary>One card that says why there is no answer, and that no red flag was looked for.</summary>
    public static Action<Utf8JsonWriter> Unreadable(Problem problem) => writer => Write(writer, w => WriteRefusal(w, "No answer and no red-flag check", problem));

    /// <summary>The red flags of a patient of whom there is no answer, and a card that says why.</summary>
    public static Action<Utf8JsonWriter> Undecided(Problem problem, Patient patient) => writer => Write(writer, w =>
    {
        foreach (RedFlag flag in patient.RedFlags)
        {
            WriteFlag(w, flag);
        }

        WriteRefusal(w, "No answer", problem);
    });

    /// <summary>Writes the response.</summary>
    public void WriteTo(Utf8JsonWriter writer) => Write(writer, cards =>
    {
        foreach (RedFlag flag in diagnosis.RedFlags)
        {
            WriteFlag(cards, flag);
        }

        Card(cards, Summary(), "info", Detail());
        NextFindings next = diagnosis.ProposeFindings(NextCount, NextEndpoint.ForMany);
        if (!next.RedFlags.IsEmpty || !next.Findings.IsEmpty)
        {
            Card(cards, NextSummary(next), "info", NextDetail(next));
        }
    });

    private static void Write(Utf8JsonWriter writer, Action<Utf8JsonWriter> cards)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("cards");
        cards(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFlag(Utf8JsonWriter writer, RedFlag flag) => Card(
        writer,
        $"{flag.Urgency.PlainName}: {flag.Action}",
        flag.Urgency == Urgency.Emergency ? "critical" : "warning",
        $"{Escape(flag.Reason)}\n\n{Bullets(flag.Findings)}");

    private static void WriteRefusal(Utf8JsonWriter writer, string what, Problem problem) => Card(
        writer,
        $"{what}: {problem.Title.ToLowerInvariant()}",
        "warning",
        $"{Escape(problem.Remedy)}\n\n{Bullets(problem.Faults.Select(static f => $"{f.Place}: {f.Message}"))}{NotUsed(problem)}");

    private static string NotUsed(Problem problem) =>
        problem.NotUsed.IsEmpty ? "" : $"\n\nNot used:\n\n{Bullets(problem.NotUsed.Select(static f => $"{f.Place}: {f.Message}"))}";

    private static void Card(Utf8JsonWriter writer, string summary, string indicator, string detail)
    {
        writer.WriteStartObject();
        writer.WriteString("summary", summary.Length <= LongestSummary ? summary : $"{summary[..(LongestSummary - 1)]}…");
        writer.WriteString("indicator", indicator);
        writer.WriteString("detail", detail);
        writer.WriteStartObject("source");
        writer.WriteString("label", "SpineInference");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private string Summary() =>
        $"Root {Best(diagnosis.RootLevel)}, cause {diagnosis.Cause.MostProbable.Id.Replace('-', ' ')} {Percent(diagnosis.Cause.MostProbable.Probability)}, from what the record holds";

    private string Detail()
    {
        var text = new StringBuilder();
        text.AppendLine(Escape(diagnosis.Advice)).AppendLine();
        text.AppendLine("| question | answer |").AppendLine("|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| root | {Told(diagnosis.RootLevel)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| cause | {Told(diagnosis.Cause)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| site | {Told(diagnosis.LesionSite)} |").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Read: {Escape(string.Join(", ", reading.Understood.Select(static m => m.Meaning)))}.");
        if (!reading.NotUnderstood.IsEmpty)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Not used: {Problems.Count(reading.NotUnderstood.Length, "part")} of the record; the FHIR operation lists them.");
        }

        if (request.IsIncomplete)
        {
            text.AppendLine().AppendLine("**The record was not sent whole** (further pages, or searches that the client may not make): what is missing counts as unknown.");
        }

        string[] more = [.. diagnosis.Doubts.Select(static d => $"Check: {d.Text}"), .. diagnosis.Assumptions.Select(static a => $"Taken to be so: {a.Text}")];
        if (more.Length > 0)
        {
            text.AppendLine().AppendLine(Bullets(more));
        }

        text.AppendLine().Append(Escape($"{FhirRiskAssessment.Disclaimer} Model {diagnosis.ModelVersion}, {diagnosis.ModelHash[..12]}."));
        return text.ToString();
    }

    private string NextSummary(NextFindings next) => next.RedFlags.IsEmpty
        ? $"{(isAboutOrder ? "Would tell more, before or with the order" : "Would tell most next")}: {next.Findings[0].Label}"
        : $"{Problems.Count(next.RedFlags.Length, "red-flag question")} not asked: {next.RedFlags[0].Text}";

    private static string NextDetail(NextFindings next)
    {
        var text = new StringBuilder();
        if (!next.RedFlags.IsEmpty)
        {
            text.AppendLine("Not asked, and silence rules nothing out:").AppendLine().AppendLine(Bullets(next.RedFlags.Select(static q => q.ToString()))).AppendLine();
        }

        if (!next.Findings.IsEmpty)
        {
            text.AppendLine("Would tell most about root and cause:").AppendLine().Append(Bullets(next.Findings.Select(static f =>
                $"{f.Label}: {string.Join("; ", f.Outcomes.Select(static o => $"if {o.State.Replace('-', ' ')} ({Percent(o.Probability)}) then root {Best(o.RootLevel!)}, {Best(o.Cause!)}"))}")));
        }

        return text.ToString();
    }

    private static string Told<T>(Distribution<T> distribution)
        where T : struct, Enum => string.Join(", ", distribution.Ranked
            .Take(OutcomesTold).Where(static (o, i) => i == 0 || o.Probability >= SmallestTold).Select(static o => $"{Escape(o.Id)} {Percent(o.Probability)}"));

    private static string Best<T>(Distribution<T> distribution)
        where T : struct, Enum => $"{distribution.MostProbable.Id} {Percent(distribution.MostProbable.Probability)}";

    // What is neither impossible nor certain never reads as if it were.
    private static string Percent(double probability) => probability switch
    {
        > 0 and < 0.01 => "<1%",
        > 0.99 and < 1 => ">99%",
        _ => probability.ToString("0%", CultureInfo.InvariantCulture),
    };

    private static string Bullets(IEnumerable<string> texts) => string.Join('\n', texts.Select(static t => $"- {Escape(t)}"));

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text.ReplaceLineEndings(" "))
        {
            escaped.Append(Markup.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString());
        }

        return escaped.ToString();
    }
}
