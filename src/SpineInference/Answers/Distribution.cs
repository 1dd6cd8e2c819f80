using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SpineInference;

/// <summary>A posterior distribution over the answers of one question, whatever their type; the probabilities sum to 1.</summary>
/// <remarks>What goes through <see cref="Questions.All"/> meets it in this form; <see cref="Distribution{T}"/> has values besides.
/// Immutable and safe for concurrent use.</remarks>
public abstract class Distribution
{
    private readonly int[] _order;

    private protected Distribution(Question question, ImmutableArray<Answer> answers, ImmutableArray<double> probabilities)
    {
        Question = question;
        Answers = answers;
        Probabilities = probabilities;
        _order = new int[answers.Length];
        for (int i = 0; i < _order.Length; i++)
        {
            // Insertion keeps the order of equals, and the lists are short.
            int place = i;
            for (; place > 0 && probabilities[_order[place - 1]] < probabilities[i]; place--)
            {
                _order[place] = _order[place - 1];
            }

            _order[place] = i;
        }
    }

    /// <summary>What is asked.</summary>
    public Question Question { get; }

    /// <summary>How many answers there are, with none where the question has it.</summary>
    public int Count => Answers.Length;

    /// <summary>The probability of none; 0 where the question has no such answer.</summary>
    public double None => Of(Answer.NoneId);

    /// <summary>The answers, in the model's order.</summary>
    public ImmutableArray<Outcome> Outcomes => In(static (i, _) => i);

    /// <summary>The answers from the most to the least probable; equals keep their order.</summary>
    public ImmutableArray<Outcome> RankedOutcomes => In(static (i, order) => order[i]);

    /// <summary>The answers, in the model's order.</summary>
    internal ImmutableArray<Answer> Answers { get; }

    /// <summary>Their probabilities.</summary>
    internal ImmutableArray<double> Probabilities { get; }

    /// <summary>Places from the most to the least probable; equals keep their order.</summary>
    private protected ReadOnlySpan<int> Order => _order;

    /// <summary>The probability of an answer.</summary>
    /// <param name="answer">An answer of this question.</param>
    /// <exception cref="ArgumentException">It answers another question.</exception>
    public double this[Answer answer]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(answer);
            return answer.Question.Equals(Question)
                ? Of(answer.Id)
                : throw new ArgumentException($"'{answer.Id}' answers '{answer.Question.Id}', and this is the distribution of '{Question.Id}'.", nameof(answer));
        }
    }

    /// <summary>Writes the distribution as a JSON object from text id to probability, in order.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        for (int i = 0; i < Answers.Length; i++)
        {
            writer.WriteNumber(Answers[i].Id, Probabilities[i]);
        }

        writer.WriteEndObject();
    }

    /// <summary>The answers in words from the most to the least probable, such as <c>L5 0.620, S1 0.210, …</c>; below 0.0005 left out.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Describe(Count, smallest: 0.0005);

    /// <summary>The most probable answers as text.</summary>
    internal string Describe(int count, double smallest = 0) =>
        string.Join(", ", RankedOutcomes.Take(count).Where(o => o.Probability >= smallest).Select(static o => o.ToString()));

    private protected double Of(string id)
    {
        for (int i = 0; i < Answers.Length; i++)
        {
            if (Answers[i].Id == id)
            {
                return Probabilities[i];
            }
        }

        return 0;
    }

    private ImmutableArray<Outcome> In(Func<int, int[], int> place)
    {
        var outcomes = new Outcome[Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            int at = place(i, _order);
            outcomes[i] = new Outcome(Answers[at], Probabilities[at]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(outcomes);
    }
}
