using System.Text.Json.Serialization;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>What a diagnosis supports saying, by a rule of threshold.</summary>
/// <param name="Threshold">An answer is named only from this probability on.</param>
/// <param name="Root">The principal root.</param>
/// <param name="Cause">The cause.</param>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record Decision(double Threshold, Verdict<NerveRoot> Root, Verdict<Cause> Cause)
{
    /// <summary>Whether both root and cause are decided.</summary>
    public bool IsDecided => Root.IsDecided && Cause.IsDecided;

    /// <summary>Both verdicts, in two lines.</summary>
    public override string ToString() => $"Root: {Root}.{Environment.NewLine}Cause: {Cause}.";
}
