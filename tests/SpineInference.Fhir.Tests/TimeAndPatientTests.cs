using Hl7.Fhir.Model;
using static SpineInference.Fhir.Tests.Records;

namespace SpineInference.Fhir.Tests;

/// <summary>Which of several statements holds, whom a resource is about, and how old the patient is.</summary>
public class TimeAndPatientTests
{
    [Theory]
    [InlineData("2024-05-03T10:00:00Z", "2024-05-03T12:30:00+02:00")]
    [InlineData("2024-05-03", "2024-05-04")]
    [InlineData("2023", "2024-01-01T00:00:00Z")]
    [InlineData("2024-04", "2024-05")]
    public void Read_TwoTimes_TheLaterHolds(string earlier, string later)
    {
        foreach (bool isReversed in (bool[])[false, true])
        {
            Resource[] resources = [Seen("fever", Yes, at: earlier), Seen("fever", No, at: later)];
            FhirReading reading = Read(isReversed ? [resources[1], resources[0]] : resources);

            Assert.Equal(["fever absent"], Statements(reading));
            Assert.Equal(NotUnderstoodReason.Superseded, Assert.Single(reading.NotUnderstood).Reason);
        }
    }

    [Theory]
    [InlineData("2024-05-03", "2024-05-03")]
    [InlineData("2024", "2024-05-03")]
    [InlineData("2024-05-03", "2024-05-03T10:00:00Z")]
    [InlineData(null, "2024-05-03")]
    [InlineData(null, null)]
    public void Read_TimesThatAreNotOrdered_AreAFaultWhereTheyContradict(string? first, string? second)
    {
        FhirFormatException refusal = Refused(Person(null), Seen("fever", Yes, at: first), Seen("fever", No, at: second));

        Assert.Contains("fever present (Observation/r1), fever absent (Observation/r2)", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(["fever present", "fever present"], Statements(Read(Person(null), Seen("fever", Yes, at: first), Seen("fever", Yes, at: second))));
    }

    [Fact]
    public void Read_GradesThatAgree_AreKeptTogether() => Assert.Equal(
        ["left.achilles-reflex not = normal", "left.achilles-reflex = reduced"],
        Statements(Read(Seen("left.achilles-reflex=normal", No), Seen("left.achilles-reflex", State("reduced")))));

    [Fact]
    public void Read_APeriod_LastsToItsEnd()
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", Yes, at: null);
        observation.Effective = new Period { Start = "2024-01-01", End = "2024-03-01" };

        Assert.Equal(["fever absent"], Statements(Read(observation, Seen("fever", No, at: "2024-03-02"))));
        Assert.Single(Refused(Person(null), observation, Seen("fever", No, at: "2024-02-02")).Faults);
    }

    [Fact]
    public void Read_ComplaintsThatChange_TheLaterHolds()
    {
        FhirReading reading = Read(Person(null), Seen("complaint", State("leg"), at: "2023"), Seen("complaint", State("foot-only"), at: "2024"));

        Assert.Equal(Complaint.FootOnly, reading.Patient.Complaint);
        Assert.Single(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.Superseded);
    }

