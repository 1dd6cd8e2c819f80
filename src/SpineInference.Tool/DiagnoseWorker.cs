using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SpineInference.Tool;

/// <summary>Answers patients one after the other on one thread, with a buffer of its own.</summary>
/// <param name="protocol">Holds the model, and is shown the patients.</param>
/// <param name="options">What the answers hold.</param>
/// <param name="rows">How an answer is a row of text; JSON where null.</param>
internal sealed class DiagnoseWorker(ProtocolWatch protocol, AnswerOptions options, RowForm? rows)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The line of output for a line of input.</summary>
    public LineAnswer Answer(InputLine line)
    {
        try
        {
            (string? id, Diagnosis diagnosis) = PatientAnswers.OfLine(protocol.Model, line);
            protocol.Observe(diagnosis.Patient);
            return new LineAnswer(
                rows is not null ? Encoding.UTF8.GetBytes(rows.Row(id, diagnosis) + "\n") : Write(writer => AnswerJson.Write(writer, diagnosis, id, options)),
                IsAnswered: true);
        }
        catch (CliException fault)
        {
            string? id = PatientJson.FindId(line.Bytes);
            return new LineAnswer(
                rows is not null ? Encoding.UTF8.GetBytes(rows.ErrorRow(id, fault.Message) + "\n") : Write(writer => AnswerJson.WriteError(writer, id, fault.Message)),
                IsAnswered: false);
        }
    }

    private byte[] Write(Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer, WriterOptions);
        write(writer);
        writer.Flush();
        var line = new byte[_buffer.WrittenCount + 1];
        _buffer.WrittenSpan.CopyTo(line);
        line[^1] = (byte)'\n';
        return PlainText.InJson(line);
    }
}
