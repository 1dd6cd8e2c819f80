using System.Text;
using System.Xml;

namespace SpineInference.Engine.Formats;

/// <summary>What the XML writers share.</summary>
internal static class XmlText
{
    public static XmlWriterSettings Settings => new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <summary>Numbers on one line, separated by single spaces: some readers split there and nowhere else.</summary>
    public static string Numbers(ReadOnlySpan<double> values)
    {
        var text = new StringBuilder();
        foreach (double value in values)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(FormatNumber.Text(value));
        }

        return text.ToString();
    }
}
