using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>The parts of an Observation, or of a component of one, that say what was found.</summary>
internal readonly record struct ObservedValue(
    R4.DataType? Value,
    R4.CodeableConcept? DataAbsentReason,
    IReadOnlyList<R4.CodeableConcept> Interpretation,
    IReadOnlyList<R4.Extension> Extensions);
