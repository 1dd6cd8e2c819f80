using System.Collections.Immutable;

namespace SpineInference.Fhir;

/// <summary>What was read from a health record.</summary>
/// <param name="Patient">The patient, ready for <see cref="Patient.Diagnose"/>.</param>
/// <param name="Subject">Reference to the Patient resource, such as <c>Patient/p1</c>.</param>
/// <param name="ReferenceDate">The day at which the age counts; <see langword="null"/> where no age was computed. Where the newest
/// finding has only a month or a year, its first day.</param>
/// <param name="Understood">What was used, in the order of the record.</param>
/// <param name="NotUnderstood">What was not used, in the order of the record; nothing is dropped in silence.</param>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed record FhirReading(
    Patient Patient,
    string Subject,
    DateOnly? ReferenceDate,
    ImmutableArray<MappedResource> Understood,
    ImmutableArray<NotUnderstood> NotUnderstood);
