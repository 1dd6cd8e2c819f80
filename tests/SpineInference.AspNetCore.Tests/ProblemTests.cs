using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpineInference.DependencyInjection;

namespace SpineInference.AspNetCore.Tests;

public sealed class ProblemTests : IAsyncLifetime
{
    private Service _service = null!;

    public async Task InitializeAsync() => _service = await Service.StartAsync(static options => options.MaximumRecordBytes = 100_000);

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData("/diagnose")]
    [InlineData("/explain")]
    [InlineData("/next")]
    public async Task FaultyPatient_IsToldWithThePlaceOfEveryFault(string path)
    {
        JsonObject problem = Service.Problem(await _service.PostAsync(path, TestPatients.Faulty));
        Assert.Equal(400, (int)problem["status"]!);
        Assert.Equal("urn:spineinference:problem:faulty-patient", (string?)problem["type"]);
        Assert.Equal([1, 2, 3], problem["faults"]!.AsArray().Select(static f => (int)f!["line"]!));
        Assert.Contains("18", (string)problem["faults"]![0]!["message"]!, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'heel-walk-impaired'?", (string)problem["faults"]![1]!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestPatients.Contradictory, "contradict")]
    [InlineData(TestPatients.LegNotNamed, "state the leg")]
    [InlineData("[]", "patient")]
    [InlineData("{", "Not JSON")]
    public async Task Patient_ThatCannotBeMeant_IsToldWithPlace(string patient, string expected)
    {
        JsonObject problem = Service.Problem(await _service.PostAsync("/diagnose", patient));
        Assert.Contains(problem["faults"]!.AsArray(), f => ((string)f!["message"]!).Contains(expected, StringComparison.Ordinal) && (int)f["column"]! > 0);
    }

    [Theory]
    [InlineData("/diagnose?interval=1.5", "interval", "between 0 and 1")]
    [InlineData("/diagnose?intervall=0.9", "intervall", "Did you mean 'interval'?")]
    [InlineData("/diagnose?next=2&next=3", "next", "2 times")]
    [InlineData("/diagnose?explain=yes", "explain", "'true' or 'false'")]
    [InlineData("/batch?next=-1", "next", "from 0 to 50")]
    [InlineData("/explain?of=L9", "of", "There is no answer 'L9'")]
    [InlineData("/explain?numbers=0", "numbers", "from 1 to 100")]
    [InlineData("/next?count=0", "count", "from 1 to 50")]
    public async Task Query_ThatIsFaulty_IsToldByParameter(string path, string parameter, string expected)
    {
        JsonObject problem = Service.Problem(await _service.PostAsync(path, TestPatients.FootDrop));
        Assert.Equal("urn:spineinference:problem:faulty-query", (string?)problem["type"]);
        JsonNode fault = Assert.Single(problem["faults"]!.AsArray())!;
        Assert.Equal($"query parameter '{parameter}'", (string?)fault["place"]);
        Assert.Contains(expected, (string)fault["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_WithSeveralFaults_IsToldOfAll()
    {
        JsonObject problem = Service.Problem(await _service.GetAsync("/findings?category=smell&of=arm&word=x"));
        Assert.Equal(3, problem["faults"]!.AsArray().Count);
    }

    [Fact]
    public async Task Explain_OfWhatIsImpossible_IsToldByParameter()
    {
        // A patient of whom a refuted root is asked: the model gives an exact zero only to what it excludes.
        JsonObject answer = JsonNode.Parse((await _service.PostAsync("/diagnose", TestPatients.FootDrop)).Body)!.AsObject();
        string? impossible = answer["zone"]!.AsObject().FirstOrDefault(static z => (double)z.Value! == 0).Key;
        HttpStatusCode expected = impossible is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest;
        Assert.Equal(expected, (await _service.PostAsync($"/explain?of=zone={impossible ?? "central"}&simulations=10", TestPatients.FootDrop)).Status);
    }

    [Fact]
    public async Task Body_ThatIsEmptyTooLongOrOfAnotherKind_IsToldWithARemedy()
    {
        Assert.Equal("urn:spineinference:problem:empty-body", (string?)Service.Problem(await _service.PostAsync("/diagnose", ""))["type"]);
        JsonObject tooLong = Service.Problem(await _service.PostAsync("/diagnose", $"{{\"id\": \"{new string('x', PatientJson.MaximumLength)}\"}}"));
        Assert.Equal((413, "urn:spineinference:problem:too-long"), ((int)tooLong["status"]!, (string?)tooLong["type"]));
        Assert.Contains("batch", (string)tooLong["remedy"]!, StringComparison.Ordinal);
        JsonObject form = Service.Problem(await _service.PostAsync("/diagnose", "age=54", "application/x-www-form-urlencoded"));
        Assert.Equal(415, (int)form["status"]!);
        Assert.Equal("header Content-Type", (string?)form["faults"]![0]!["place"]);
        Assert.Equal(413, (int)Service.Problem(await _service.PostAsync("/cds-services/nerve-root-patient-view", new string(' ', 100_001)))["status"]!);
    }

    [Fact]
    public async Task Body_LongerThanItSays_IsStoppedAtTheLimit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/diagnose") { Content = Service.Content(new string(' ', 2 * PatientJson.MaximumLength), "application/json") };
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await _service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Body_ThatIsCompressed_IsToldSo()
    {
        using StringContent content = Service.Content(TestPatients.FootDrop, "application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage response = await _service.Client.PostAsync(new Uri("/diagnose", UriKind.Relative), content);
        JsonObject problem = Service.Problem((response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync()));
        Assert.Equal("header Content-Encoding", (string?)problem["faults"]![0]!["place"]);
    }

    [Theory]
    [InlineData("GET", "/diagnose", "POST")]
    [InlineData("DELETE", "/findings", "GET")]
    [InlineData("PUT", "/cds-services", "GET")]
    public async Task OtherMethod_IsToldTheOneThereIs(string method, string path, string allow)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage response = await _service.Client.SendAsync(request);
        JsonObject problem = Service.Problem((response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync()));
        Assert.Equal(405, (int)problem["status"]!);
        Assert.Equal([allow], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Client_BeyondItsShare_IsToldWhenToTryAgain_AndHealthIsStillAnswered()
    {
        await using Service service = await Service.StartAsync(static options => (options.RequestsPerSecond, options.RequestBurst) = (1, 2));
        HttpResponseMessage? refused = null;
        for (int i = 0; i < 10 && refused is null; i++)
        {
            HttpResponseMessage response = await service.Client.PostAsync(new Uri("/diagnose", UriKind.Relative), Service.Content("{}", "application/json"));
            refused = response.StatusCode == HttpStatusCode.TooManyRequests ? response : null;
        }

        Assert.NotNull(refused);
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Service.Problem((refused.StatusCode, refused.Content.Headers.ContentType?.MediaType, await refused.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/health")).Status);
    }

    [Fact]
    public async Task Service_ThatFails_SaysNothingOfWhy()
    {
        await using Service service = await Service.StartAsync(build: static builder => builder.Services.AddSingleton<ISpineDiagnostician, Failing>());
        JsonObject problem = Service.Problem(await service.PostAsync("/diagnose", TestPatients.FootDrop));
        Assert.Equal(500, (int)problem["status"]!);
        Assert.DoesNotContain(Failing.Secret, problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_ThatAreFaulty_StopTheStart_AllFaultsAtOnce()
    {
        OptionsValidationException refusal = await Assert.ThrowsAsync<OptionsValidationException>(
            static () => Service.StartAsync(static options => (options.MaximumRecordBytes, options.BatchParallelism) = (0, -1)));
        Assert.Equal(2, refusal.Failures.Count());
    }

    [Fact]
    public async Task Request_ThatIsNoHttp_DoesNotStopTheService()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(_service.Address.Host, _service.Address.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /diagnose HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"age\""));
        }

        Assert.Equal(HttpStatusCode.OK, (await _service.PostAsync("/diagnose", "{}")).Status);
    }

    /// <summary>A model whose engine fails with words about the patient.</summary>
    private sealed class Failing : ISpineDiagnostician
    {
        public const string Secret = "foot-drop of a patient";

        public SpineModel Model => SpineModel.Default;

        public Diagnosis Diagnose(Patient patient) => throw new InvalidOperationException(Secret);
    }
}
