using System.Net;
using System.Text.Json.Nodes;

namespace SpineInference.AspNetCore.Tests;

public sealed class CdsHooksTests : IAsyncLifetime
{
    private const string PatientView = "/cds-services/nerve-root-patient-view";
    private const string OrderSelect = "/cds-services/nerve-root-order-select";

    private Service _service = null!;

    public async Task InitializeAsync() => _service = await Service.StartAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Discovery_ListsBothHooks_WithWhatTheyWant()
    {
        JsonNode services = JsonNode.Parse((await _service.GetAsync("/cds-services")).Body)!;
        Assert.Equal("", Schemas.FirstFault("CdsServices", services));
        Assert.Equal(["patient-view", "order-select"], services["services"]!.AsArray().Select(static s => (string)s!["hook"]!));
        Assert.Equal("Patient/{{context.patientId}}", (string?)services["services"]![0]!["prefetch"]!["patient"]);
    }

    [Theory]
    [InlineData(PatientView, "patient-view")]
    [InlineData(OrderSelect, "order-select")]
    public async Task Call_ForAPatientWithARedFlag_ShowsTheFlagFirst_ThenAnswer_ThenWhatToAsk(string path, string hook)
    {
        JsonArray cards = await CardsAsync(path, TestRecords.Call(hook, "p1"));
        Assert.Equal("critical", (string?)cards[0]!["indicator"]);
        Assert.StartsWith("Emergency: ", (string)cards[0]!["summary"]!, StringComparison.Ordinal);
        JsonNode answer = Assert.Single(cards, static c => ((string)c!["summary"]!).StartsWith("Root ", StringComparison.Ordinal))!;
        Assert.Contains("left.foot-drop present", ((string)answer["detail"]!).Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("does not replace one", (string)answer["detail"]!, StringComparison.Ordinal);
        Assert.Contains("Would tell most", (string)cards[^1]!["detail"]!, StringComparison.Ordinal);
        Assert.Contains("not asked", (string)cards[^1]!["summary"]!, StringComparison.Ordinal);
        Assert.All(cards, static c => Assert.True(((string)c!["summary"]!).Length < 140));
    }

    [Fact]
    public async Task Call_AboutSomethingElse_HasNoCard()
    {
        Assert.Empty(await CardsAsync(PatientView, TestRecords.Call("patient-view", "p1", TestRecords.BundleOf(TestRecords.Unknown("p1")))));
        Assert.Empty(await CardsAsync(PatientView, TestRecords.Call("patient-view", "p1", TestRecords.BundleOf(TestRecords.Finding("p1", "o1", "obesity")))));
    }

    [Fact]
    public async Task Call_WithARecordThatContradictsItself_SaysThatNoRedFlagWasLookedFor()
    {
        string observations = TestRecords.BundleOf(TestRecords.Finding("p1", "o1", "left.foot-drop"), TestRecords.Finding("p1", "o2", "left.foot-drop", "\"valueBoolean\": false"));
        JsonNode card = Assert.Single(await CardsAsync(PatientView, TestRecords.Call("patient-view", "p1", observations)))!;
        Assert.Equal("warning", (string?)card["indicator"]);
        Assert.StartsWith("No answer and no red-flag check", (string)card["summary"]!, StringComparison.Ordinal);
        Assert.Contains("prefetch.observations.entry", ((string)card["detail"]!).Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithARecordThatCannotBeRead_SaysWhatWasNotUnderstood()
    {
        string observations = TestRecords.BundleOf(
            TestRecords.Finding("p1", "o1", "left.foot-drop"), TestRecords.Finding("p1", "o2", "left.foot-drop", "\"valueBoolean\": false"), TestRecords.Unknown("p1"));
        JsonNode card = Assert.Single(await CardsAsync(PatientView, TestRecords.Call("patient-view", "p1", observations)))!;
        string detail = ((string)card["detail"]!).Replace("\\", "", StringComparison.Ordinal);
        Assert.Contains("Not used:", detail, StringComparison.Ordinal);
        Assert.Contains("prefetch.observations.entry[2].resource.code: Observation/u1: Unknown code urn:example:unknown|1234", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithPagesThatWereNotSent_SaysThatTheRecordIsNotWhole()
    {
        string paged = TestRecords.BundleOf(TestRecords.Finding("p1", "o1", "left.foot-drop")).Replace("\"type\"", "\"link\": [{\"relation\": \"next\", \"url\": \"http://127.0.0.1:9/x\"}], \"type\"", StringComparison.Ordinal);
        Assert.Contains(await CardsAsync(PatientView, TestRecords.Call("patient-view", "p1", paged)), static c => ((string)c!["detail"]!).Contains("not sent whole", StringComparison.Ordinal));
        Assert.Contains(await CardsAsync(PatientView, TestRecords.Call("patient-view", "p1", conditions: "null")), static c => ((string)c!["detail"]!).Contains("not sent whole", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_CountsTheAgeToday()
    {
        // Without it the age would be that of the day of the finding.
        string undated = TestRecords.BundleOf(TestRecords.Finding("p1", "o1", "left.foot-drop").Replace("\"effectiveDateTime\": \"2024-05-03\",", "", StringComparison.Ordinal));
        Assert.NotEmpty(await CardsAsync(PatientView, TestRecords.Call("patient-view", "p1", undated)));
    }

    [Fact]
    public async Task TextOfARecord_IsNoMarkupOfACard()
    {
        string hostile = TestRecords.Call("patient-view", "p1").Replace("\"o1\"", "\"o1.x\"", StringComparison.Ordinal);
        JsonArray cards = await CardsAsync(PatientView, hostile);
        Assert.All(cards, static c => Assert.DoesNotContain("<", (string)c!["detail"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_ThatIsNotOfTheForm_IsToldAllFaultsAtOnce()
    {
        JsonObject problem = Service.Problem(await _service.PostAsync(PatientView, """{"hook": "order-sign", "prefetch": {"patient": {}}}"""));
        Assert.Equal(
            ["hook", "hookInstance", "context.patientId", "prefetch.conditions", "prefetch.observations"],
            problem["faults"]!.AsArray().Select(static f => (string)f!["place"]!));
        problem = Service.Problem(await _service.PostAsync(PatientView, TestRecords.Call("patient-view", "p1").Replace("\"patientId\": \"p1\"", "\"patientId\": \"p2\"", StringComparison.Ordinal)));
        Assert.Equal("prefetch.patient.id", (string?)problem["faults"]![0]!["place"]);
        Assert.Equal(400, (int)Service.Problem(await _service.PostAsync(PatientView, "[]"))["status"]!);
        Assert.Equal(400, (int)Service.Problem(await _service.PostAsync(PatientView, "{"))["status"]!);
    }

    private async Task<JsonArray> CardsAsync(string path, string call)
    {
        (HttpStatusCode status, string? type, string body) = await _service.PostAsync(path, call);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (status, type));
        JsonNode cards = JsonNode.Parse(body)!;
        Assert.Equal("", Schemas.FirstFault("CdsCards", cards));
        return cards["cards"]!.AsArray();
    }
}
