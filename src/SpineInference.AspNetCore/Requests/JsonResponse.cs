using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Faults;

namespace SpineInference.AspNetCore.Requests;

/// <summary>Writes JSON whole: nothing is sent before the last byte of it is known.</summary>
internal static class JsonResponse
{
    public const string ContentType = "application/json";

    private const int LargestKept = 1 << 18;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>Writes a response.</summary>
    public static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write, string contentType = ContentType)
    {
        // The buffer belongs to the thread, and no other work comes between: it is copied before the first wait.
        ReadOnlySpan<byte> json = Render(write);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = json.Length;
        context.Response.BodyWriter.Write(json);
        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    /// <summary>Writes a response that is at hand.</summary>
    public static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json, string contentType = ContentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = json.Length;
        return context.Response.BodyWriter.WriteAsync(json, context.RequestAborted).AsTask();
    }

    /// <summary>Writes a problem.</summary>
    public static Task WriteProblemAsync(HttpContext context, Problem problem) => WriteAsync(context, problem.WriteTo, Problem.ContentType);

    /// <summary>One line of JSON with its line feed.</summary>
    public static byte[] Line(Action<Utf8JsonWriter> write)
    {
        ReadOnlySpan<byte> json = Render(write);
        var line = new byte[json.Length + 1];
        json.CopyTo(line);
        line[^1] = (byte)'\n';
        return line;
    }

    /// <summary>JSON as bytes of its own.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write) => Render(write).ToArray();

    private static ReadOnlySpan<byte> Render(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = _buffer ??= new ArrayBufferWriter<byte>(1 << 14);
        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer, Options);
        write(writer);
        writer.Flush();
        if (buffer.Capacity > LargestKept)
        {
            _buffer = null;
        }

        return buffer.WrittenSpan;
    }
}
