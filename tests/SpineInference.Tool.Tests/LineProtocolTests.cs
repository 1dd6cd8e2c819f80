using System.Text.Json.Nodes;

namespace SpineInference.Tool.Tests;

/// <summary>After some thousand lines of the same kind the rest is answered by a program for just that, and says the same.</summary>
public sealed class LineProtocolTests
{
    private static readonly string[] Patients =
    [
        """{"age": 54, "sex": "male", "left": {"present": ["foot-drop"], "absent": ["tiptoe-walk-impaired"]}}""",
        """{"age": 37, "left": {"absent": ["foot-drop"]}, "present": ["leg-pain-worse-than-back-pain"]}""",
        """{"sex": "female", "left": {"present": ["tiptoe-walk-impaired"]}}""",
    ];

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Diagnose_ManyLines_SaysOfLateOnesWhatItSaysOfEarlyOnes()
    {
        const int Count = 4200;
        string[] input = [.. Enumerable.Range(0, Count).Select(static i => Patients[i % Patients.Length])];
        input[^1] = """{"age": 54, "right": {"present": ["pain.heel"]}}""";

        Spine run = await Spine.RunAsync(string.Join('\n', input), ["diagnose", "-", "--lines"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = [.. run.Lines];
        Assert.Equal(Count, lines.Length);
        for (int i = 4090; i < Count - 1; i++)
        {
            AssertClose(JsonNode.Parse(lines[i % Patients.Length])!, JsonNode.Parse(lines[i])!, "");
        }

        Spine alone = await Spine.RunAsync(input[^1], ["diagnose", "-", "--lines"]);
        AssertClose(JsonNode.Parse(alone.Lines.Single())!, JsonNode.Parse(lines[^1])!, "");
    }

    private static void AssertClose(JsonNode expected, JsonNode actual, string path)
    {
        switch (expected)
        {
            case JsonObject fields:
                Assert.Equal(fields.Select(static f => f.Key), actual.AsObject().Select(static f => f.Key));
                foreach ((string name, JsonNode? field) in fields)
                {
                    if (field is not null)
                    {
                        AssertClose(field, actual[name]!, $"{path}/{name}");
                    }
                }

                break;
            case JsonArray items:
                Assert.Equal(items.Count, actual.AsArray().Count);
                for (int i = 0; i < items.Count; i++)
                {
                    AssertClose(items[i]!, actual[i]!, $"{path}/{i}");
                }

                break;
            default:
                if (expected.AsValue().TryGetValue(out double number))
                {
                    double other = actual.GetValue<double>();
                    Assert.True(Math.Abs(number - other) <= 1e-12 * Math.Max(1, Math.Abs(number)), $"{path}: {number:R}, {other:R}");
                }
                else
                {
                    Assert.Equal(expected.ToJsonString(), actual.ToJsonString());
                }

                break;
        }
    }
}
