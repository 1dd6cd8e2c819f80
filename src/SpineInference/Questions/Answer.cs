using SpineInference.Anatomy;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>One possible answer of a question, such as <c>L5</c> of <see cref="Questions.RootLevel"/>, or that there is none.</summary>
/// <remarks>A value of anatomy or a cause converts to it by itself, and so does an outcome of a distribution:
/// <c>diagnosis.Explain(Cause.Polyneuropathy)</c>. Equality is by question and id. Immutable and safe for concurrent use.</remarks>
public sealed class Answer : IEquatable<Answer>
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

    /// <summary>That a root is the principal one.</summary>
    /// <param name="root">The root.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static implicit operator Answer(NerveRoot root) => Questions.RootLevel[root];

    /// <summary>That a cause is the principal one.</summary>
    /// <param name="cause">The cause.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static implicit operator Answer(Cause cause) => Questions.Cause[cause];

    /// <summary>That a disc level is the principal one.</summary>
    /// <param name="level">The level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static implicit operator Answer(DiscLevel level) => Questions.DiscLevel[level];

    /// <summary>That the lesion lies in a zone.</summary>
    /// <param name="zone">The zone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static implicit operator Answer(Zone zone) => Questions.Zone[zone];

    /// <summary>That the lesion is of a side.</summary>
    /// <param name="side">The side.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static implicit operator Answer(Side side) => Questions.Side[side];

    /// <summary>That the lesion sits at a site.</summary>
    /// <param name="site">The site.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static implicit operator Answer(LesionSite site) => Questions.LesionSite[site];

    /// <summary>That a vertebra slipped by a mechanism.</summary>
    /// <param name="mechanism">The mechanism.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static implicit operator Answer(SlipMechanism mechanism) => Questions.SlipMechanism[mechanism];

    /// <summary>That a vertebra slipped in a direction.</summary>
    /// <param name="direction">The direction.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static implicit operator Answer(SlipDirection direction) => Questions.SlipDirection[direction];

    /// <summary>That the patient comes for a complaint.</summary>
    /// <param name="complaint">The complaint.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member, or <see cref="Complaint.Unknown"/>.</exception>
    public static implicit operator Answer(Complaint complaint) => Questions.Complaint[complaint];

    /// <summary>The hypothesis that this is the answer, for the engine.</summary>
    /// <param name="network">The network of the model.</param>
    /// <returns>The hypothesis on the question's variable.</returns>
    /// <exception cref="ArgumentException">The network does not have this answer.</exception>
    public Hypothesis HypothesisOn(BayesianNetwork network) => Hypothesis.Of(network, Question.Id, Id);

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
