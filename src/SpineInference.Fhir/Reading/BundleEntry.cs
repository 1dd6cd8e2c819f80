using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>A resource of a Bundle that is to be read.</summary>
internal sealed record BundleEntry(R4.Resource Resource, string? FullUrl, Place Place);
