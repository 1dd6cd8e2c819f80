using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace SpineInference;

/// <summary>A posterior distribution over the values of one question; the probabilities sum to 1.</summary>
/// <typeparam name="T">The values: an enumeration of anatomy or of causes.</typeparam>
/// <remarks>Enumerates in the model's order. Immutable and safe for concurrent use.</remarks>
public sealed class Distribution<T> : IReadOnlyList<Outcome<T>>
    where T : struct, Enum
{
    private readonly ImmutableArray<Outcome<T>> _outcomes;

    internal Distribution(ImmutableArray<Outcome<T>> outcomes) => _outcomes = outcomes;

    /// <summary>How many outcomes there are, with <c>none</c> where the question has it.</summary>
    public int Count => _outcomes.Length;

    /// <summary>The most probable outcome; the first of equals.</summary>
    public Outcome<T> MostProbable => _outcomes.MaxBy(static o => o.Probability);

    /// <summary>The outcomes from the most to the least probable; equals keep their order.</summary>
    public ImmutableArray<Outcome<T>> Ranked => [.. _outcomes.OrderByDescending(static o => o.Probability)];

    /// <summary>The probability of <c>none</c>; 0 where the question has no such outcome.</summary>
    public double None => _outcomes.FirstOrDefault(static o => o.Value is null).Probability;

    /// <summary>The outcome at a place.</summary>
    /// <param name="index">The place, from 0.</param>
    public Outcome<T> this[int index] => _outcomes[index];

    /// <summary>The probability of a value; 0 for a value the question does not have.</summary>
    /// <param name="value">The value.</param>
    public double this[T value]
    {
        get
        {
            foreach (Outcome<T> outcome in _outcomes)
            {
                if (outcome.Value is { } candidate && EqualityComparer<T>.Default.Equals(candidate, value))
                {
                    return outcome.Probability;
                }
            }

            return 0;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Outcome<T>> GetEnumerator() => ((IEnumerable<Outcome<T>>)_outcomes).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Writes the distribution as a JSON object from text id to probability, in order.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach (Outcome<T> outcome in _outcomes)
        {
            writer.WriteNumber(outcome.Id, outcome.Probability);
        }

        writer.WriteEndObject();
    }

    /// <summary>The outcomes from the most to the least probable, such as <c>L5 0.620, S1 0.210, …</c>; below 0.0005 left out.</summary>
    public override string ToString() => string.Join(", ", Ranked.Where(static o => o.Probability >= 0.0005));
}
