using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool;

/// <summary>Answers cases one after the other on one thread, with buffers of its own.</summary>
internal sealed class QueryWorker
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ExactEngine _engine;
    private readonly ImmutableArray<Variable> _candidates;
    private readonly bool _reportsObserved;
    private readonly QueryCase _case;
    private readonly double[] _posteriors;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public QueryWorker(ExactEngine engine, ImmutableArray<Variable>? targets)
    {
        _engine = engine;
        _candidates = targets ?? engine.Network.Variables;
        _reportsObserved = targets is not null;
        _case = new QueryCase(engine.Network);
        _posteriors = new double[engine.StateCount];
    }

    /// <summary>The line of output for a line of input, with its line feed.</summary>
    /// <param name="lineNumber">The line's number, for messages.</param>
    /// <param name="line">The line.</param>
    /// <param name="isAnswered">Whether the answer is one rather than an error.</param>
    public byte[] Answer(long lineNumber, byte[] line, out bool isAnswered)
    {
        try
        {
            _case.Read(lineNumber, line);
            double logEvidence = _engine.Query(_case.Likelihoods, _posteriors);
            isAnswered = !double.IsNegativeInfinity(logEvidence);
            return isAnswered
                ? WriteAnswer(logEvidence)
                : WriteError($"line {lineNumber}: this evidence has probability 0; remove or correct a part of it.");
        }
        catch (CliException exception)
        {
            isAnswered = false;
            return WriteError(exception.Message);
        }
    }

    /// <summary>The line of output for a line of input that is too long to be held.</summary>
    public byte[] RefuseTooLong(long lineNumber, int longestLine)
    {
        _case.Read(lineNumber, [.. "{\"evidence\": {}}"u8]);
        return WriteError($"line {lineNumber}: the line is longer than {longestLine} bytes, the limit.");
    }

    private byte[] WriteAnswer(double logEvidence)
    {
        using Utf8JsonWriter writer = Start();
        writer.WriteStartObject("posteriors"u8);
        foreach (Variable variable in _candidates)
        {
            if (!_reportsObserved && _case.IsObserved(variable))
            {
                continue;
            }

            writer.WriteStartObject(variable.Name);
            int offset = _case.OffsetOf(variable);
            for (int s = 0; s < variable.StateCount; s++)
            {
                writer.WriteNumber(variable.States[s], _posteriors[offset + s]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteNumber("logEvidence"u8, logEvidence);
        return Finish(writer);
    }

    private byte[] WriteError(string message)
    {
        using Utf8JsonWriter writer = Start();
        writer.WriteString("error"u8, message);
        return Finish(writer);
    }

    private Utf8JsonWriter Start()
    {
        _buffer.ResetWrittenCount();
        var writer = new Utf8JsonWriter(_buffer, WriterOptions);
        writer.WriteStartObject();
        writer.WritePropertyName("id"u8);
        writer.WriteRawValue(_case.Id, skipInputValidation: true);
        return writer;
    }

    private byte[] Finish(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.Flush();
        var line = new byte[_buffer.WrittenCount + 1];
        _buffer.WrittenSpan.CopyTo(line);
        line[^1] = (byte)'\n';
        return PlainText.InJson(line);
    }
}
