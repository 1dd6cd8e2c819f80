using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>The answer to one question, or the refusal to give one.</summary>
/// <typeparam name="T">The kind of answer.</typeparam>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class Verdict<T>
    where T : struct, Enum
{
    internal Verdict(bool isDecided, ImmutableArray<Outcome<T>> contenders, ImmutableArray<string> words, ImmutableArray<NextFinding> deciding)
    {
        IsDecided = isDecided;
        Contenders = contenders;
        Words = words;
        Deciding = deciding;
    }

    /// <summary>Whether one answer reached the threshold.</summary>
    public bool IsDecided { get; }

    /// <summary>The answer; where undecided, the fewest answers that reach the threshold together, from the most
    /// probable.</summary>
    public ImmutableArray<Outcome<T>> Contenders { get; }

    /// <summary>The contenders in words.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Where undecided, the findings that would tell the contenders apart best.</summary>
    public ImmutableArray<NextFinding> Deciding { get; }

    /// <summary>The answer with its probability, or <c>undecided between … and …; … would tell them apart</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        if (IsDecided)
        {
            return FormattableString.Invariant($"{Words[0]} ({Contenders[0].Probability:P0})");
        }

        string[] named = [.. Words.Zip(Contenders, static (w, c) => FormattableString.Invariant($"{w} ({c.Probability:P0})"))];
        string tell = Deciding.IsEmpty ? "" : $"; what would tell most: {string.Join(", ", Deciding.Select(static d => d.Label))}";
        return $"undecided between {string.Join(", ", named[..^1])} and {named[^1]}{tell}";
    }
}
