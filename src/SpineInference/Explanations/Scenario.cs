using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>One joint explanation of the findings: what, where and which root, together.</summary>
/// <remarks>Equality is by value. Immutable and safe for concurrent use.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class Scenario : IEquatable<Scenario>
{
    internal Scenario(ImmutableArray<Answer> answers, double probability)
    {
        Answers = answers;
        Probability = probability;
    }

    /// <summary>The questions a scenario answers together; the side only where a leg was named.</summary>
    public static ImmutableArray<Question> Questions { get; } =
        [SpineInference.Questions.Cause, SpineInference.Questions.DiscLevel, SpineInference.Questions.Zone, SpineInference.Questions.RootLevel, SpineInference.Questions.Side];

    /// <summary>The answers, in the order of <see cref="Questions"/>.</summary>
    public ImmutableArray<Answer> Answers { get; }

    /// <summary>The cause.</summary>
    public Cause Cause => Value<Cause>(SpineInference.Questions.Cause)!.Value;

    /// <summary>The principal disc level, or <see langword="null"/> for none.</summary>
    public DiscLevel? DiscLevel => Value<DiscLevel>(SpineInference.Questions.DiscLevel);

    /// <summary>The zone, or <see langword="null"/> for none.</summary>
    public Zone? Zone => Value<Zone>(SpineInference.Questions.Zone);

    /// <summary>The principal root, or <see langword="null"/> for none.</summary>
    public NerveRoot? RootLevel => Value<NerveRoot>(SpineInference.Questions.RootLevel);

    /// <summary>The side; <see langword="null"/> where no leg was named.</summary>
    public Side? Side => Value<Side>(SpineInference.Questions.Side);

    /// <summary>P(all of this together | findings).</summary>
    public double Probability { get; }

    /// <summary>The answer to one of the questions; <see langword="null"/> where it was not asked.</summary>
    /// <param name="question">The question.</param>
    public Answer? this[Question question] => Answers.FirstOrDefault(a => a.Question.Equals(question));

    /// <inheritdoc/>
    public bool Equals(Scenario? other) => other is not null && Probability == other.Probability && Answers.SequenceEqual(other.Answers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Scenario);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Probability, Answers.Length, Answers[0]);

    /// <summary>The scenario in one line, such as <c>prolapsed disc, L4/5, subarticular, L5, left (0.41)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{string.Join(", ", Answers.Where(static a => !a.IsNone).Select(static a => a.Name))} ({Probability:0.00})");

    private T? Value<T>(Question<T> question)
        where T : struct, Enum => this[question] is { } answer && new Outcome<T>(answer, 1).TryGetValue(out T value) ? value : null;
}
