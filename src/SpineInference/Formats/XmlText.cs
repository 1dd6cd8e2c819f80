using System.Text;
using System.Xml;

namespace SpineInference.Formats;

/// <summary>What the XML writers share.</summary>
internal static class XmlText
{
    public static XmlWriterSettings Settings => new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <summary>Numbers separated by spaces, one row a line.</summary>
    public static string Numbers(ReadOnlySpan<double> values, int rowLength)
    {
        var text = new StringBuilder();
        for (int i = 0; i < values.Length; i++)
        {
            text.Append(i == 0 ? "" : i % rowLength == 0 ? "\n" : " ").Append(FormatNumber.Text(values[i]));
        }

        return text.ToString();
    }
}
