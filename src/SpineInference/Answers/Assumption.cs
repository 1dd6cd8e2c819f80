using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Something taken to be so although nobody stated it.</summary>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class Assumption
{
    internal Assumption(string id, string value, string text)
    {
        Id = id;
        Value = value;
        Text = text;
    }

    /// <summary>What it is about: <c>complaint-side</c> or <c>complaint</c>.</summary>
    public string Id { get; }

    /// <summary>What was taken: <c>left</c> or <c>right</c> (<c>one-leg</c> where nothing tells which), or a complaint.</summary>
    public string Value { get; }

    /// <summary>The same in a sentence, with the reason.</summary>
    public string Text { get; }
}
