using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>A warning: of a rule, which fires on findings whatever the posterior says, or of a cause that must not wait and is likely.</summary>
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

    /// <summary>The text ids that a flag may have: those of the rules, and of the dangers that may be likely, such as <c>likely-central</c>.</summary>
    public static ImmutableArray<string> Ids => [.. RedFlagRule.All.Select(static r => r.Id), .. LikelyDanger.Ids];

    /// <summary>Text id of the rule or of the likely danger: one of <see cref="Ids"/>.</summary>
    public string Id { get; }

    /// <summary>How fast someone must look.</summary>
    public Urgency Urgency { get; }

    /// <summary>The statements that fired it, such as <c>left.sensation.saddle present</c>; none where all of them together make a danger
    /// likely.</summary>
    public ImmutableArray<string> Findings { get; }

    /// <summary>Why, in plain words.</summary>
    public string Reason { get; }

    /// <summary>What is to be done.</summary>
    public string Action { get; }

    /// <summary>The urgency, the findings and the reason.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        Findings.IsEmpty ? $"{Urgency.PlainName}: {Reason}" : $"{Urgency.PlainName}: {string.Join(", ", Findings)}. {Reason}";
}
