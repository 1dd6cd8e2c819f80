using System.Globalization;
using SpineInference.Knowledge;
using SpineInference.Plots;

namespace SpineInference.Tool;

/// <summary>One patient on one printable page: flags, answer, charts, reasons, what to look for next.</summary>
/// <remarks>One HTML file that fetches nothing; every text of a patient is escaped.</remarks>
internal static class PatientPage
{
    /// <summary>The share of the intervals unless another is asked for.</summary>
    public const double UsualMass = 0.9;

    private const int NextCount = 5;
    private const double SmallestShown = 0.01;

    /// <summary>The option <c>--report</c>.</summary>
    public static System.CommandLine.Option<string?> Option() => new("--report")
    {
        Description = "Also writes a page for this patient (.html) with charts, to be read or printed.",
    };

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="id">The patient's id, or <see langword="null"/>.</param>
    /// <param name="intervalMass">The share each interval of the charts holds.</param>
    public static void Save(string path, Diagnosis diagnosis, string? id, double intervalMass)
    {
        var page = new HtmlPage(id is null ? "Which nerve root, and why" : $"Which nerve root, and why: {id}");
        WriteFlags(page, diagnosis);
        page.Paragraph(string.Join(' ', diagnosis.NextSteps));
        string[] net = [.. diagnosis.ReturnAdvice.Select(static s => s.Text)];
        if (net.Length > 0)
        {
            page.Heading("When to come back");
            page.List(net);
        }

        page.Heading("As stated");
        page.Paragraph(diagnosis.Patient.ToString());
        foreach (Assumption assumption in diagnosis.Assumptions)
        {
            page.Paragraph($"Taken: {assumption.Text}");
        }

        DiagnosisIntervals intervals = diagnosis.ComputeIntervals();
        page.Heading("Answer");
        page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"Bars are probabilities, whiskers the {intervalMass:0.###%} interval that the uncertainty of the model's numbers allows."));
        page.Chart(Charts.DrawRoots(diagnosis, intervals, intervalMass));
        page.Chart(Charts.DrawCauses(diagnosis, intervals, intervalMass));
        page.Table(["site of the lesion", "probability"], diagnosis.LesionSite.Ranked
            .Where(static (o, i) => i == 0 || o.Probability >= SmallestShown)
            .Select(static o => (string[])[o.Name, PlainText.Percent(o.Probability)]));
        if (!diagnosis.Patient.Observations.IsEmpty)
        {
            WriteReasons(page, diagnosis);
        }

        WriteNext(page, diagnosis);
        page.Paragraph($"Model {diagnosis.ModelVersion}, {diagnosis.ModelHash}.");
        page.Save(path);
    }

    private static void WriteFlags(HtmlPage page, Diagnosis diagnosis)
    {
        foreach (RedFlag flag in diagnosis.RedFlags)
        {
            page.Flag($"Red flag. {flag}");
        }

        foreach (Doubt doubt in diagnosis.Doubts)
        {
            page.Warning($"Check: {doubt.Text}");
        }
    }

    private static void WriteReasons(HtmlPage page, Diagnosis diagnosis)
    {
        page.Heading("Why");
        foreach (Answer answer in diagnosis.PrincipalAnswers)
        {
            page.Chart(Charts.DrawWaterfall(diagnosis.Explain(answer)));
        }

        page.Heading("What if a finding were not known?");
        page.Table(["without", "root level", "cause", "largest change", ""], diagnosis.WithoutEach().OrderByDescending(static w => w.LargestChange).Select(static w => (string[])
        [
            w.Finding.ToString(),
            Best(w.After.RootLevel),
            Best(w.After.Cause),
            PlainText.Percent(w.LargestChange),
            w.ChangesTheAnswer ? "another answer" : "",
        ]), firstNumber: 3);
        page.Heading("Do the findings belong together?");
        foreach (string sentence in diagnosis.CheckCoherence().Sentences)
        {
            page.Paragraph(sentence);
        }
    }

    private static void WriteNext(HtmlPage page, Diagnosis diagnosis)
    {
        NextFindings next = diagnosis.ProposeFindings(NextCount);
        page.Heading("What next?");
        if (!next.RedFlags.IsEmpty)
        {
            page.Warning("Red-flag questions that were not asked; silence rules nothing out:");
            page.List(next.RedFlags.Select(static q => q.ToString()));
        }

        page.Table(["finding", "by", "bits", "if", "then root", "then cause"], next.Findings.SelectMany(static f => f.Outcomes.Select((o, i) => (string[])
        [
            i == 0 ? f.Label : "",
            i == 0 ? f.Category.Id : "",
            i == 0 ? f.Bits.ToString("0.00", CultureInfo.InvariantCulture) : "",
            $"{o.State.Replace('-', ' ')} ({PlainText.Percent(o.Probability)})",
            Best(o.RootLevel!),
            Best(o.Cause!),
        ])), firstNumber: 6);
    }

    private static string Best<T>(Distribution<T> distribution)
        where T : struct, Enum => $"{distribution.MostProbable.Name} {PlainText.Percent(distribution.MostProbable.Probability)}";
}
