using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>The answer to one question, or the refusal to give one.</summary>
/// <typeparam name="T">The kind of answer.</typeparam>
/// <param name="IsDecided">Whether one answer reached the threshold.</param>
/// <param name="Contenders">The answer; where undecided, the fewest answers that reach the threshold together, from the most
/// probable.</param>
/// <param name="Words">The contenders in words.</param>
/// <param name="Deciding">Where undecided, the findings that would tell the contenders apart best.</param>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed record Verdict<T>(
    bool IsDecided, ImmutableArray<Outcome<T>> Contenders, ImmutableArray<string> Words, ImmutableArray<NextFinding> Deciding)
    where T : struct, Enum
{
    /// <summary>The answer with its probability, or <c>undecided between … and …; … would tell them apart</c>.</summary>
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
