namespace SpineInference.Fhir.Reading;

/// <summary>A statement as a resource makes it, before newer ones take the place of older ones and sides are joined.</summary>
internal sealed record Candidate(Observation Statement, FhirCode Code, TimeRange Time, Place Place);
