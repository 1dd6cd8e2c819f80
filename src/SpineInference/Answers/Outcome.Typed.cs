using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>One value of a distribution with its probability.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
/// <remarks>Converts to its <see cref="SpineInference.Answer"/> by itself: <c>diagnosis.Explain(diagnosis.RootLevel.MostProbable)</c>. As JSON
/// it is <c>{"answer": "L5", "name": "L5", "probability": 0.62}</c>. Immutable.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public readonly record struct Outcome<T>
    where T : struct, Enum
{
    internal Outcome(Answer answer, double probability)
    {
        Answer = answer;
        Probability = probability;
    }

    /// <summary>The answer, which may be none.</summary>
    public Answer Answer { get; }

    /// <summary>Whether the answer is that there is none, and no value.</summary>
    public bool IsNone => Answer.IsNone;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The answer is none: ask <see cref="IsNone"/> or <see cref="TryGetValue"/>.</exception>
    public T Value => TryGetValue(out T value)
        ? value
        : throw new InvalidOperationException($"The answer to '{Answer.Question.Id}' is '{Id}' and has no value: ask {nameof(IsNone)} before.");

    /// <summary>Its text id, such as <c>prolapsed-disc</c> or <c>none</c>.</summary>
    public string Id => Answer.Id;

    /// <summary>The answer in words, such as <c>prolapsed disc</c> or <c>no root</c>.</summary>
    public string Name => Answer.Name;

    /// <summary>Its probability, in [0, 1].</summary>
    public double Probability { get; }

    /// <summary>The answer alone.</summary>
    /// <param name="outcome">An outcome.</param>
    public static implicit operator Answer(Outcome<T> outcome) => outcome.Answer;

    /// <summary>Whether the answer is a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is this one.</returns>
    public bool Is(T value) => Answer.Member is { } member && Unsafe.BitCast<T, int>(value) == member;

    /// <summary>The value without throwing.</summary>
    /// <param name="value">The value; the default where there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue(out T value)
    {
        value = Unsafe.BitCast<int, T>(Answer.Member ?? 0);
        return Answer.Member is not null;
    }

    /// <summary>The name and the probability, such as <c>L5 0.620</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => new Outcome(Answer, Probability).ToString();
}
