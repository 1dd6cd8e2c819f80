using System.Text.Json.Serialization;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>What a diagnosis supports saying, by a rule of threshold.</summary>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class Decision
{
    internal Decision(double threshold, Verdict<NerveRoot> root, Verdict<Cause> cause)
    {
        Threshold = threshold;
        Root = root;
        Cause = cause;
    }

    /// <summary>An answer is named only from this probability on.</summary>
    public double Threshold { get; }

    /// <summary>The principal root.</summary>
    public Verdict<NerveRoot> Root { get; }

    /// <summary>The cause.</summary>
    public Verdict<Cause> Cause { get; }

    /// <summary>Whether both root and cause are decided.</summary>
    public bool IsDecided => Root.IsDecided && Cause.IsDecided;

    /// <summary>Both verdicts, in two lines.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"Root: {Root}.{Environment.NewLine}Cause: {Cause}.";
}
