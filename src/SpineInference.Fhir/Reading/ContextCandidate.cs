namespace SpineInference.Fhir.Reading;

/// <summary>What a resource says of complaint, its side or setting.</summary>
internal sealed record ContextCandidate(string Id, string State, FhirCode Code, TimeRange Time, Place Place);
