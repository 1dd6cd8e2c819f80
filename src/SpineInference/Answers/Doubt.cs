using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Statements that cannot be meant together: one of them is likely a slip.</summary>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class Doubt
{
    internal Doubt(string id, ImmutableArray<string> findings, string text)
    {
        Id = id;
        Findings = findings;
        Text = text;
    }

    /// <summary>The combination, such as <c>foot-drop-with-sound-lifting</c>.</summary>
    public string Id { get; }

    /// <summary>The findings involved, in words.</summary>
    public ImmutableArray<string> Findings { get; }

    /// <summary>The findings and the reason, in a sentence.</summary>
    public string Text { get; }
}
