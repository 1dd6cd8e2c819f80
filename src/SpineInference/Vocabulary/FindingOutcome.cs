using System.Collections.Immutable;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>What one result of a proposed examination would mean.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class FindingOutcome
{
    internal FindingOutcome(string state, double probability, ImmutableArray<Distribution> answers)
    {
        State = state;
        Probability = probability;
        Answers = answers;
    }

    /// <summary>The result, such as <c>present</c> or <c>reduced</c>.</summary>
    public string State { get; }

    /// <summary>How probable the result is now.</summary>
    public double Probability { get; }

    /// <summary>The answer to each question that is to be found out, if this were the result.</summary>
    public ImmutableArray<Distribution> Answers { get; }

    /// <summary>The principal root if this were the result; <see langword="null"/> where it was not asked for.</summary>
    public Distribution<NerveRoot>? RootLevel => Ask(Questions.RootLevel);

    /// <summary>The cause if this were the result; <see langword="null"/> where it was not asked for.</summary>
    public Distribution<Cause>? Cause => Ask(Questions.Cause);

    /// <summary>The answer to a question if this were the result.</summary>
    /// <typeparam name="T">The kind of values.</typeparam>
    /// <param name="question">The question.</param>
    /// <returns>The answer; <see langword="null"/> where it was not asked for.</returns>
    public Distribution<T>? Ask<T>(Question<T> question)
        where T : struct, Enum => Answers.OfType<Distribution<T>>().FirstOrDefault(a => a.Question.Equals(question));
}
