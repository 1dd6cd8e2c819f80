using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SpineInference.Anatomy;
using SpineInference.Fhir.Reading;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir;

/// <summary>Writes a patient as a FHIR R4 Bundle that <see cref="FhirPatientReader"/> reads back to the same evidence.</summary>
/// <remarks>A collection of one Patient and one Observation for each statement, coded in the library's own systems. The date of birth is
/// that of a patient who has the stated age for exactly so many years: it stands for the age and is not the patient's. That a note is taken literally is not written: it is an option of
/// reading. Stateless and safe
/// for concurrent use.</remarks>
public static class FhirPatientWriter
{
    /// <summary>Writes a patient.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="id">Id of the Patient resource: 1 to 64 letters, digits, hyphens and dots.</param>
    /// <param name="effective">The day at which everything stated was found, and the age counts.</param>
    /// <returns>The Bundle.</returns>
    /// <exception cref="ArgumentException">The id is none, the age reaches back before the year 1, or a likelihood ratio has no exact
    /// decimal (29 digits, 28 after the point).</exception>
    public static R4.Bundle Write(Patient patient, string id, DateOnly effective)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(id);
        if (!R4.Id.IsValidValue(id))
        {
            throw new ArgumentException($"'{id}' is no FHIR id; expected 1 to 64 letters, digits, hyphens and dots.", nameof(id));
        }

        if (effective.Year <= Patient.MaximumAge)
        {
            throw new ArgumentException($"The day {effective:O} lies too far back for a date of birth.", nameof(effective));
        }

        var resource = new R4.Patient
        {
            Id = id,
            Gender = patient.Sex switch { Sex.Male => R4.AdministrativeGender.Male, Sex.Female => R4.AdministrativeGender.Female, _ => null },
            BirthDate = patient.Age is { } age ? Text(effective.AddYears(-age)) : null,
        };
        var observations = new List<R4.Observation>();
        AddContext(observations, FindingCatalog.Setting, patient.Setting switch
        {
            Setting.PrimaryCare => "primary-care",
            Setting.SpineClinic => "spine-clinic",
            _ => null,
        });
        AddContext(observations, FindingCatalog.Complaint, patient.Complaint == Complaint.Unknown ? null : patient.Complaint.Id);
        AddContext(observations, FindingCatalog.ComplaintSide, patient.ComplaintSide?.Id);
        observations.AddRange(patient.Observations.Select(o => OfStatement(o, patient.Model)));
        foreach ((int index, R4.Observation observation) in observations.Index())
        {
            observation.Id = string.Create(CultureInfo.InvariantCulture, $"o{index + 1}");
            observation.Status = R4.ObservationStatus.Final;
            observation.Subject = new R4.ResourceReference(FullUrl(resource));
            observation.Effective = new R4.FhirDateTime(Text(effective));
        }

        return new R4.Bundle
        {
            Type = R4.Bundle.BundleType.Collection,
            Entry = [.. observations.Prepend<R4.Resource>(resource).Select(static r => new R4.Bundle.EntryComponent { FullUrl = FullUrl(r), Resource = r })],
        };
    }

    // A name within the Bundle, the same each time: bytes of a hash, marked as a UUID of a kind of its own (version 8).
    private static string FullUrl(R4.Resource resource)
    {
        const int Version = 6;
        const int Variant = 8;
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.TypeName}/{resource.Id}")).AsSpan(0, 16);
        bytes[Version] = (byte)((bytes[Version] & 0x0f) | 0x80);
        bytes[Variant] = (byte)((bytes[Variant] & 0x3f) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    private static R4.Observation OfStatement(Observation statement, SpineModel model)
    {
        (string state, ObservationKind kind) = (statement.Finding.State, statement.Kind);
        ImmutableArray<string> states = model.DescribedFindings.First(f => f.Id == statement.Finding.Id).States;
        bool isBinary = states.SequenceEqual(["absent", "present"]);
        string id = statement.Finding.Id;
        R4.Observation observation = (kind, isBinary) switch
        {
            (ObservationKind.Uncertain, _) => Coded(isBinary && state == "present" ? id : $"{id}={state}"),
            (_, true) => Coded(id, new R4.FhirBoolean((kind == ObservationKind.Present) == (state == "present"))),
            (ObservationKind.Present, false) => Coded(id, State(state)),
            _ => Coded($"{id}={state}", new R4.FhirBoolean(false)),
        };
        if (kind == ObservationKind.Uncertain)
        {
            observation.Extension.Add(new R4.Extension(FhirSystems.LikelihoodRatio, new R4.FhirDecimal(Exactly(statement))));
        }

        if (statement.Leg is { } leg)
        {
            observation.BodySite = Concept(FhirSystems.Leg, leg.Id);
        }

        return observation;
    }

    private static decimal Exactly(Observation statement)
    {
        double ratio = statement.LikelihoodRatio;
        return decimal.TryParse(ratio.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) && DecimalText.ToDouble(exact) == ratio
            ? exact
            : throw new ArgumentException($"'{statement}' cannot be written: FHIR's decimals do not hold the ratio exactly. Round it to fewer digits, or leave the statement out.");
    }

    private static void AddContext(List<R4.Observation> observations, string id, string? state)
    {
        if (state is not null)
        {
            observations.Add(Coded(id, State(state)));
        }
    }

    private static R4.Observation Coded(string code, R4.DataType? value = null) => new() { Code = Concept(FhirSystems.Finding, code), Value = value };

    private static R4.CodeableConcept State(string state) => Concept(FhirSystems.State, state);

    private static R4.CodeableConcept Concept(string system, string code) => new() { Coding = [new R4.Coding(system, code)] };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
