using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>A posterior distribution over the values of one question; the probabilities sum to 1.</summary>
/// <typeparam name="T">The values: an enumeration of anatomy or of causes.</typeparam>
/// <remarks>Enumerates in the model's order. As JSON it is an object from text id to probability. Immutable and safe for concurrent use.</remarks>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class Distribution<T> : Distribution, IReadOnlyList<Outcome<T>>
    where T : struct, Enum
{
    internal Distribution(Question<T> question, ImmutableArray<Answer> answers, ImmutableArray<double> probabilities)
        : base(question, answers, probabilities)
    {
    }

    /// <summary>The most probable outcome; the first of equals.</summary>
    public Outcome<T> MostProbable => this[Order[0]];

    /// <summary>The outcomes from the most to the least probable; equals keep their order.</summary>
    public ImmutableArray<Outcome<T>> Ranked
    {
        get
        {
            var ranked = new Outcome<T>[Count];
            for (int i = 0; i < ranked.Length; i++)
            {
                ranked[i] = this[Order[i]];
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
        }
    }

    /// <summary>The outcome at a place.</summary>
    /// <param name="index">The place, from 0.</param>
    public Outcome<T> this[int index] => new(Answers[index], Probabilities[index]);

    /// <summary>The probability of a value; 0 for a value the question does not have.</summary>
    /// <param name="value">The value.</param>
    public double this[T value]
    {
        get
        {
            int member = Unsafe.BitCast<T, int>(value);
            for (int i = 0; i < Answers.Length; i++)
            {
                if (Answers[i].Member == member)
                {
                    return Probabilities[i];
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
}
