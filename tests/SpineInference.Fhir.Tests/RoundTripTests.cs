using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using SpineInference.Engine.Networks;

namespace SpineInference.Fhir.Tests;

/// <summary>What is written reads back: patients to the same evidence, resources to the same resource.</summary>
public class RoundTripTests
{
    private const int Patients = 60;

    private static readonly DateOnly Day = new(2024, 2, 29);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Patients)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Write_AnyPatient_ReadsBackToTheSameEvidence(int seed)
    {
        Patient patient = DrawnPatient.Of(seed);

        string json = FhirJson.Write(FhirPatientWriter.Write(patient, "p-1.x", Day));
        FhirReading reading = FhirPatientReader.ReadJson(json, SpineModel.Default);

        AssertSameEvidence(patient.Diagnose().Evidence, reading.Patient.Diagnose().Evidence);
        Assert.Equal((patient.Age, patient.Sex, patient.Setting, patient.Complaint), (reading.Patient.Age, reading.Patient.Sex, reading.Patient.Setting, reading.Patient.Complaint));
        Assert.Equal(patient.Observations.Length, reading.Understood.Count(static m => m.Statement is not null));
        Assert.All(reading.NotUnderstood, static n => Assert.Equal("Patient/p-1.x", n.Reference));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Write_AnyPatient_FiresTheSameRedFlags(int seed)
    {
        Patient patient = DrawnPatient.Of(seed);

        Diagnosis read = FhirPatientReader.Read(FhirPatientWriter.Write(patient, "p1", Day), SpineModel.Default).Patient.Diagnose();

        // The words may differ, as of "not absent" and "present".
        Assert.Equal(patient.Diagnose().RedFlags.Select(static f => (f.Id, f.Findings.Length)), read.RedFlags.Select(static f => (f.Id, f.Findings.Length)));
    }

    [Fact]
    public void Write_SamePatient_IsTheSameText() => Assert.Equal(
        FhirJson.Write(FhirPatientWriter.Write(DrawnPatient.Of(7), "p1", Day)),
        FhirJson.Write(FhirPatientWriter.Write(DrawnPatient.Of(7), "p1", Day)));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    public void Write_AnIdThatIsNone_IsRefused(string id) =>
        Assert.Throws<ArgumentException>(() => FhirPatientWriter.Write(SpineModel.Default.Patient(), id, Day));

    [Fact]
    public void Write_ARatioWithoutAnExactDecimal_IsRefused()
    {
        Patient patient = SpineModel.Default.Patient().Uncertain(Findings.Fever, 1.2345678901234567e-20);

        Assert.Contains("exactly", Assert.Throws<ArgumentException>(() => FhirPatientWriter.Write(patient, "p1", Day)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CodeSystems_WrittenAndReadByTheSdk_AreTheSame() => Assert.All(FhirCodeSystems.CreateAll(SpineModel.Default), static system =>
    {
        Resource read = FhirJsonDeserializer.STRICT.DeserializeResource(FhirJson.Write(system));

        Assert.True(read.IsExactly(system), system.Url);
    });

    [Fact]
    public void FindingSystem_EveryCode_IsRead()
    {
        CodeSystem.ConceptDefinitionComponent[] concepts = [.. FhirCodeSystems.CreateFindings(SpineModel.Default).Concept];
        string[] codes = [.. concepts.SelectMany(static c => c.Concept.Prepend(c)).Select(static c => c.Code!)];

        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.Equal(
            SpineModel.Default.DescribedFindings.Length + 4, concepts.Length);
        Assert.All(codes.Where(static c => c.Contains('=', StringComparison.Ordinal)), static code =>
        {
            FhirReading reading = Records.Read(Records.Person(null), Records.Seen(code, Records.Yes));
            Assert.Single(reading.Understood);
        });
    }

    private static void AssertSameEvidence(SpineInference.Engine.Inference.Evidence expected, SpineInference.Engine.Inference.Evidence actual)
    {
        foreach (Variable variable in SpineModel.Default.Network.Variables)
        {
            Assert.Equal(expected.LikelihoodsOf(variable).ToArray(), actual.LikelihoodsOf(variable).ToArray());
        }
    }
}
