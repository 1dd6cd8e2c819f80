using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>A red-flag question that was not asked, or not to its end: what is stated leaves open whether the rule fires.</summary>
/// <remarks>Immutable.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class RedFlagQuestion
{
    internal RedFlagQuestion(string rule, Urgency urgency, string text, ImmutableArray<string> findings)
    {
        Rule = rule;
        Urgency = urgency;
        Text = text;
        Findings = findings;
    }

    /// <summary>Text id of the rule.</summary>
    public string Rule { get; }

    /// <summary>How fast someone must look if it fires.</summary>
    public Urgency Urgency { get; }

    /// <summary>The question, in plain words.</summary>
    public string Text { get; }

    /// <summary>The findings that are not stated and would tell, such as <c>urinary-retention</c> or <c>right.foot-drop</c>; a
    /// pattern such as <c>*-strength</c> where any of a family will do, and <c>age</c>.</summary>
    public ImmutableArray<string> Findings { get; }

    /// <summary>The urgency and the question.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Urgency.PlainName}: {Text}";
}
