using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>A warning that fires on findings by rule, whatever the posterior says.</summary>
/// <remarks>Immutable.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class RedFlag
{
    internal RedFlag(string id, Urgency urgency, ImmutableArray<string> findings, string reason, string action)
    {
        Id = id;
        Urgency = urgency;
        Findings = findings;
        Reason = reason;
        Action = action;
    }

    /// <summary>Text id of the rule.</summary>
    public string Id { get; }

    /// <summary>How fast someone must look.</summary>
    public Urgency Urgency { get; }

    /// <summary>The statements that fired it, such as <c>left.sensation.saddle present</c>.</summary>
    public ImmutableArray<string> Findings { get; }

    /// <summary>Why, in plain words.</summary>
    public string Reason { get; }

    /// <summary>What is to be done.</summary>
    public string Action { get; }

    /// <summary>The urgency, the findings and the reason.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Urgency.PlainName}: {string.Join(", ", Findings)}. {Reason}";
}
