using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SpineInference.AspNetCore.Tests;

[Collection(nameof(Alone))]
public sealed class LoadTests
{
    private const int Requests = 10_000;

    [Fact]
    public async Task TenThousandRequestsAtOnce_AreAnsweredEach_WithTheAnswerOfItsOwnPatient()
    {
        await using Service service = await Service.StartAsync(protocols: HttpProtocols.Http2);
        using var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false };
        using var client = new HttpClient(handler) { BaseAddress = service.Address, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact, Timeout = TimeSpan.FromMinutes(5) };
        string[] patients = [.. Enumerable.Range(0, 128).Select(TestPatients.Numbered)];
        string[] expected = [.. patients.Select(TestPatients.Answer)];

        // The first makes the connection and learns how many requests may be open on it.
        Assert.Equal(expected[0], await AskAsync(client, patients[0], Task.CompletedTask, static () => { }));
        int begun = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string>[] answers = [.. Enumerable.Range(0, Requests).Select(i => AskAsync(client, patients[i % 128], all.Task, Begin))];
        string[] got = await Task.WhenAll(answers);
        Assert.Equal(Requests, begun);
        for (int i = 0; i < Requests; i++)
        {
            Assert.Equal(expected[i % 128], got[i]);
        }

        // No body is sent before all requests are open.
        void Begin()
        {
            if (Interlocked.Increment(ref begun) == Requests)
            {
                all.SetResult();
            }
        }
    }

    private static async Task<string> AskAsync(HttpClient client, string patient, Task gate, Action begun)
    {
        using var content = new GatedContent(patient, gate, begun);
        using HttpResponseMessage response = await client.PostAsync(new Uri("/diagnose", UriKind.Relative), content).WaitAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private sealed class GatedContent : HttpContent
    {
        private readonly byte[] _body;
        private readonly Task _gate;
        private readonly Action _begun;

        public GatedContent(string body, Task gate, Action begun)
        {
            _body = Encoding.UTF8.GetBytes(body);
            _gate = gate;
            _begun = begun;
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.FlushAsync();
            _begun();
            await _gate;
            await stream.WriteAsync(_body);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
