using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Source;
using Hl7.Fhir.Specification.Terminology;
using SpineInference.Anatomy;

namespace SpineInference.Fhir.Tests;

/// <summary>Everything that is written, against the profiles, cardinalities, invariants and bindings of FHIR R4 by a validator.</summary>
public class ValidatorTests
{
    private static readonly Lazy<Validator> Shared = new(static () =>
    {
        var source = new CachedResolver(ZipSource.CreateValidationSource());
        return new Validator(source, new LocalTerminologyService(source));
    });

    private static readonly FhirRiskAssessmentOptions Options = new() { Subject = "Patient/p1", Occurrence = new DateTimeOffset(2024, 5, 3, 12, 0, 0, TimeSpan.Zero) };

    [Fact]
    public void RiskAssessment_OfARecord_IsValid()
    {
        FhirReading reading = FhirPatientReader.ReadJson(Records.Json("foot-drop.json"), SpineModel.Default);

        AssertValid(FhirRiskAssessment.From(reading.Patient.Diagnose(), reading, Options.Occurrence));
    }

    [Fact]
    public void RiskAssessment_WithFlagsReasonsAndIntervals_IsValid()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(60).Present(Findings.UrinaryRetention).Present(Leg.Left, Findings.FootDrop).Diagnose();

        AssertValid(FhirRiskAssessment.From(diagnosis, Options with
        {
            Basis = ["Observation/o1"],
            Explain = true,
            IntervalMass = 0.9,
            Uncertainty = ModelUncertainty.Create(SpineModel.Default, draws: 20, seed: 1),
        }));
    }

    [Fact]
    public void RiskAssessment_WithoutAStatus_IsRefused()
    {
        RiskAssessment assessment = FhirRiskAssessment.From(SpineModel.Default.Patient(60).Present(Leg.Left, Findings.FootDrop).Diagnose(), Options);
        assessment.Status = null;

        Assert.NotEmpty(Faults(assessment));
    }

    [Fact]
    public void Questionnaire_IsValid() => AssertValid(FhirQuestionnaire.Of(SpineModel.Default));

    [Fact]
    public void Questionnaire_WithALinkIdTwice_IsRefused()
    {
        Questionnaire questionnaire = FhirQuestionnaire.Of(SpineModel.Default);
        questionnaire.Item[1].LinkId = questionnaire.Item[0].LinkId;

        Assert.NotEmpty(Faults(questionnaire));
    }

    [Fact]
    public void CodeSystems_AreValid() => Assert.All(FhirCodeSystems.CreateAll(SpineModel.Default), AssertValid);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PatientBundle_AndEachOfItsResources_AreValid(int seed)
    {
        Bundle bundle = FhirPatientWriter.Write(DrawnPatient.Of(seed), "p1", new DateOnly(2024, 5, 3));

        AssertValid(bundle);
        Assert.All(bundle.Entry, static e => AssertValid(e.Resource!));
    }

    private static void AssertValid(Resource resource) => Assert.Equal([], Faults(resource));

    private static string[] Faults(Resource resource) =>
    [
        .. Shared.Value.Validate(resource).Issue
            .Where(static i => i.Severity is OperationOutcome.IssueSeverity.Error or OperationOutcome.IssueSeverity.Fatal)
            .Select(static i => $"{string.Join(", ", i.Expression)}: {i.Details?.Text}"),
    ];
}
