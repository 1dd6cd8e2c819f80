using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Statements that cannot be meant together: one of them is likely a slip.</summary>
/// <param name="Id">The combination, such as <c>foot-drop-with-sound-lifting</c>.</param>
/// <param name="Findings">The findings involved, in words.</param>
/// <param name="Text">The findings and the reason, in a sentence.</param>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record Doubt(string Id, ImmutableArray<string> Findings, string Text);
