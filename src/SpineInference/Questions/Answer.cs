using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>One possible answer of a question, such as <c>L5</c> of <see cref="Questions.RootLevel"/>, or that there is none.</summary>
/// <remarks>A value of anatomy or a cause converts to it by itself, and so does an outcome of a distribution:
/// <c>diagnosis.Explain(Cause.Polyneuropathy)</c>. Equality is by question and id. Immutable and safe for concurrent use.</remarks>
public sealed partial class Answer : IEquatable<Answer>
{
    /// <summary>The id of the answer that there is none.</summary>
    internal const string NoneId = "none";

    private readonly int? _value;

    internal Answer(Question question, string id, string name, int? value)
    {
        Question = question;
        Id = id;
        Name = name;
        _value = value;
    }

    /// <summary>What is asked.</summary>
    public Question Question { get; }

    /// <summary>The stable text id, such as <c>prolapsed-disc</c> or <c>none</c>.</summary>
    public string Id { get; }

    /// <summary>The answer in words, such as <c>prolapsed disc</c> or <c>no root</c>: what a person is told.</summary>
    public string Name { get; }

    /// <summary>Whether it says that there is none: no root, no zone, no slip.</summary>
    public bool IsNone => Id == NoneId;

    /// <summary>The member of the question's enumeration, as a number; <see langword="null"/> for none.</summary>
    internal int? Member => _value;

    /// <summary>The hypothesis that this is the answer, for the engine.</summary>
    /// <param name="network">The network of the model.</param>
    /// <returns>The hypothesis on the question's variable.</returns>
    /// <exception cref="ArgumentException">The network does not have this answer, or the question has no variable of its own.</exception>
    public Hypothesis HypothesisOn(BayesianNetwork network) => Question.HasVariable
        ? Hypothesis.Of(network, Question.Id, Id)
        : throw new ArgumentException($"'{Question.Id}' is an event over many variables: it can be asked, explained and given an interval, and has no variable that a hypothesis could be about.");

    /// <inheritdoc/>
    public bool Equals(Answer? other) => other is not null && Id == other.Id && Question.Equals(other.Question);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Answer);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Question, Id);

    /// <summary>The answer in words.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
