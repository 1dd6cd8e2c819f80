using System.Text.Json.Nodes;

namespace SpineInference.AspNetCore.Tests;

/// <summary>Answers that are the same but for rounding.</summary>
internal static class Alike
{
    /// <summary>Numbers may differ by 1e-12; all else is the same.</summary>
    public static void Assert(JsonNode expected, JsonNode actual, string path)
    {
        switch (expected)
        {
            case JsonObject fields:
                Xunit.Assert.Equal(fields.Select(static f => f.Key), actual.AsObject().Select(static f => f.Key));
                foreach ((string name, JsonNode? field) in fields)
                {
                    if (field is null)
                    {
                        Xunit.Assert.Null(actual[name]);
                        continue;
                    }

                    Assert(field, actual[name]!, $"{path}/{name}");
                }

                break;
            case JsonArray items:
                Xunit.Assert.Equal(items.Count, actual.AsArray().Count);
                for (int i = 0; i < items.Count; i++)
                {
                    Assert(items[i]!, actual[i]!, $"{path}/{i}");
                }

                break;
            default:
                if (expected.GetValueKind() == System.Text.Json.JsonValueKind.Number)
                {
                    Xunit.Assert.True(Math.Abs((double)expected - (double)actual) <= 1e-12, $"{path}: expected {expected}, got {actual}.");
                }
                else
                {
                    Xunit.Assert.Equal(expected.ToJsonString(), actual.ToJsonString());
                }

                break;
        }
    }
}
