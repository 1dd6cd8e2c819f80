using System.Text.Encodings.Web;
using System.Text.Json;

namespace SpineInference.Tool;

/// <summary>Writes one JSON value and a line feed.</summary>
internal static class JsonOutput
{
    public static void Write(Stream stream, bool isIndented, Action<Utf8JsonWriter> write)
    {
        var options = new JsonWriterOptions { Indented = isIndented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, options))
        {
            write(writer);
        }

        memory.WriteByte((byte)'\n');
        stream.Write(PlainText.InJson(memory.ToArray()));
    }
}
