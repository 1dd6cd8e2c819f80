using System.Collections.Immutable;

namespace SpineInference.Fhir;

/// <summary>What was read from a health record.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class FhirReading
{
    internal FhirReading(
        Patient patient, string subject, DateOnly? referenceDate, ImmutableArray<MappedResource> understood, ImmutableArray<NotUnderstood> notUnderstood)
    {
        Patient = patient;
        Subject = subject;
        ReferenceDate = referenceDate;
        Understood = understood;
        NotUnderstood = notUnderstood;
    }

    /// <summary>The patient, ready for <see cref="Patient.Diagnose"/>.</summary>
    public Patient Patient { get; }

    /// <summary>Reference to the Patient resource, such as <c>Patient/p1</c>.</summary>
    public string Subject { get; }

    /// <summary>The day at which the age counts; <see langword="null"/> where no age was computed. Where the newest
    /// finding has only a month or a year, its first day.</summary>
    public DateOnly? ReferenceDate { get; }

    /// <summary>What was used, in the order of the record.</summary>
    public ImmutableArray<MappedResource> Understood { get; }

    /// <summary>What was not used, in the order of the record; nothing is dropped in silence.</summary>
    public ImmutableArray<NotUnderstood> NotUnderstood { get; }
}
