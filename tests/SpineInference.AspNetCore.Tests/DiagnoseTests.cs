using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SpineInference.Anatomy;

namespace SpineInference.AspNetCore.Tests;

public sealed class DiagnoseTests : IAsyncLifetime
{
    private Service _service = null!;

    public async Task InitializeAsync() => _service = await Service.StartAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData(TestPatients.FootDrop)]
    [InlineData(TestPatients.Retention)]
    [InlineData("{}")]
    public async Task Diagnose_OfAPatient_GivesTheLibrarysAnswerToTheLastBit(string patient)
    {
        (HttpStatusCode status, string? type, string body) = await _service.PostAsync("/diagnose", patient);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("application/json", type);
        Assert.Equal(TestPatients.Answer(patient), body);
        Assert.Equal("", Schemas.FirstFault("Answer.answer", JsonNode.Parse(body)));
    }

    [Fact]
    public async Task Diagnose_WithEverythingAskedFor_HasIntervalsReasonsAndProposals()
    {
        JsonNode answer = JsonNode.Parse((await _service.PostAsync("/diagnose?interval=0.9&explain=true&next=2", TestPatients.FootDrop)).Body)!;
        Assert.Equal("", Schemas.FirstFault("Answer.answer", answer));
        Assert.Equal(0.9, (double)answer["intervals"]!["mass"]!);
        Assert.Equal(2, answer["explanation"]!.AsArray().Count);
        Assert.Equal(2, answer["next"]!["findings"]!.AsArray().Count);
    }

    [Fact]
    public async Task Diagnose_WithRetention_FiresTheRedFlag()
    {
        JsonNode answer = JsonNode.Parse((await _service.PostAsync("/diagnose", TestPatients.Retention)).Body)!;
        Assert.Equal("emergency", (string?)answer["urgency"]);
        Assert.Contains(answer["redFlags"]!.AsArray(), static f => (string?)f!["id"] == "cauda-equina");
    }

    [Fact]
    public async Task Answers_AreKeptByNoCache()
    {
        using HttpResponseMessage response = await _service.Client.PostAsync(new Uri("/diagnose", UriKind.Relative), Service.Content(TestPatients.FootDrop, "application/json"));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Explain_OfAPatient_GivesTheLibrarysReasons()
    {
        (HttpStatusCode status, _, string body) = await _service.PostAsync("/explain?of=L5&of=cause=prolapsed-disc&next=1&numbers=2&simulations=50", TestPatients.FootDrop);
        Assert.Equal(HttpStatusCode.OK, status);
        JsonNode reasons = JsonNode.Parse(body)!;
        Assert.Equal("", Schemas.FirstFault("Reasons", reasons));
        Assert.Equal("p1", (string?)reasons["id"]);
        Assert.Equal(["L5", "prolapsed-disc"], reasons["explanation"]!.AsArray().Select(static e => (string?)e!["answer"]));
        PatientRecord record = PatientJson.Read(SpineModel.Default, System.Text.Encoding.UTF8.GetBytes(TestPatients.FootDrop), "test");
        Assert.Equal(record.Patient.Diagnose().RootLevel[NerveRoot.L5], (double)reasons["explanation"]![0]!["posterior"]!, 12);
        Assert.Equal(2, reasons["sensitivity"]![0]!["tornado"]!.AsArray().Count);
    }

    [Fact]
    public async Task Next_OfAPatient_AsksRedFlagsFirstAndProposesFindings()
    {
        JsonNode next = JsonNode.Parse((await _service.PostAsync("/next?count=3", TestPatients.FootDrop)).Body)!;
        Assert.Equal("", Schemas.FirstFault("Answer.next", next));
        Assert.NotEmpty(next["redFlags"]!.AsArray());
        Assert.Equal(3, next["findings"]!.AsArray().Count);
    }

    [Fact]
    public async Task Findings_ForWords_AreTheOnesMeant_TheBestFirst()
    {
        JsonArray found = JsonNode.Parse((await _service.GetAsync("/findings?words=ankle%20jerk")).Body)!.AsArray();
        Assert.Equal("", Schemas.FirstFaultOfItems("Finding", found));
        Assert.Equal("achilles-reflex", (string?)found[0]!["id"]);
    }

    [Fact]
    public async Task Findings_Filtered_AreThoseOfTheModel()
    {
        JsonArray all = JsonNode.Parse((await _service.GetAsync("/findings")).Body)!.AsArray();
        Assert.Equal(SpineModel.Default.DescribedFindings.Select(static f => f.Id), all.Select(static f => (string)f!["id"]!));
        JsonArray imaging = JsonNode.Parse((await _service.GetAsync("/findings?category=imaging&of=patient")).Body)!.AsArray();
        Assert.NotEmpty(imaging);
        Assert.All(imaging, static f => Assert.Equal(("imaging", "patient"), ((string?)f!["category"], (string?)f["of"])));
    }

    [Fact]
    public async Task Health_OfAServiceThatAnswers_NamesTheModel()
    {
        JsonNode health = JsonNode.Parse((await _service.GetAsync("/health")).Body)!;
        Assert.Equal("", Schemas.FirstFault("Health", health));
        Assert.Equal(SpineModel.Default.Hash, (string?)health["model"]!["hash"]);
    }

    [Fact]
    public async Task Endpoint_OfAProgramsOwn_MayReturnADiagnosis_AndTheOthersGoOn()
    {
        await using Service service = await Service.StartAsync(map: static app =>
        {
            app.MapGet("/own/diagnosis", static () => SpineModel.Default.Patient(age: 54).Present(Leg.Left, Findings.FootDrop).Diagnose());
            app.MapGet("/own/cause", static () => SpineModel.Default.Patient(age: 54).Present(Leg.Left, Findings.FootDrop).Diagnose().Cause);
            app.MapPost("/own/patient", static (Patient patient) => patient.Diagnose());
        });
        string patient = """{"age":54,"left":{"present":["foot-drop"]}}""";
        JsonNode expected = JsonNode.Parse(TestPatients.Answer(patient))!;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse((await service.GetAsync("/own/diagnosis")).Body)));
        Assert.True(JsonNode.DeepEquals(expected["cause"], JsonNode.Parse((await service.GetAsync("/own/cause")).Body)));
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse((await service.PostAsync("/own/patient", patient)).Body)));
        Assert.Equal(HttpStatusCode.OK, (await service.PostAsync("/diagnose", patient)).Status);
    }

    [Fact]
    public async Task Answer_IsReadBackByAClient()
    {
        string body = (await _service.PostAsync("/diagnose", TestPatients.FootDrop)).Body;
        WrittenDiagnosis read = WrittenDiagnosis.Parse(System.Text.Encoding.UTF8.GetBytes(body));
        Assert.Equal("p1", read.Id);
        Assert.Equal(body, TestPatients.Json(read.WriteTo));
    }

    [Fact]
    public async Task MapSpineInference_WithAPrefix_MovesEveryEndpoint()
    {
        await using Service service = await Service.StartAsync(prefix: "/spine");
        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/health")).Status);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/spine/health")).Status);
        JsonNode document = JsonNode.Parse((await service.GetAsync("/spine/openapi.json")).Body)!;
        Assert.Equal("/spine", (string?)document["servers"]![0]!["url"]);
        foreach ((string path, JsonNode? _) in document["paths"]!.AsObject())
        {
            Assert.NotEqual(HttpStatusCode.NotFound, (await service.GetAsync($"/spine{path}")).Status);
        }
    }

    [Fact]
    public void MapSpineInference_WithoutTheModel_SaysWhatToCall()
    {
        using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => app.MapSpineInference());
        Assert.Contains("AddSpineInference()", refusal.Message, StringComparison.Ordinal);
    }
}
