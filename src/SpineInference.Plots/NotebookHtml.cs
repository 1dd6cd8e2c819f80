using System.Net;
using System.Text;

namespace SpineInference.Plots;

/// <summary>Answers as a piece of HTML, for the output of a notebook or a part of a page.</summary>
/// <remarks>In .NET Interactive the package registers these by itself: a diagnosis at the end of a cell draws itself. Every word is escaped.
/// Stateless and safe for concurrent use.</remarks>
public static class NotebookHtml
{
    /// <summary>A chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>Its drawing, without a declaration before it.</returns>
    public static string Of(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        string svg = chart.ToSvg();
        return svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
    }

    /// <summary>A diagnosis: red flags first, then the advice, what was doubted and assumed, and the probabilities of root and cause.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns>The piece.</returns>
    public static string Of(Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        var html = new StringBuilder("<div class=\"spine-diagnosis\">");
        foreach (RedFlag flag in diagnosis.RedFlags)
        {
            html.Append("<p style=\"border:2px solid #a32020;padding:.4em .8em\"><strong>").Append(Encode($"Red flag. {flag}")).Append("</strong></p>");
        }

        Paragraph(html, diagnosis.Advice);
        foreach (Doubt doubt in diagnosis.Doubts)
        {
            Paragraph(html, $"Check: {doubt.Text}");
        }

        foreach (Assumption assumption in diagnosis.Assumptions)
        {
            Paragraph(html, $"Taken: {assumption.Text}");
        }

        html.Append(Of(Charts.DrawRoots(diagnosis))).Append(Of(Charts.DrawCauses(diagnosis)));
        Paragraph(html, $"Model {diagnosis.ModelVersion}. Supports a clinician and does not replace one.");
        return html.Append("</div>").ToString();
    }

    /// <summary>An explanation: its waterfall and its sentences.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>The piece.</returns>
    public static string Of(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var html = new StringBuilder("<div class=\"spine-explanation\">").Append(Of(Charts.DrawWaterfall(explanation))).Append("<ul>");
        foreach (string sentence in explanation.Sentences)
        {
            html.Append("<li>").Append(Encode(sentence)).Append("</li>");
        }

        return html.Append("</ul></div>").ToString();
    }

    private static void Paragraph(StringBuilder html, string text) => html.Append("<p>").Append(Encode(text)).Append("</p>");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
