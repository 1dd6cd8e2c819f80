using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Statements that cannot be meant together, of which one is likely a slip; or what stays undecided, with the finding that would tell.</summary>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class Doubt
{
    internal Doubt(string id, ImmutableArray<string> findings, string text)
    {
        Id = id;
        Findings = findings;
        Text = text;
    }

    /// <summary>The combination, such as <c>foot-drop-with-sound-lifting</c>, or <c>stenosis-or-slip</c>.</summary>
    public string Id { get; }

    /// <summary>The findings involved, or the one that would tell, in words.</summary>
    public ImmutableArray<string> Findings { get; }

    /// <summary>The findings and the reason, in a sentence.</summary>
    public string Text { get; }
}
