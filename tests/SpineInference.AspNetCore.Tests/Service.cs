using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SpineInference.AspNetCore.Tests;

/// <summary>The service on a real server of this machine, at a port of its own.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Service(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<Service> StartAsync(
        Action<SpineInferenceEndpointOptions>? configure = null,
        ILoggerProvider? logs = null,
        HttpProtocols protocols = HttpProtocols.Http1,
        string prefix = "",
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? map = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = 20_000;

            // The tests hold bodies back on purpose.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols);
        });
        builder.Logging.ClearProviders();
        if (logs is not null)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        }

        builder.Services.AddSpineInference();
        builder.Services.Configure(configure ?? (static _ => { }));
        build?.Invoke(builder);
        WebApplication app = builder.Build();
        app.MapSpineInference(prefix);
        map?.Invoke(app);
        await app.StartAsync();
        return new Service(app);
    }

    public async Task<(HttpStatusCode Status, string? Type, string Body)> PostAsync(string path, string body, string type = "application/json")
    {
        using HttpContent content = Content(body, type);
        using HttpResponseMessage response = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string? Type, string Body)> GetAsync(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A problem, whose form is checked.</summary>
    public static JsonObject Problem((HttpStatusCode Status, string? Type, string Body) response)
    {
        Assert.Equal("application/problem+json", response.Type);
        JsonObject problem = JsonNode.Parse(response.Body)!.AsObject();
        Assert.Equal((int)response.Status, (int)problem["status"]!);
        Assert.Equal("", Schemas.FirstFault("Problem", problem));
        return problem;
    }

    public static StringContent Content(string body, string type) => new(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
