using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SpineInference.Fhir;

namespace SpineInference.AspNetCore.Tests;

public sealed class FhirTests : IAsyncLifetime
{
    private const string Operation = "/fhir/$nerve-root-risk";

    private Service _service = null!;

    public async Task InitializeAsync() => _service = await Service.StartAsync(
        build: static builder => builder.Services.AddSingleton<TimeProvider>(new Clock()));

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Bundle_IsAnsweredByTheLibrarysRiskAssessment()
    {
        string bundle = TestRecords.Bundle("p1");
        (HttpStatusCode status, string? type, string body) = await _service.PostAsync(Operation, bundle, "application/fhir+json");
        Assert.Equal((HttpStatusCode.OK, "application/fhir+json"), (status, type));
        FhirReading reading = FhirPatientReader.ReadJson(bundle, SpineModel.Default);
        Assert.Equal(FhirJson.Write(FhirRiskAssessment.From(reading.Patient.Diagnose(), reading, Clock.Now)), body);
    }

    [Fact]
    public async Task WhatIsNotUsed_StandsInTheNotes()
    {
        JsonNode assessment = JsonNode.Parse((await _service.PostAsync(Operation, TestRecords.Bundle("p1", TestRecords.Unknown("p1")))).Body)!;
        Assert.Contains(assessment["note"]!.AsArray(), static n => ((string)n!["text"]!).StartsWith("Not used: Observation/u1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parameters_SayWhatTheRecordDoesNot()
    {
        string parameters = $$"""
            {"resourceType": "Parameters", "parameter": [
              {"name": "record", "resource": {{TestRecords.Bundle("p1")}}},
              {"name": "setting", "valueCode": "spine-clinic"}, {"name": "complaint", "valueCode": "leg"}, {"name": "complaintSide", "valueCode": "left"},
              {"name": "referenceDate", "valueDate": "2026-03-01"}, {"name": "intervalMass", "valueDecimal": 0.9}, {"name": "explain", "valueBoolean": true}]}
            """;
        (HttpStatusCode status, _, string body) = await _service.PostAsync(Operation, parameters);
        Assert.Equal(HttpStatusCode.OK, status);
        FhirReading reading = FhirPatientReader.ReadJson(TestRecords.Bundle("p1"), SpineModel.Default, new FhirReadOptions
        {
            Setting = Setting.SpineClinic,
            Complaint = Complaint.Leg,
            ComplaintSide = Anatomy.Side.Left,
            ReferenceDate = new DateOnly(2026, 3, 1),
        });
        JsonNode prediction = JsonNode.Parse(body)!["prediction"]![0]!;
        JsonNode expected = JsonNode.Parse(FhirJson.Write(FhirRiskAssessment.From(reading.Patient.Diagnose(), reading, Clock.Now)))!["prediction"]![0]!;
        Assert.Equal(expected["probabilityDecimal"]!.ToJsonString(), prediction["probabilityDecimal"]!.ToJsonString());
        Assert.NotNull(prediction["rationale"]);
        Assert.NotNull(prediction["extension"]);
    }

    [Fact]
    public async Task Parameters_ThatAreFaulty_AreToldAllAtOnceWithPlaces()
    {
        JsonObject outcome = Outcome(await _service.PostAsync(Operation, """
            {"resourceType": "Parameters", "parameter": [{"name": "settin"}, {"name": "complaint", "valueCode": "arm"}, {"name": "intervalMass", "valueDecimal": 90}]}
            """));
        Assert.Equal(
            ["Parameters.parameter[0].name", "Parameters.parameter[1].valueCode", "Parameters.parameter[2].valueDecimal", "Parameters.parameter"],
            outcome["issue"]!.AsArray().Select(static i => (string)i!["expression"]![0]!));
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[1", HttpStatusCode.BadRequest)]
    [InlineData("""{"resourceType": "Patient", "id": "p1"}""", HttpStatusCode.UnprocessableEntity)]
    public async Task WhatIsNoBundle_IsToldAsAnOutcome(string body, HttpStatusCode expected)
    {
        (HttpStatusCode Status, string? Type, string Body) response = await _service.PostAsync(Operation, body);
        Assert.Equal(expected, response.Status);
        Outcome(response);
    }

    [Fact]
    public async Task Record_ThatContradictsItself_IsToldWithThePlaceInTheBody()
    {
        string parameters = $$"""{"resourceType": "Parameters", "parameter": [{"name": "record", "resource": {{TestRecords.ContradictoryBundle("p1")}}}]}""";
        JsonObject outcome = Outcome(await _service.PostAsync(Operation, parameters));
        Assert.Contains(outcome["issue"]!.AsArray(), static i => ((string)i!["expression"]![0]!).StartsWith("Parameters.parameter[0].resource.entry[", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Record_OfSomethingElse_SaysThatNothingWasUnderstood_AndWhatWasNotUsed()
    {
        JsonObject outcome = Outcome(await _service.PostAsync(Operation, TestRecords.BundleOf(TestRecords.Patient("p1"), TestRecords.Unknown("p1"))));
        Assert.Equal("error", (string?)outcome["issue"]![0]!["severity"]);
        Assert.Equal("information", (string?)outcome["issue"]![1]!["severity"]);
    }

    [Fact]
    public async Task Record_OfRisksAlone_IsNotAssessed_AndSaysWhatWasNotUsed()
    {
        JsonObject outcome = Outcome(await _service.PostAsync(Operation, TestRecords.BundleOf(TestRecords.Patient("p1"), TestRecords.Finding("p1", "o1", "smoking"), TestRecords.Unknown("p1"))));
        Assert.Equal(["error", "information"], outcome["issue"]!.AsArray().Select(static i => (string)i!["severity"]!));
        Assert.Equal("Bundle.entry[2].resource.code", (string?)outcome["issue"]![1]!["expression"]![0]);
    }

    [Fact]
    public async Task Record_ThatTheSdkComplainsOf_SaysWhatWasNotUsed()
    {
        string record = TestRecords.Bundle("p1", TestRecords.Unknown("p1")).Replace("\"gender\": \"male\"", "\"gender\": \"mail\"", StringComparison.Ordinal);
        JsonObject outcome = Outcome(await _service.PostAsync(Operation, record));
        Assert.Contains(outcome["issue"]!.AsArray(), static i => (string?)i!["severity"] == "information" && (string?)i["expression"]![0] == "Bundle.entry[3].resource.code");
    }

    private static JsonObject Outcome((HttpStatusCode Status, string? Type, string Body) response)
    {
        Assert.Equal("application/fhir+json", response.Type);
        Assert.NotEqual(HttpStatusCode.OK, response.Status);
        JsonObject outcome = JsonNode.Parse(response.Body)!.AsObject();
        Assert.Equal("OperationOutcome", (string?)outcome["resourceType"]);
        Assert.All(outcome["issue"]!.AsArray(), static i => Assert.NotEqual("", (string?)i!["diagnostics"]));
        return outcome;
    }

    private sealed class Clock : TimeProvider
    {
        public static DateTimeOffset Now { get; } = new(2024, 5, 4, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
