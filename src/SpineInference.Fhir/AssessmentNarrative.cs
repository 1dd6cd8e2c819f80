using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Hl7.Fhir.Model;

namespace SpineInference.Fhir;

/// <summary>The text of a RiskAssessment for whoever reads it without a program: flags, answer, advice, notes.</summary>
internal static class AssessmentNarrative
{
    private const double SmallestTold = 0.01;

    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>Writes the narrative.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="notes">The notes of the resource, flags first.</param>
    public static Narrative Of(Diagnosis diagnosis, IReadOnlyList<string> notes)
    {
        int flags = diagnosis.RedFlags.Length;
        var div = new XElement(Xhtml + "div",
            List(notes.Take(flags), isStrong: true),
            Paragraph(diagnosis.Advice),
            Table("Cause", diagnosis.Cause.Ranked.Select(static o => (o.Name, o.Probability))),
            Table("Principal root", diagnosis.RootLevel.Ranked.Select(static o => (o.IsNone ? "none" : o.Id, o.Probability))),
            List(notes.Skip(flags), isStrong: false),
            Paragraph($"SpineInference {diagnosis.ModelVersion}, model {diagnosis.ModelHash}."));
        return new Narrative { Status = Narrative.NarrativeStatus.Generated, Div = div.ToString(SaveOptions.DisableFormatting) };
    }

    /// <summary>The text with everything that XML cannot hold replaced.</summary>
    internal static string Fit(string text)
    {
        var fit = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                fit.Append(c).Append(text[++i]);
            }
            else
            {
                fit.Append(XmlConvert.IsXmlChar(c) ? c : '\uFFFD');
            }
        }

        return fit.ToString();
    }

    private static XElement Paragraph(string text) => new(Xhtml + "p", Fit(text));

    private static XElement? List(IEnumerable<string> texts, bool isStrong)
    {
        XElement[] items = [.. texts.Select(t => new XElement(Xhtml + "li", isStrong ? new XElement(Xhtml + "b", Fit(t)) : Fit(t)))];
        return items.Length == 0 ? null : new XElement(Xhtml + "ul", items);
    }

    private static XElement Table(string question, IEnumerable<(string Name, double Probability)> ranked) => new(
        Xhtml + "table",
        Row("th", question, "Probability"),
        ranked.Where(static (o, i) => i == 0 || o.Probability >= SmallestTold).Select(static o => Row("td", o.Name, Percent(o.Probability))));

    private static XElement Row(string cell, params ReadOnlySpan<string> texts)
    {
        var row = new XElement(Xhtml + "tr");
        foreach (string text in texts)
        {
            row.Add(new XElement(Xhtml + cell, Fit(text)));
        }

        return row;
    }

    // What is neither impossible nor certain never reads as if it were.
    private static string Percent(double probability) => probability switch
    {
        > 0 and < 0.01 => "<1 %",
        > 0.99 and < 1 => ">99 %",
        _ => probability.ToString("0 %", CultureInfo.InvariantCulture),
    };
}
