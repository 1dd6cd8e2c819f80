using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SpineInference.AspNetCore.Faults;
using SpineInference.AspNetCore.Requests;
using SpineInference.Fhir;

namespace SpineInference.AspNetCore.CdsHooks;

/// <summary>A call of CDS Hooks: its prefetched resources as one Bundle, with the place in the call of each.</summary>
internal sealed class CdsRequest
{
    private readonly ImmutableArray<string> _places;

    private CdsRequest(byte[] record, ImmutableArray<string> places, bool isIncomplete)
    {
        Record = record;
        _places = places;
        IsIncomplete = isIncomplete;
    }

    /// <summary>What is asked of the client, by key: as FHIR queries with the placeholder of the specification.</summary>
    public static ImmutableArray<(string Key, string Query)> Prefetch { get; } =
    [
        ("patient", "Patient/{{context.patientId}}"),
        ("conditions", "Condition?patient={{context.patientId}}"),
        ("observations", "Observation?patient={{context.patientId}}"),
    ];

    /// <summary>The Bundle of all resources, in UTF-8.</summary>
    public byte[] Record { get; }

    /// <summary>Whether a search had further pages, which were not sent.</summary>
    public bool IsIncomplete { get; }

    /// <summary>Reads a call.</summary>
    /// <param name="body">The body, in UTF-8.</param>
    /// <param name="hook">The hook of the service that is called.</param>
    /// <exception cref="ProblemException">It is not of the form of CDS Hooks; all faults are listed.</exception>
    public static CdsRequest Read(byte[] body, string hook)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = FhirPatientReader.MaximumDepth });
        }
        catch (JsonException fault)
        {
            throw new ProblemException(Problems.FaultyForm("The call", [
                new ProblemFault($"line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}", $"Not JSON: {fault.Message.Split(" LineNumber:")[0]}", (int?)fault.LineNumber + 1, (int?)fault.BytePositionInLine + 1),
            ]));
        }

        using (document)
        {
            var faults = ImmutableArray.CreateBuilder<ProblemFault>();
            CdsRequest? request = Read(document.RootElement, hook, faults);
            return faults.Count == 0 ? request! : throw new ProblemException(Problems.FaultyForm("The call", faults.ToImmutable()));
        }
    }

    /// <summary>The place in the call of a place in the Bundle.</summary>
    public string PlaceOf(string path)
    {
        const string Entry = "Bundle.entry[";
        int close = path.IndexOf(']', StringComparison.Ordinal);
        return path.StartsWith(Entry, StringComparison.Ordinal) && close > 0
            && int.TryParse(path.AsSpan(Entry.Length, close - Entry.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < _places.Length
            ? _places[index] + path[(close + 1)..].Replace(".resource", "", StringComparison.Ordinal)
            : "prefetch";
    }

    private static CdsRequest? Read(JsonElement root, string hook, ImmutableArray<ProblemFault>.Builder faults)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new ProblemFault("body", $"Got {root.ValueKind}; expected the object of a call of CDS Hooks."));
            return null;
        }

        if (Text(root, "hook") is var named && named != hook)
        {
            faults.Add(new ProblemFault("hook", $"Got '{named}'; expected '{hook}': this service is called from that hook."));
        }

        if (Text(root, "hookInstance").Length == 0)
        {
            faults.Add(new ProblemFault("hookInstance", "Got nothing; expected the id of this call, a text."));
        }

        JsonElement context = root.TryGetProperty("context", out JsonElement c) ? c : default;
        string patientId = context.ValueKind == JsonValueKind.Object ? Text(context, "patientId") : "";
        if (patientId.Length == 0)
        {
            faults.Add(new ProblemFault("context.patientId", "Got nothing; expected the id of the patient."));
        }

        JsonElement prefetch = root.TryGetProperty("prefetch", out JsonElement p) ? p : default;
        foreach ((string key, string query) in Prefetch)
        {
            if (prefetch.ValueKind != JsonValueKind.Object || !prefetch.TryGetProperty(key, out _))
            {
                faults.Add(new ProblemFault($"prefetch.{key}", $"Got nothing; expected the answer to '{query}' (null where the client may not read it). The service fetches nothing by itself."));
            }
        }

        return faults.Count > 0 ? null : Join(prefetch, patientId, faults);
    }

    private static CdsRequest? Join(JsonElement prefetch, string patientId, ImmutableArray<ProblemFault>.Builder faults)
    {
        JsonElement patient = prefetch.GetProperty("patient");
        if (patient.ValueKind != JsonValueKind.Object || Text(patient, "resourceType") != "Patient")
        {
            faults.Add(new ProblemFault("prefetch.patient", "Got no Patient; expected the resource."));
        }
        else if (Text(patient, "id") != patientId)
        {
            faults.Add(new ProblemFault("prefetch.patient.id", "The resource has another id than context.patientId; expected the same patient."));
        }

        var places = ImmutableArray.CreateBuilder<string>();
        bool isIncomplete = false;
        byte[] record = JsonResponse.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("resourceType", "Bundle");
            writer.WriteString("type", "collection");
            writer.WriteStartArray("entry");
            if (faults.Count == 0)
            {
                Add(writer, patient, null, "prefetch.patient");
            }

            foreach (string key in (string[])["conditions", "observations"])
            {
                isIncomplete |= AddSearch(writer, prefetch.GetProperty(key), $"prefetch.{key}");
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return new CdsRequest(record, places.ToImmutable(), isIncomplete);

        void Add(Utf8JsonWriter writer, JsonElement resource, JsonElement? fullUrl, string place)
        {
            writer.WriteStartObject();
            if (fullUrl is { ValueKind: JsonValueKind.String } url)
            {
                writer.WritePropertyName("fullUrl");
                url.WriteTo(writer);
            }

            writer.WritePropertyName("resource");
            resource.WriteTo(writer);
            writer.WriteEndObject();
            places.Add(place);
        }

        // Null is allowed: the client may not read it, and then it is unknown, not absent.
        bool AddSearch(Utf8JsonWriter writer, JsonElement search, string place)
        {
            if (search.ValueKind == JsonValueKind.Null)
            {
                return true;
            }

            if (search.ValueKind != JsonValueKind.Object || Text(search, "resourceType") != "Bundle")
            {
                faults.Add(new ProblemFault(place, "Got no Bundle; expected the result of the search."));
                return false;
            }

            JsonElement[] entries = search.TryGetProperty("entry", out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
            foreach ((int index, JsonElement entry) in entries.Index())
            {
                if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("resource", out JsonElement resource))
                {
                    Add(writer, resource, entry.TryGetProperty("fullUrl", out JsonElement url) ? url : null, string.Create(CultureInfo.InvariantCulture, $"{place}.entry[{index}].resource"));
                }
            }

            return search.TryGetProperty("link", out JsonElement links) && links.ValueKind == JsonValueKind.Array
                && links.EnumerateArray().Any(static l => l.ValueKind == JsonValueKind.Object && Text(l, "relation") == "next");
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
