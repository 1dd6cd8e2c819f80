using System.IO.Compression;
using System.Text.Json;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Benchmarks;

/// <summary>Cases in JSON Lines: <c>evidence</c> (variable to state), and the answers expected, where they are given: <c>logEvidence</c>, natural, and
/// <c>posteriors</c> (variable to probabilities in the order of its states).</summary>
internal sealed record CaseFile(Evidence[] Cases, double?[] LogEvidence, (Variable Variable, double[] Probabilities)[][] Posteriors)
{
    /// <summary>Reads a file, plain or gzip-compressed.</summary>
    public static CaseFile Read(string path, BayesianNetwork network)
    {
        using FileStream file = File.OpenRead(path);
        using Stream text = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(text);
        var cases = new List<Evidence>();
        var logs = new List<double?>();
        var answers = new List<(Variable, double[])[]>();
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            cases.Add(root.GetProperty("evidence").EnumerateObject().Aggregate(
                Evidence.None(network), static (e, finding) => e.Observe(finding.Name, finding.Value.GetString()!)));
            logs.Add(root.TryGetProperty("logEvidence", out JsonElement log) ? log.GetDouble() : null);
            answers.Add(!root.TryGetProperty("posteriors", out JsonElement posteriors) ? [] : [.. posteriors.EnumerateObject().Select(p =>
                (network[p.Name], p.Value.EnumerateArray().Select(static e => e.GetDouble()).ToArray()))]);
        }

        return cases.Count > 0
            ? new CaseFile([.. cases], [.. logs], [.. answers])
            : throw new InvalidDataException($"{path}: no case; expected one JSON object a line, with \"evidence\".");
    }

    /// <summary>The largest difference of answers from those expected.</summary>
    public double LargestDifference(Func<int, Posteriors> answer)
    {
        double largest = 0;
        for (int i = 0; i < Cases.Length; i++)
        {
            Posteriors actual = answer(i);
            if (LogEvidence[i] is { } log)
            {
                largest = Math.Max(largest, Math.Abs(log - actual.LogEvidence));
            }

            foreach ((Variable variable, double[] probabilities) in Posteriors[i])
            {
                for (int s = 0; s < probabilities.Length; s++)
                {
                    largest = Math.Max(largest, Math.Abs(probabilities[s] - actual[variable][s]));
                }
            }
        }

        return largest;
    }
}
