using System.Collections.Immutable;
using System.Text.Json;

namespace SpineInference.AspNetCore.Faults;

/// <summary>Why a request is not answered, in the form of RFC 9457: with every fault, its place, and a remedy.</summary>
/// <param name="Status">The status of the response.</param>
/// <param name="Kind">The end of <c>type</c>, such as <c>faulty-patient</c>: programs tell problems apart by it.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Detail">What is wrong with this request.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Problem(int Status, string Kind, string Title, string Detail, string Remedy)
{
    /// <summary>The media type.</summary>
    public const string ContentType = "application/problem+json";

    private const string TypePrefix = "urn:spineinference:problem:";

    /// <summary>Each fault with its place; never empty where the request has places.</summary>
    public ImmutableArray<ProblemFault> Faults { get; init; } = [];

    /// <summary>What of a health record was not used, each with its place.</summary>
    public ImmutableArray<ProblemFault> NotUsed { get; init; } = [];

    /// <summary>Seconds after which to try again, or <see langword="null"/>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The methods of the endpoint, where another was used.</summary>
    public string? Allow { get; init; }

    /// <summary>Writes the problem as an object.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", TypePrefix + Kind);
        writer.WriteString("title", Title);
        writer.WriteNumber("status", Status);
        writer.WriteString("detail", Detail);
        writer.WriteString("remedy", Remedy);
        Write(writer, "faults", Faults);
        if (!NotUsed.IsEmpty)
        {
            Write(writer, "notUsed", NotUsed);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, ImmutableArray<ProblemFault> faults)
    {
        writer.WriteStartArray(name);
        foreach (ProblemFault fault in faults)
        {
            writer.WriteStartObject();
            writer.WriteString("place", fault.Place);
            if (fault is { Line: { } line, Column: { } column })
            {
                writer.WriteNumber("line", line);
                writer.WriteNumber("column", column);
            }

            writer.WriteString("message", fault.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
