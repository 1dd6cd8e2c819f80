using System.Globalization;
using System.Text;
using SpineInference.Knowledge;

namespace SpineInference.Generator;

/// <summary>What is not known: rows by the share of the variance of answers, and the studies that would narrow them.</summary>
internal static class EvidenceMapPage
{
    private const int Most = 50;

    public static string Render(KnowledgeNetwork knowledge, EvidenceMap map)
    {
        StringBuilder text = Markdown.Header("The map of what is not known");
        EvidenceMapRow[] judged = [.. map.Rows.Where(static r => r.Source?.Basis == Basis.Expert)];
        text.Append(CultureInfo.InvariantCulture, $"Which rows of the tables make answers unsure, over {map.AnswerCount / 2} simulated people of both settings of whom context and {12} findings of history and examination are told, for root and cause. ")
            .Append("Written by `dotnet run --project src/SpineInference.Generator -- . --evidence`; `spine evidence` prints it for any tables, and for one patient. ")
            .Append("How the widths of the rows come about: [how sure the numbers are](../uncertainty.md).\n\n");
        text.Head("measure", "value");
        text.Row("median width of the first answer's 90 % interval", Number(map.MedianWidth, "0.00"));
        text.Row("share of the variance that judgement carries: judged rows, and errors common to them", Percent(map.JudgementShare));
        text.Row("of that, judged rows each by itself", Percent(judged.Sum(static r => r.Share)));
        text.Row("share of the errors of synthesised studies: sampling, and differences between studies", Percent(map.StudyShare));
        text.Row("published and derived rows, with the errors of their sources", Percent(1 - map.JudgementShare - map.StudyShare));
        text.Row("rows that carry 80 % of what single rows carry", RowsFor(map, 0.8).ToString(CultureInfo.InvariantCulture));
        text.Append("\nThe aims were .30 for the width and 55 % for judgement. ")
            .Append(map.MedianWidth <= 0.30 && map.JudgementShare <= 0.55 ? "Both are met.\n" : "Where they are missed, that is how little is known: the widths of judgement were not set by the aim, and a rule written down before says when and how far they change (decision 0079).\n");
        text.Append("\n## Errors that rows share\n\n");
        text.Head("error", "share");
        foreach ((string name, double share) in map.CommonShares.OrderByDescending(static c => c.Value).Take(12))
        {
            text.Row(name, Percent(share));
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## The {Most} rows that matter most\n\n")
            .Append("*Worth*: how much more often the first answer would be right, in percent, were the row known exactly. *Odds*: the factor either way within which the row is believed, at 90 %. ")
            .Append("*Study*: how many people who meet the condition would have to be counted to halve the row's own deviation. \n\n");
        text.Head("", "variable", "when", "value", "rests on", "share", "cumulated", "worth", "odds ×÷", "study that would narrow it");
        double sum = 0;
        foreach ((int place, EvidenceMapRow row) in map.Rows.Take(Most).Index())
        {
            sum += row.Share;
            text.Row(
                (place + 1).ToString(CultureInfo.InvariantCulture),
                $"`{row.Variable.Id}`",
                When(row),
                Values(row),
                Rests(row),
                Percent(row.Share),
                Percent(sum),
                Number(100 * row.ValueOfKnowing, "0.00"),
                Number(Math.Exp(1.645 * row.LogOddsDeviation), "0.0"),
                Study(row));
        }

        return text.ToString();
    }

    private static int RowsFor(EvidenceMap map, double share)
    {
        double all = map.Rows.Sum(static r => r.Share);
        double sum = 0;
        return map.Rows.TakeWhile(r => (sum += r.Share) < share * all).Count() + 1;
    }

    private static string When(EvidenceMapRow row) => row.Source is null ? ""
        : row.Source.IsOtherwise ? "otherwise"
        : string.Join("; ", row.Source.When.Select(static w => $"{w.Key} = {(w.Value.Length > 4 ? $"one of {w.Value.Length}" : string.Join(" or ", w.Value))}"));

    private static string Values(EvidenceMapRow row) => string.Join(", ", row.Variable.States
        .Select((s, i) => (State: s, P: row.Row.Probabilities[i]))
        .Where(static v => v.P > 0)
        .OrderByDescending(static v => v.P)
        .Take(3)
        .Select(static v => $"{v.State} {Markdown.Number(v.P)}"));

    private static string Rests(EvidenceMapRow row) => row.Source is null ? ""
        : row.Source.Basis.ToString().ToLowerInvariant() + (row.Source.Sources.IsEmpty ? "" : $": {string.Join(", ", row.Source.Sources.Take(4))}");

    private static string Study(EvidenceMapRow row)
    {
        string who = row.Source is null || row.Source.IsOtherwise ? "people without any of the other conditions" : $"people with {When(row)}";
        return $"{row.StudySize.ToString("N0", CultureInfo.InvariantCulture)} {who}, `{row.Variable.Id}` recorded in all";
    }

    private static string Percent(double share) => Number(100 * share, "0.0") + " %";

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
