using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Something taken to be so although nobody stated it.</summary>
/// <param name="Id">What it is about: <c>complaint-side</c> or <c>complaint</c>.</param>
/// <param name="Value">What was taken: <c>left</c> or <c>right</c> (<c>one-leg</c> where nothing tells which), or a complaint.</param>
/// <param name="Text">The same in a sentence, with the reason.</param>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record Assumption(string Id, string Value, string Text);