    [Fact]
    public void Read_SettingAgainstTheOptions_IsAFault()
    {
        Bundle bundle = Of(Person(null), Seen("setting", State("primary-care")), Seen("fever", Yes));

        FhirFormatException refusal = Assert.Throws<FhirFormatException>(
            () => FhirPatientReader.Read(bundle, SpineModel.Default, new FhirReadOptions { Setting = Setting.SpineClinic }));

        Assert.Contains("Correct one of them", Assert.Single(refusal.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(Setting.PrimaryCare, FhirPatientReader.Read(bundle, SpineModel.Default).Patient.Setting);
    }

    [Theory]
    [InlineData("1970-05-03", 54)]
    [InlineData("1970-05-04", 53)]
    [InlineData("1975", 48)]
    [InlineData("1964-05", null)]
    [InlineData(null, null)]
    public void Read_ABirthDate_GivesTheAgeAtTheNewestFinding(string? born, int? age)
    {
        FhirReading reading = Read(Person(born), Seen("fever", Yes, at: "2020-01-01"), Seen("night-pain", Yes, at: "2024-05-03"));

        Assert.Equal(age, reading.Patient.Age);
        Assert.Equal(age is null, reading.NotUnderstood.Any(static n => n.Path.EndsWith("birthDate", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_AReferenceDate_GoesBeforeTheFindings()
    {
        var options = new FhirReadOptions { ReferenceDate = new DateOnly(2000, 2, 1) };

        Assert.Equal(30, FhirPatientReader.Read(Of(Seen("fever", Yes)), SpineModel.Default, options).Patient.Age);
    }

    [Theory]
    [InlineData("2006-05-04", "17 years old at 2024-05-03")]
    [InlineData("2006", "17 or 18 years old")]
    [InlineData("1890-01-01", "expected at most 120")]
    public void Read_AnAgeTheModelDoesNotCover_IsAFault(string born, string message) =>
        Assert.Contains(message, Assert.Single(Refused(Person(born), Seen("fever", Yes)).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ABirthDateAndNoTime_AsksForTheDay() =>
        Assert.Contains("ReferenceDate", Assert.Single(Refused(Seen("fever", Yes, at: null)).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_AnotherGender_LeavesTheSexUnknownAndSaysSo()
    {
        FhirReading reading = Read(Person(null, AdministrativeGender.Other));

        Assert.Equal(Sex.Unknown, reading.Patient.Sex);
        Assert.Contains(reading.NotUnderstood, static n => n.Message.Contains("'other'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Patient/p2", NotUnderstoodReason.OtherSubject)]
    [InlineData("#p1", NotUnderstoodReason.OtherSubject)]
    [InlineData(null, NotUnderstoodReason.NoSubject)]
    public void Read_AnotherSubject_IsNotUsed(string? subject, NotUnderstoodReason reason)
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", Yes);
        observation.Subject = subject is null ? null : new ResourceReference(subject);

        FhirReading reading = Read(Person(null), observation);

        Assert.Empty(reading.Patient.Observations);
        Assert.Single(reading.NotUnderstood, n => n.Reason == reason);
    }

    [Theory]
    [InlineData("Patient/p1", null)]
    [InlineData("Patient/p1/_history/3", null)]
    [InlineData("https://example.org/fhir/Patient/p1", null)]
    [InlineData("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0")]
    public void Read_TheSameSubjectWrittenAnotherWay_IsUsed(string subject, string? fullUrl)
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", Yes);
        observation.Subject = new ResourceReference(subject);
        Bundle bundle = Of(Person(), observation);
        bundle.Entry[0].FullUrl = fullUrl;

        Assert.Equal(["fever present"], Statements(FhirPatientReader.Read(bundle, SpineModel.Default)));
    }

    [Fact]
    public void Read_AFocus_IsAboutSomethingElse()
    {
        Hl7.Fhir.Model.Observation observation = Seen("fever", Yes);
        observation.Focus.Add(new ResourceReference("RelatedPerson/m"));

        Assert.Single(Read(Person(null), observation).NotUnderstood, static n => n.Reason == NotUnderstoodReason.OtherSubject);
    }

    [Fact]
    public void Read_TwoPatients_IsAFault() => Assert.Contains(
        "2 Patients", Assert.Single(Refused(Person(), new Hl7.Fhir.Model.Patient { Id = "p2" }).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_TwoVersions_TheNewerHolds()
    {
        Hl7.Fhir.Model.Observation older = Seen("fever", Yes);
        Hl7.Fhir.Model.Observation newer = Seen("fever", Yes);
        (older.Id, newer.Id) = ("same", "same");
        newer.Status = ObservationStatus.EnteredInError;
        Assert.Contains("2 versions", Assert.Single(Refused(Person(null), older, newer).Faults).Message, StringComparison.Ordinal);

        older.Meta = new Meta { LastUpdated = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        newer.Meta = new Meta { LastUpdated = new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero) };
        FhirReading reading = Read(Person(null), newer, older);

        Assert.Empty(reading.Patient.Observations);
        Assert.Single(reading.NotUnderstood, static n => n.Reason == NotUnderstoodReason.Superseded);
    }

    [Fact]
    public void Read_ADeletedResource_IsNotUsed()
    {
        Bundle bundle = Of(Person(null), Seen("fever", Yes));
        bundle.Entry.Add(new Bundle.EntryComponent { Request = new Bundle.RequestComponent { Method = Bundle.HTTPVerb.DELETE, Url = "Observation/r1" } });

        FhirReading reading = FhirPatientReader.Read(bundle, SpineModel.Default, new FhirReadOptions { Complaint = Complaint.Leg });

        Assert.Empty(reading.Patient.Observations);
        Assert.Equal(
            [NotUnderstoodReason.NoValue, NotUnderstoodReason.Deleted, NotUnderstoodReason.EmptyEntry], reading.NotUnderstood.Select(static n => n.Reason));
    }
}
