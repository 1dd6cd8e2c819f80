using System.Collections.Immutable;

namespace SpineInference.Tool.Asking;

/// <summary>One question of an interview, with what each answer states.</summary>
/// <param name="Id">What is asked, for passing it over later: a rule, a finding, or a part of the context.</param>
/// <param name="Text">The question, in plain words.</param>
/// <param name="Why">Why it is asked now, one reason a line.</param>
/// <param name="Answers">The answers one may choose, besides not knowing.</param>
internal sealed record AskedQuestion(string Id, string Text, ImmutableArray<string> Why, ImmutableArray<AskedAnswer> Answers)
{
    /// <summary>The urgency of the red flag it is about; <see langword="null"/> where it is about none.</summary>
    public Urgency? Urgency { get; init; }

    /// <summary>The findings it is about, each a question of its own where the answer is <see cref="AskedAnswer.Some"/>.</summary>
    public ImmutableArray<AskedQuestion> Parts { get; init; } = [];

    /// <summary>The finding it is about, without a leg; <see langword="null"/> where it is about more or none.</summary>
    public string? Finding { get; init; }

    /// <summary>What a number in place of an answer states, or why it cannot; <see langword="null"/> where the answer is chosen.</summary>
    public Func<int, AskedAnswer>? OfNumber { get; init; }
}
