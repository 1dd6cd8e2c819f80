using System.Net;
using System.Text;
using SpineInference.Engine.Formats;
using SpineInference.Plots;

namespace SpineInference.Tool;

/// <summary>A report as one HTML file: plain sections, tables and charts, with nothing to be fetched from elsewhere.</summary>
internal sealed class HtmlPage
{
    private const string Style =
        "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}table{border-collapse:collapse;margin:1em 0}"
        + "th,td{border-bottom:1px solid #ddd;padding:.2em .7em;text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}"
        + ".warning{background:#fff4d6;padding:.4em .8em;margin:.4em 0}.flag{border:2px solid #a32020;background:#fdecec;font-weight:600}svg{max-width:100%;height:auto}footer{margin-top:2em;color:#555}"
        + "@media print{body{font-size:10pt;margin:0;max-width:none}svg,tr,p{break-inside:avoid}h2{break-after:avoid}.warning{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

    private readonly StringBuilder _body = new();
    private readonly string _title;

    public HtmlPage(string title)
    {
        _title = title;
        _body.Append("<h1>").Append(Encode(title)).Append("</h1>\n");
    }

    public void Heading(string text) => _body.Append("<h2>").Append(Encode(text)).Append("</h2>\n");

    public void Paragraph(string text) => _body.Append("<p>").Append(Encode(text)).Append("</p>\n");

    public void Warning(string text) => _body.Append("<p class=\"warning\">").Append(Encode(text)).Append("</p>\n");

    /// <summary>A list, one item a line.</summary>
    public void List(IEnumerable<string> items) => _body.Append("<ul>\n").AppendJoin("", items.Select(static i => $"<li>{Encode(i)}</li>\n")).Append("</ul>\n");

    /// <summary>What must not be overlooked: not by its colour alone.</summary>
    public void Flag(string text) => _body.Append("<p class=\"warning flag\">").Append(Encode(text)).Append("</p>\n");

    public void Chart(Chart chart)
    {
        string svg = chart.ToSvg();
        _body.Append(svg.AsSpan(svg.IndexOf("<svg", StringComparison.Ordinal))).Append('\n');
    }

    /// <summary>A table whose columns after the first are numbers, where they say so.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="rows">One cell for each header.</param>
    /// <param name="firstNumber">The first of the columns that hold numbers.</param>
    public void Table(string[] headers, IEnumerable<string[]> rows, int firstNumber = 1)
    {
        _body.Append("<table>\n<tr>").AppendJoin("", headers.Select(static h => $"<th>{Encode(h)}</th>")).Append("</tr>\n");
        foreach (string[] row in rows)
        {
            _body.Append("<tr>");
            for (int c = 0; c < row.Length; c++)
            {
                _body.Append(c >= firstNumber ? "<td class=\"n\">" : "<td>").Append(Encode(row[c])).Append("</td>");
            }

            _body.Append("</tr>\n");
        }

        _body.Append("</table>\n");
    }

    /// <summary>Writes the page, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.WriteText(path, writer =>
    {
        writer.Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encode(_title)}</title><style>{Style}</style></head>\n<body>\n");
        writer.Write(_body);
        writer.Write($"<footer>SpineInference {Encode(SpineModel.Version)}. Supports a clinician and does not replace one.</footer>\n</body>\n</html>\n");
    });

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
