namespace SpineInference;

/// <summary>One answer with its probability.</summary>
/// <remarks>Immutable.</remarks>
public readonly record struct Outcome
{
    internal Outcome(Answer answer, double probability)
    {
        Answer = answer;
        Probability = probability;
    }

    /// <summary>The answer.</summary>
    public Answer Answer { get; }

    /// <summary>Its text id, such as <c>prolapsed-disc</c> or <c>none</c>.</summary>
    public string Id => Answer.Id;

    /// <summary>The answer in words, such as <c>prolapsed disc</c> or <c>no root</c>.</summary>
    public string Name => Answer.Name;

    /// <summary>Its probability, in [0, 1].</summary>
    public double Probability { get; }

    /// <summary>Whether the answer is that there is none.</summary>
    public bool IsNone => Answer.IsNone;

    /// <summary>The answer alone.</summary>
    /// <param name="outcome">An outcome.</param>
    public static implicit operator Answer(Outcome outcome) => outcome.Answer;

    /// <summary>The name and the probability, such as <c>L5 0.620</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name} {Probability:0.000}");
}
