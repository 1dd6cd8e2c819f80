using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>A red-flag question that was not asked, or not to its end: what is stated leaves open whether the rule fires.</summary>
/// <param name="Rule">Text id of the rule.</param>
/// <param name="Urgency">How fast someone must look if it fires.</param>
/// <param name="Text">The question, in plain words.</param>
/// <param name="Findings">The findings that are not stated and would tell, such as <c>urinary-retention</c> or <c>right.foot-drop</c>; a
/// pattern such as <c>*-strength</c> where any of a family will do, and <c>age</c>.</param>
/// <remarks>Immutable.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record RedFlagQuestion(string Rule, Urgency Urgency, string Text, ImmutableArray<string> Findings)
{
    /// <summary>The urgency and the question.</summary>
    public override string ToString() => $"{Urgency.PlainName}: {Text}";
}
