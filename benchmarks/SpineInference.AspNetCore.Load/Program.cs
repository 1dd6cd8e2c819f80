using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

// Starts a service on this machine, asks it, and says how many answers it gave: in a second, and in a second of its own processor time, which
// is a core's whatever else runs beside it. Stops by itself.
//     dotnet run -c Release --project benchmarks/SpineInference.AspNetCore.Load -- PROGRAM [SECONDS] [CLIENTS] [LINES]
// PROGRAM is samples/Service, published: an executable, or a .dll that dotnet runs.
const string Patient = """{"id":"p1","age":54,"sex":"male","complaint":"leg","left":{"present":["foot-drop","pain.lateral-calf"],"absent":["tiptoe-walk-impaired"]},"values":{"left.achilles-reflex":"normal"}}""";
string program = args.Length > 0 ? args[0] : throw new ArgumentException("Give the program of the service.");
const string NumberPattern = @"(?<=[:\[,])-?\d+(\.\d+)?([eE][-+]?\d+)?(?=[,\]}])";
int seconds = args.Length > 1 ? Math.Clamp(int.Parse(args[1], CultureInfo.InvariantCulture), 1, 120) : 10;
int clients = args.Length > 2 ? Math.Clamp(int.Parse(args[2], CultureInfo.InvariantCulture), 1, 1_000) : 64;

int lines = args.Length > 3 ? Math.Clamp(int.Parse(args[3], CultureInfo.InvariantCulture), 1, 100_000) : 1_000;

using Process service = Start(program, out Uri address);
try
{
    using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = clients };
    using var client = new HttpClient(handler) { BaseAddress = address };
    string expected = await AskAsync(client, "diagnose", Patient, "application/json");
    await RunAsync("warm-up", Math.Max(2, seconds / 4), () => Singles(client, expected));
    await RunAsync($"diagnose, {clients} clients", seconds, () => Singles(client, expected));
    await RunAsync($"batch of {lines:N0}, one client", seconds, () => Batches(client, expected));
}
finally
{
    service.Kill();
}

return 0;

async Task RunAsync(string name, int duration, Func<Func<Func<bool>, ConcurrentBag<double>, Task<long>>[]> workers)
{
    var latencies = new ConcurrentBag<double>();
    TimeSpan before = Cpu();
    var watch = Stopwatch.StartNew();
    long[] answers = await Task.WhenAll(workers().Select(w => Task.Run(() => w(() => watch.Elapsed.TotalSeconds < duration, latencies))));
    double elapsed = watch.Elapsed.TotalSeconds;
    double cpu = (Cpu() - before).TotalSeconds;
    double[] sorted = [.. latencies.Order()];
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {answers.Sum():N0} answers, each the right one, in {elapsed:0.0} s: {answers.Sum() / elapsed:N0} a second; {cpu:0.0} s of the service's processor time: {answers.Sum() / cpu:N0} a second a core; {sorted[sorted.Length / 2]:0.0} ms in the median, {sorted[(int)(0.99 * (sorted.Length - 1))]:0.0} ms in 99 of 100"));
}

Func<Func<bool>, ConcurrentBag<double>, Task<long>>[] Singles(HttpClient client, string expected) => [.. Enumerable.Range(0, clients).Select(_ => (Func<Func<bool>, ConcurrentBag<double>, Task<long>>)(async (goesOn, latencies) =>
{
    long count = 0;
    while (goesOn())
    {
        long start = Stopwatch.GetTimestamp();
        if (await AskAsync(client, "diagnose", Patient, "application/json") != expected)
        {
            throw new InvalidOperationException("A wrong answer.");
        }

        latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        count++;
    }

    return count;
}))];

Func<Func<bool>, ConcurrentBag<double>, Task<long>>[] Batches(HttpClient client, string expected) =>
[
    async (goesOn, latencies) =>
    {
        string batch = string.Concat(Enumerable.Repeat(Patient + "\n", lines));
        long count = 0;
        while (goesOn())
        {
            long start = Stopwatch.GetTimestamp();
            string[] answers = (await AskAsync(client, "batch", batch, "application/jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (answers.Length != lines || answers.Distinct().Any(a => a != expected && !IsAlike(expected, a)))
            {
                throw new InvalidOperationException("A wrong answer.");
            }

            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            count += lines;
        }

        return count;
    },
];

// A program for what many lines state alike differs in rounding from the one for all patients.
static bool IsAlike(string expected, string actual)
{
    string[] numbers = [.. Numbers(expected)];
    return numbers.Length == Numbers(actual).Count()
        && Regex.Replace(expected, NumberPattern, "#") == Regex.Replace(actual, NumberPattern, "#")
        && numbers.Zip(Numbers(actual), static (a, b) => Math.Abs(double.Parse(a, CultureInfo.InvariantCulture) - double.Parse(b, CultureInfo.InvariantCulture)) <= 1e-12).All(static same => same);

    static IEnumerable<string> Numbers(string text) => Regex.Matches(text, NumberPattern).Select(static m => m.Value);
}

TimeSpan Cpu()
{
    service.Refresh();
    return service.TotalProcessorTime;
}

static async Task<string> AskAsync(HttpClient client, string path, string body, string type)
{
    using var content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
    using HttpResponseMessage response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
    response.EnsureSuccessStatusCode();
    return await response.Content.ReadAsStringAsync();
}

static Process Start(string program, out Uri address)
{
    bool isLibrary = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
    var start = new ProcessStartInfo(isLibrary ? "dotnet" : program) { RedirectStandardOutput = true };
    foreach (string argument in (string[])[.. isLibrary ? [program] : Array.Empty<string>(), "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", "--SpineInference:RequestsPerSecond=1000000"])
    {
        start.ArgumentList.Add(argument);
    }

    Process service = Process.Start(start)!;
    while (service.StandardOutput.ReadLine() is { } line)
    {
        if (Regex.Match(line, "http://127\\.0\\.0\\.1:\\d+") is { Success: true } found)
        {
            address = new Uri(found.Value);
            _ = service.StandardOutput.ReadToEndAsync();
            return service;
        }
    }

    throw new InvalidOperationException("The service did not start.");
}
