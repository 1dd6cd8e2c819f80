using System.Globalization;
using Hl7.Fhir.Model;

namespace SpineInference.Fhir.Tests;

/// <summary>Builds records by hand, one resource at a time.</summary>
internal static class Records
{
    public const string Clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    public const string Verification = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    public const string Interpretation = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    public static string Json(string name)
    {
        using Stream stream = typeof(Records).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static Hl7.Fhir.Model.Patient Person(string? born = "1970-02-01", AdministrativeGender? gender = AdministrativeGender.Male) =>
        new() { Id = "p1", BirthDate = born, Gender = gender };

    public static Bundle Of(params Resource[] resources) => new()
    {
        Type = Bundle.BundleType.Collection,
        Entry = [.. (resources.Any(static r => r is Hl7.Fhir.Model.Patient) ? resources : [Person(), .. resources]).Select(static (r, i) =>
        {
            r.Id ??= string.Create(CultureInfo.InvariantCulture, $"r{i}");
            return new Bundle.EntryComponent { Resource = r };
        })],
    };

    public static Hl7.Fhir.Model.Observation Seen(
        string code, DataType? value, string? leg = null, string? at = "2024-05-03", string system = FhirSystems.Finding) => new()
        {
            Status = ObservationStatus.Final,
            Code = Concept(system, code),
            Subject = new ResourceReference("Patient/p1"),
            Value = value,
            Effective = at is null ? null : new FhirDateTime(at),
            BodySite = leg is null ? null : Concept(FhirSystems.Leg, leg),
        };

    public static Condition Problem(
        string code, string? clinical = "active", string? verification = "confirmed", string system = FhirSystems.Finding, string? at = "2024-05-01") => new()
        {
            Code = Concept(system, code),
            Subject = new ResourceReference("Patient/p1"),
            ClinicalStatus = clinical is null ? null : Concept(Clinical, clinical),
            VerificationStatus = verification is null ? null : Concept(Verification, verification),
            RecordedDate = at,
        };

    public static CodeableConcept Concept(string system, string code) => new() { Coding = [new Coding(system, code)] };

    public static FhirBoolean Yes => new(true);

    public static FhirBoolean No => new(false);

    public static CodeableConcept State(string state) => Concept(FhirSystems.State, state);

    /// <summary>Reads a record; one of which nothing is understood as that of a patient who comes for a leg.</summary>
    public static FhirReading Read(params Resource[] resources)
    {
        try
        {
            return FhirPatientReader.Read(Of(resources), SpineModel.Default);
        }
        catch (FhirFormatException refusal) when (refusal.Faults is [{ Message: { } only }] && only.StartsWith("Nothing in the record", StringComparison.Ordinal))
        {
            return FhirPatientReader.Read(Of(resources), SpineModel.Default, new FhirReadOptions { Complaint = Complaint.Leg });
        }
    }

    public static string[] Statements(FhirReading reading) => [.. reading.Patient.Observations.Select(static o => o.ToString())];

    public static FhirFormatException Refused(params Resource[] resources) =>
        Assert.Throws<FhirFormatException>(() => FhirPatientReader.Read(Of(resources), SpineModel.Default));
}
