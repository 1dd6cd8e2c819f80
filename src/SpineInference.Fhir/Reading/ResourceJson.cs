using System.Collections.Immutable;
using System.Text.Json;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using SpineInference.Engine.Formats;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>Parses a resource with the FHIR SDK, after what the SDK does not check: size, nesting and the form of the JSON.</summary>
internal static class ResourceJson
{
    private static readonly FhirJsonDeserializer Deserializer = new(new DeserializerSettings().UsingMode(DeserializationMode.Strict));

    /// <summary>Parses a resource of one type.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="faults">What the SDK complains of; empty where it is valid.</param>
    /// <returns>The resource, with <paramref name="faults"/> as far as it could be parsed; <see langword="null"/> where nothing could.</returns>
    /// <exception cref="FhirFormatException">The text is no such resource of R4 at all.</exception>
    public static T? Parse<T>(ReadOnlySpan<byte> utf8, out ImmutableArray<Fault> faults)
        where T : R4.Resource, new()
    {
        string expected = new T().TypeName;
        faults = [];
        if (utf8.Length > FhirPatientReader.MaximumBytes)
        {
            throw Refusal(expected, $"The text has {utf8.Length} bytes; expected at most {FhirPatientReader.MaximumBytes}. Send one patient at a time.");
        }

        var options = new JsonReaderOptions { MaxDepth = FhirPatientReader.MaximumDepth };
        int values = 0;
        try
        {
            var form = new Utf8JsonReader(utf8, options);
            while (form.Read() && values <= FhirPatientReader.MaximumValues)
            {
                if (form.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    // Escapes of lone surrogates pass the reader and fail later.
                    _ = form.GetString();
                }

                values += form.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray ? 0 : 1;
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw Refusal(expected, $"The text is no JSON that can be read: {malformed.Message} Expected a FHIR {expected}, nested at most {FhirPatientReader.MaximumDepth} deep.");
        }

        // The SDK keeps a complaint of half a kilobyte or more for each faulty value.
        if (values > FhirPatientReader.MaximumValues)
        {
            throw Refusal(expected, $"The text has more than {FhirPatientReader.MaximumValues} values. Send one patient at a time.");
        }

        var reader = new Utf8JsonReader(utf8, options);
        R4.Resource? resource;
        IEnumerable<CodedException> issues;
        bool isValid;
        try
        {
            isValid = Deserializer.TryDeserializeResource(ref reader, out resource, out issues);
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            // The SDK promises to collect its complaints, but throws what its code happens to throw at hostile text: so far
            // InvalidOperationException (an array in the place of the resource) and IndexOutOfRangeException (a nameless property).
            throw Refusal(expected, $"The FHIR SDK cannot read the text: {unexpected.Message}");
        }

        CodedException[] all = [.. issues];
        if (!isValid || all.Length > 0)
        {
            if (OtherVersion.Of(utf8) is { } other)
            {
                throw Refusal(expected, $"The {expected} is FHIR {other.Version}: it has {other.Sign}. Expected R4 (4.0). Ask the server for R4, or convert the record first.");
            }

            faults = all.Length == 0
                ? [Fault.OfRecord("", expected, "The FHIR SDK refused the text without saying why.")]
                : [.. all.Select(i => Fault.OfRecord("", PathOf(i, expected), i.Message))];
            return resource as T;
        }

        return resource as T ?? throw Refusal(expected, $"The text is a {resource?.TypeName ?? "nothing"}; expected a {expected}.");
    }

    private static string PathOf(CodedException issue, string otherwise) =>
        issue is ExtendedCodedException { InstancePath: { Length: > 0 } path } ? path : otherwise;

    private static FhirFormatException Refusal(string path, string message) => new([Fault.OfRecord("", path, message)]);
}
