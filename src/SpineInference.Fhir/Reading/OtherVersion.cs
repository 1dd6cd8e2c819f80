using System.Text.Json;

namespace SpineInference.Fhir.Reading;

/// <summary>Tells a Bundle of another version of FHIR by elements that R4 does not have, or has in another form.</summary>
/// <remarks>A Bundle does not say its version. Asked only where the text is no valid R4, so that the one cause is named in place of
/// the thousands of complaints it leads to.</remarks>
internal static class OtherVersion
{
    private static readonly (string Part, string Version)[] Profiles =
    [
        ("/fhir/1.0/", "DSTU2"), ("/fhir/3.0/", "STU3"), ("/fhir/4.3/", "R4B"), ("/fhir/5.0/", "R5"), ("|1.0.2", "DSTU2"), ("|3.0.", "STU3"), ("|4.3.0", "R4B"), ("|5.0.0", "R5"),
    ];

    private static readonly Dictionary<string, string> OwnResources = new(StringComparer.Ordinal)
    {
        ["MedicationOrder"] = "DSTU2",
        ["DiagnosticOrder"] = "DSTU2",
        ["Conformance"] = "DSTU2",
        ["Order"] = "DSTU2",
        ["DeviceUseRequest"] = "DSTU2",
        ["ProcedureRequest"] = "STU3",
        ["ReferralRequest"] = "STU3",
        ["BodySite"] = "STU3",
        ["Sequence"] = "STU3",
        ["EligibilityRequest"] = "STU3",
        ["NutritionProduct"] = "R4B",
        ["ClinicalUseDefinition"] = "R4B",
        ["Ingredient"] = "R4B",
        ["SubscriptionTopic"] = "R4B",
        ["PackagedProductDefinition"] = "R4B",
        ["ActorDefinition"] = "R5",
        ["Transport"] = "R5",
        ["Permission"] = "R5",
        ["GenomicStudy"] = "R5",
        ["ImagingSelection"] = "R5",
        ["InventoryItem"] = "R5",
        ["BiologicallyDerivedProductDispense"] = "R5",
        ["DeviceAssociation"] = "R5",
        ["EncounterHistory"] = "R5",
        ["FormularyItem"] = "R5",
    };

    // Element of a resource, and the version that has it. "=" asks for the form: a text or a list where R4 has an object.
    private static readonly (string Resource, string Element, JsonValueKind? Kind, string Version)[] Elements =
    [
        ("Condition", "patient", null, "DSTU2"), ("Condition", "dateRecorded", null, "DSTU2"), ("Observation", "comments", null, "DSTU2"),
        ("Encounter", "patient", null, "DSTU2"), ("Patient", "careProvider", null, "DSTU2"), ("Procedure", "notPerformed", JsonValueKind.True, "DSTU2"),
        ("AllergyIntolerance", "substance", null, "DSTU2"), ("Immunization", "wasNotGiven", null, "DSTU2"), ("MedicationStatement", "wasNotTaken", null, "DSTU2"),
        ("Condition", "assertedDate", null, "STU3"), ("Condition", "context", null, "STU3"), ("Condition", "clinicalStatus", JsonValueKind.String, "STU3"),
        ("Condition", "verificationStatus", JsonValueKind.String, "STU3"), ("Observation", "context", null, "STU3"), ("Observation", "comment", null, "STU3"),
        ("Observation", "interpretation", JsonValueKind.Object, "STU3"), ("Patient", "animal", null, "STU3"), ("Procedure", "context", null, "STU3"),
        ("MedicationRequest", "context", null, "STU3"), ("Immunization", "notGiven", null, "STU3"), ("DiagnosticReport", "context", null, "STU3"),
        ("Condition", "participant", null, "R5"), ("Observation", "triggeredBy", null, "R5"), ("Observation", "bodyStructure", null, "R5"),
        ("Observation", "instantiatesReference", null, "R5"), ("Encounter", "class", JsonValueKind.Array, "R5"), ("Encounter", "actualPeriod", null, "R5"),
        ("Encounter", "admission", null, "R5"), ("Procedure", "occurrenceDateTime", null, "R5"), ("Procedure", "occurrencePeriod", null, "R5"),
        ("MedicationRequest", "medication", JsonValueKind.Object, "R5"), ("Immunization", "vaccineCode", JsonValueKind.Array, "R5"), ("Bundle", "issues", null, "R5"),
    ];

    /// <summary>The version and the sign of it; <see langword="null"/> where nothing points to another than R4.</summary>
    public static (string Version, string Sign)? Of(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = FhirPatientReader.MaximumDepth });
        using JsonDocument? document = JsonDocument.TryParseValue(ref reader, out JsonDocument? parsed) ? parsed : null;
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } bundle)
        {
            return null;
        }

        var signs = new List<(string Version, string Sign)>();
        Look(bundle, "Bundle", signs);
        if (bundle.TryGetProperty("entry", out JsonElement entries) && entries.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("resource", out JsonElement resource) && resource.ValueKind == JsonValueKind.Object
                    && resource.TryGetProperty("resourceType", out JsonElement type) && type.ValueKind == JsonValueKind.String)
                {
                    Look(resource, type.GetString()!, signs);
                }
            }
        }

        // DSTU2 and STU3 share most of what R4 gave up, and an R5 record may still bear old elements: the version with the most signs, and
        // of DSTU2 and STU3 the older wherever something is its alone.
        return signs.Count == 0 ? null
            : signs.Find(static s => s.Version == "DSTU2") is { Sign: not null } oldest ? oldest
            : signs.GroupBy(static s => s.Version).MaxBy(static g => g.Count())!.First();
    }

    private static void Look(JsonElement resource, string type, List<(string Version, string Sign)> signs)
    {
        if (OwnResources.TryGetValue(type, out string? version))
        {
            signs.Add((version, $"a resource of type {type}"));
        }

        foreach ((string of, string element, JsonValueKind? kind, string has) in Elements)
        {
            if (of == type && resource.TryGetProperty(element, out JsonElement value) && (kind is null || kind == value.ValueKind))
            {
                string form = kind switch { JsonValueKind.String => " as a text", JsonValueKind.Array => " as a list", JsonValueKind.Object => " as one object", _ => "" };
                signs.Add((has, $"{type}.{element}{form}"));
            }
        }

        if (resource.TryGetProperty("meta", out JsonElement meta) && meta.ValueKind == JsonValueKind.Object
            && meta.TryGetProperty("profile", out JsonElement profiles) && profiles.ValueKind == JsonValueKind.Array)
        {
            foreach (string profile in profiles.EnumerateArray().Where(static p => p.ValueKind == JsonValueKind.String).Select(static p => p.GetString()!))
            {
                foreach ((string part, string has) in Profiles.Where(p => profile.Contains(p.Part, StringComparison.Ordinal)))
                {
                    signs.Add((has, $"the profile {profile}"));
                }
            }
        }
    }
}
