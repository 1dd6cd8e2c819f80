using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SpineInference.AspNetCore.Faults;

namespace SpineInference.AspNetCore.Requests;

/// <summary>Takes the body of a request, within a limit.</summary>
internal static class RequestBody
{
    /// <summary>The media types of one JSON value.</summary>
    public const string Json = "application/json";

    /// <summary>The media types of JSON Lines.</summary>
    public const string JsonLines = "application/jsonl";

    /// <summary>Reads the whole body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="what">What the body is, for messages: "one patient".</param>
    /// <exception cref="ProblemException">It is longer, empty, of another media type or compressed.</exception>
    public static async ValueTask<byte[]> ReadAsync(HttpRequest request, int limit, string what)
    {
        CheckMedia(request, Json);
        if (request.ContentLength > limit)
        {
            throw new ProblemException(Problems.TooLong(limit, what));
        }

        LiftServersLimit(request.HttpContext);
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        while (true)
        {
            ReadResult read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                throw new ProblemException(Problems.TooLong(limit, what));
            }

            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body.Length > 0 ? body : throw new ProblemException(Problems.EmptyBody(what));
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Refuses what is said to be no JSON, or compressed.</summary>
    /// <exception cref="ProblemException">It is.</exception>
    /// <remarks>A form of a foreign page could send a body without asking the browser; JSON it cannot.</remarks>
    public static void CheckMedia(HttpRequest request, string expected)
    {
        string got = request.ContentType ?? "";
        bool isJson = MediaTypeHeaderValue.TryParse(got, out MediaTypeHeaderValue? media)
            && (media.SubType.Value is "json" or "jsonl" or "x-ndjson" or "x-jsonlines" || media.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        if (!isJson)
        {
            throw new ProblemException(Problems.OtherMedia(got, expected));
        }

        string encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problems.Encoded(encoding));
        }
    }

    /// <summary>Lifts the server's own limit: the service counts what it takes, and says what is too long.</summary>
    public static void LiftServersLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }
    }
}
