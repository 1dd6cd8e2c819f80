using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SpineInference.Web.Tests;

/// <summary>Serves a folder on the loopback address as a static host does, compressed where a compressed file stands beside, and keeps count.</summary>
internal sealed class StaticSite : IDisposable
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript",
        [".css"] = "text/css",
        [".json"] = "application/json",
        [".wasm"] = "application/wasm",
        [".svg"] = "image/svg+xml",
        [".webmanifest"] = "application/manifest+json",
    };

    private readonly string _folder;
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, long Bytes)> _sent = new();

    public StaticSite(string folder)
    {
        _folder = folder;
        Origin = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Origin + "/");
        _listener.Start();
        _ = Serve();
    }

    /// <summary>Where it is served, without a slash at the end.</summary>
    public string Origin { get; }

    /// <summary>What was sent, as paths and bytes of the bodies as they went.</summary>
    public IReadOnlyCollection<(string Path, long Bytes)> Sent => _sent;

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        int port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return port;
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        try
        {
            string path = Uri.UnescapeDataString(context.Request.Url!.AbsolutePath);
            string file = Path.Combine(_folder, path == "/" ? "index.html" : path[1..]);
            if (path.Contains("..", StringComparison.Ordinal) || !File.Exists(file))
            {
                context.Response.StatusCode = 404;
                context.Response.Close();
                return;
            }

            context.Response.ContentType = Types.GetValueOrDefault(Path.GetExtension(file), "application/octet-stream");
            if (File.Exists(file + ".br") && context.Request.Headers["Accept-Encoding"]?.Contains("br", StringComparison.Ordinal) == true)
            {
                context.Response.Headers["Content-Encoding"] = "br";
                file += ".br";
            }

            // What bears its own hash in its name never changes.
            context.Response.Headers["Cache-Control"] = path.Contains("/_framework/", StringComparison.Ordinal) ? "public, max-age=600" : "no-cache";
            string version = $"\"{new FileInfo(file).Length}-{File.GetLastWriteTimeUtc(file).Ticks}\"";
            context.Response.Headers["ETag"] = version;
            if (context.Request.Headers["If-None-Match"] == version)
            {
                context.Response.StatusCode = 304;
                context.Response.Close();
                return;
            }

            byte[] body = await File.ReadAllBytesAsync(file);
            _sent.Enqueue((path, body.LongLength));
            context.Response.ContentLength64 = body.LongLength;
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The browser went away in the middle.
        }
    }
}
