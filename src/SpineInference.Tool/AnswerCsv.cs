using System.Text;
using SpineInference.Anatomy;

namespace SpineInference.Tool;

/// <summary>An answer as one row of CSV: a column for each possible answer of each question, then the probability of stenosis by level and of sciatica, red flags, error.</summary>
internal static class AnswerCsv
{
    private static readonly Question<Presence>[] Told = [.. DiscLevels.All.Select(Questions.StenosisAt), Questions.Sciatica];

    private static readonly Question[] Asked =
    [
        .. Questions.All,
        .. Legs.All.SelectMany(static l => NerveRoots.Modelled.Select(r => Questions.RootOf(l, r))),
    ];

    /// <summary>The header line: <c>id,rootLevel.none,rootLevel.L1,…</c>.</summary>
    public static string Header { get; } = string.Join(',', ((IEnumerable<string>)["id"])
        .Concat(Asked.SelectMany(static q => q.Answers.Select(a => $"{ColumnOf(q)}.{a.Id}")))
        .Concat(Told.Select(static q => q.Id))
        .Concat(["logEvidence", "redFlags", "error"]));

    /// <summary>The row of an answer.</summary>
    public static string Of(string? id, Diagnosis diagnosis, int digits)
    {
        var row = new StringBuilder(Cell(PlainText.OfLine(id ?? "")));
        foreach (Question question in Asked)
        {
            Distribution answers = diagnosis.Ask(question);
            foreach (Answer answer in question.Answers)
            {
                row.Append(',').Append(DigitText.Of(answers[answer], digits));
            }
        }

        foreach (Question<Presence> question in Told)
        {
            row.Append(',').Append(DigitText.Of(diagnosis.Ask(question)[Presence.Present], digits));
        }

        return row.Append(',').Append(DigitText.Of(diagnosis.LogEvidence, digits))
            .Append(',').Append(Cell(string.Join(' ', diagnosis.RedFlags.Select(static f => f.Id))))
            .Append(',').ToString();
    }

    /// <summary>The row of a patient who cannot be answered.</summary>
    public static string OfError(string? id, string message) =>
        $"{Cell(PlainText.OfLine(id ?? ""))}{new string(',', Header.AsSpan().Count(','))}{Cell(PlainText.OfLine(message))}";

    private static bool IsOfRoot(Question question) => question.Id.StartsWith("left.", StringComparison.Ordinal) || question.Id.StartsWith("right.", StringComparison.Ordinal);

    private static string ColumnOf(Question question) => IsOfRoot(question) ? question.Id : question.Field;

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
