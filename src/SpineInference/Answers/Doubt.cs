using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Statements that cannot be meant together, of which one is likely a slip; or what stays undecided, with the finding that would tell.</summary>
/// <param name="Id">The combination, such as <c>foot-drop-with-sound-lifting</c>, or <c>stenosis-or-slip</c>.</param>
/// <param name="Findings">The findings involved, or the one that would tell, in words.</param>
/// <param name="Text">The findings and the reason, in a sentence.</param>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record Doubt(string Id, ImmutableArray<string> Findings, string Text);
