using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>A warning that fires on findings by rule, whatever the posterior says.</summary>
/// <param name="Id">Text id of the rule.</param>
/// <param name="Urgency">How fast someone must look.</param>
/// <param name="Findings">The statements that fired it, such as <c>left.sensation.saddle present</c>.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="Action">What is to be done.</param>
/// <remarks>Immutable.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record RedFlag(string Id, Urgency Urgency, ImmutableArray<string> Findings, string Reason, string Action)
{
    /// <summary>The urgency, the findings and the reason.</summary>
    public override string ToString() => $"{Urgency.PlainName}: {string.Join(", ", Findings)}. {Reason}";
}
