using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SpineInference;

/// <summary>A posterior distribution over the values of one question; the probabilities sum to 1.</summary>
/// <typeparam name="T">The values: an enumeration of anatomy or of causes.</typeparam>
/// <remarks>Enumerates in the model's order. Immutable and safe for concurrent use.</remarks>
public sealed class Distribution<T> : IReadOnlyList<Outcome<T>>
    where T : struct, Enum
{
    private readonly T?[] _values;
    private readonly Ranking _ranking;

    // A null stands for none. Ids and probabilities are ranked and written apart, in code that serves every T.
    internal Distribution(T?[] values, ImmutableArray<string> ids, ImmutableArray<double> probabilities)
    {
        _values = values;
        _ranking = new Ranking(ids, probabilities);
    }

    /// <summary>How many outcomes there are, with <c>none</c> where the question has it.</summary>
    public int Count => _values.Length;

    /// <summary>The most probable outcome; the first of equals.</summary>
    public Outcome<T> MostProbable => this[_ranking.Order[0]];

    /// <summary>The outcomes from the most to the least probable; equals keep their order.</summary>
    public ImmutableArray<Outcome<T>> Ranked
    {
        get
        {
            var ranked = new Outcome<T>[Count];
            for (int i = 0; i < ranked.Length; i++)
            {
                ranked[i] = this[_ranking.Order[i]];
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
        }
    }

    /// <summary>The probability of <c>none</c>; 0 where the question has no such outcome.</summary>
    public double None
    {
        get
        {
            for (int i = 0; i < _values.Length; i++)
            {
                if (_values[i] is null)
                {
                    return _ranking.Probabilities[i];
                }
            }

            return 0;
        }
    }

    /// <summary>The outcome at a place.</summary>
    /// <param name="index">The place, from 0.</param>
    public Outcome<T> this[int index] => new(_values[index], _ranking.Ids[index], _ranking.Probabilities[index]);

    /// <summary>The probability of a value; 0 for a value the question does not have.</summary>
    /// <param name="value">The value.</param>
    public double this[T value]
    {
        get
        {
            for (int i = 0; i < _values.Length; i++)
            {
                if (_values[i] is { } candidate && EqualityComparer<T>.Default.Equals(candidate, value))
                {
                    return _ranking.Probabilities[i];
                }
            }

            return 0;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Outcome<T>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Writes the distribution as a JSON object from text id to probability, in order.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        for (int i = 0; i < Count; i++)
        {
            writer.WriteNumber(_ranking.Ids[i], _ranking.Probabilities[i]);
        }

        writer.WriteEndObject();
    }

    /// <summary>The outcomes from the most to the least probable, such as <c>L5 0.620, S1 0.210, …</c>; below 0.0005 left out.</summary>
    public override string ToString() => _ranking.Describe(Count, smallest: 0.0005);

    /// <summary>The most probable outcomes as text.</summary>
    internal string Describe(int count) => _ranking.Describe(count, smallest: 0);
}
