using System.Globalization;
using System.Text;
using System.Text.Json;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tests.Reference;

/// <summary>Reference posteriors as lines of JSON: a header, then one case a line.</summary>
/// <remarks>The header names the network and its hash, the library that computed, its options, and the date. A posterior is written
/// without its last state (which is what is missing to 1), to 13 significant digits, in the network's order of variables.</remarks>
public sealed class ReferenceFile
{
    /// <summary>The environment variable that makes the writer write: set it to 1.</summary>
    public const string UpdateSwitch = "SPINEINFERENCE_UPDATE_REFERENCES";

    private ReferenceFile(Dictionary<string, string> header, ReferenceCase[] cases)
    {
        Header = header;
        Cases = cases;
    }

    public IReadOnlyDictionary<string, string> Header { get; }

    public IReadOnlyList<ReferenceCase> Cases { get; }

    /// <summary>Reads a file, and fails with the remedy where it was made for another network.</summary>
    public static ReferenceFile Read(string path, BayesianNetwork network)
    {
        Assert.True(File.Exists(path), $"{path} is missing. {Remedy}");
        string[] lines = File.ReadAllLines(path);
        using JsonDocument head = JsonDocument.Parse(lines[0]);
        Dictionary<string, string> header = head.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());
        Assert.True(
            header["hash"] == network.Hash,
            $"{Path.GetFileName(path)} was computed for another version of '{network.Name}': its hash is {header["hash"]}, the network's is {network.Hash}. {Remedy}");
        return new ReferenceFile(header, [.. lines.Skip(1).Select(line => ParseCase(line, network))]);
    }

    /// <summary>Writes a file.</summary>
    public static void Write(string path, BayesianNetwork network, IEnumerable<KeyValuePair<string, string>> header, IEnumerable<ReferenceCase> cases)
    {
        var text = new StringBuilder();
        text.Append(Line(json =>
        {
            json.WriteString("network", network.Name);
            json.WriteString("hash", network.Hash);
            foreach ((string name, string value) in header)
            {
                json.WriteString(name, value);
            }
        }));
        foreach (ReferenceCase item in cases)
        {
            text.Append(Line(json => WriteCase(json, network, item)));
        }

        File.WriteAllText(path, text.ToString());
    }

    private static string Remedy =>
        $"Compute it again where Infer.NET can be restored: {UpdateSwitch}=1 dotnet test tests/SpineInference.InferNet.Tests -p:InferNet=true --filter ReferenceTests";

    private static void WriteCase(Utf8JsonWriter json, BayesianNetwork network, ReferenceCase item)
    {
        json.WriteStartObject("evidence");
        foreach (Variable variable in item.Evidence.Variables)
        {
            int observed = item.Evidence.ObservedStateOf(variable);
            if (observed >= 0)
            {
                json.WriteString(variable.Name, variable.States[observed]);
            }
            else
            {
                WriteNumbers(json, variable.Name, item.Evidence.LikelihoodsOf(variable), "R");
            }
        }

        json.WriteEndObject();
        WriteNumber(json, "logEvidence", item.LogEvidence, "G15");
        if (!double.IsNaN(item.NaturalError))
        {
            WriteNumber(json, "naturalError", item.NaturalError, "G3");
        }

        json.WriteStartArray("posteriors");
        foreach (Variable variable in network.Variables)
        {
            WriteNumbers(json, null, item.Posteriors[variable.Index].AsSpan(0, variable.StateCount - 1), "G13");
        }

        json.WriteEndArray();
    }

    private static ReferenceCase ParseCase(string line, BayesianNetwork network)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        Evidence evidence = Evidence.None(network);
        foreach (JsonProperty item in root.GetProperty("evidence").EnumerateObject())
        {
            evidence = item.Value.ValueKind == JsonValueKind.String
                ? evidence.Observe(item.Name, item.Value.GetString()!)
                : evidence.ObserveLikelihood(network[item.Name], [.. item.Value.EnumerateArray().Select(x => x.GetDouble())]);
        }

        double[][] posteriors = [.. root.GetProperty("posteriors").EnumerateArray().Select(p =>
        {
            double[] stated = [.. p.EnumerateArray().Select(x => x.GetDouble())];
            return (double[])[.. stated, 1 - stated.Sum()];
        })];
        double naturalError = root.TryGetProperty("naturalError", out JsonElement error) ? error.GetDouble() : double.NaN;
        return new ReferenceCase(evidence, root.GetProperty("logEvidence").GetDouble(), posteriors, naturalError);
    }

    private static string Line(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteNumbers(Utf8JsonWriter json, string? name, ReadOnlySpan<double> numbers, string format)
    {
        if (name is null)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartArray(name);
        }

        foreach (double number in numbers)
        {
            json.WriteRawValue(number.ToString(format, CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double number, string format)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(number.ToString(format, CultureInfo.InvariantCulture));
    }
}
