using System.Globalization;
using SpineInference.Anatomy;

namespace SpineInference.Tool;

/// <summary>An answer as one row of fixed columns, for looking over many patients.</summary>
internal static class AnswerRow
{
    private const int IdWidth = 16;

    public static string Header { get; } = $"{"id",-IdWidth} {"root",-13} {"cause",-45} {"site",-26} {"sciatica",8}  red flags";

    public static string Of(string? id, Diagnosis diagnosis)
    {
        Outcome<NerveRoot> root = diagnosis.RootLevel.MostProbable;
        Outcome<Cause> cause = diagnosis.Cause.MostProbable;
        Outcome<LesionSite> site = diagnosis.LesionSite.MostProbable;
        string flags = string.Join(", ", diagnosis.RedFlags.Select(static f => $"{f.Id} ({f.Urgency.Id})"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Cell(id),-IdWidth} {$"{root.Name} {Percent(root.Probability)}",-13} {$"{cause.Name} {Percent(cause.Probability)}",-45} {$"{site.Name} {Percent(site.Probability)}",-26} {Percent(diagnosis.SciaticaProbability),8}  {flags}").TrimEnd();
    }

    public static string OfError(string? id, string message) => $"{Cell(id),-IdWidth} error: {PlainText.OfLine(message)}";

    private static string Percent(double probability) => PlainText.Percent(probability);

    private static string Cell(string? id)
    {
        string text = PlainText.OfLine(id ?? "");
        return text.Length <= IdWidth ? text : string.Concat(text.AsSpan(0, IdWidth - 1), "…");
    }
}
