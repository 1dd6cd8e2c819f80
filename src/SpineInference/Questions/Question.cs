using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Something a diagnosis answers by a distribution: its id, names and possible answers.</summary>
/// <remarks>All of them stand in <see cref="Questions"/>; JSON, schemas, tables, intervals and explanations go through that list. Equality
/// is by id. Immutable and safe for concurrent use.</remarks>
public abstract class Question : IEquatable<Question>
{
    private readonly string? _noneName;
    private readonly Lazy<ImmutableArray<Answer>> _answers;

    private protected Question(string id, string field, string label, string description, string? noneName, ImmutableArray<string> states)
    {
        Id = id;
        Field = field;
        Label = label;
        Description = description;
        _noneName = noneName;
        HasVariable = states.IsDefault;
        _answers = new(() => AnswersIn(HasVariable ? ShippedKnowledge.Network.Network[id].States : states));
    }

    /// <summary>The stable text id, which is the name of the network's variable: <c>root-level</c>.</summary>
    public string Id { get; }

    /// <summary>The field of a written answer: <c>rootLevel</c>.</summary>
    public string Field { get; }

    /// <summary>A name for a heading or a column: <c>root level</c>.</summary>
    public string Label { get; }

    /// <summary>What is asked, as the middle of a sentence: <c>the principal root that is injured</c>.</summary>
    public string Description { get; }

    /// <summary>Whether one variable of the network answers it; otherwise it is an event over many, as sciatica is.</summary>
    /// <remarks>An event has a probability, reasons and an interval. What asks for a hypothesis about one variable, such as
    /// <see cref="Diagnosis.AnalyseSensitivity(Answer, int, ModelUncertainty)"/>, refuses it.</remarks>
    public bool HasVariable { get; }

    /// <summary>Whether it can be answered by none: no root, no slip.</summary>
    public bool HasNone => _noneName is not null;

    /// <summary>The answer that there is none.</summary>
    /// <exception cref="InvalidOperationException">The question has no such answer; see <see cref="HasNone"/>.</exception>
    public Answer None => _noneName is null
        ? throw new InvalidOperationException($"'{Id}' cannot be answered by none.")
        : new Answer(this, Answer.NoneId, _noneName, null);

    /// <summary>The possible answers, in the order of the shipped model.</summary>
    public ImmutableArray<Answer> Answers => _answers.Value;

    /// <summary>The type of the values, an enumeration.</summary>
    public abstract Type ValueType { get; }

    /// <summary>Reads an answer from its text id.</summary>
    /// <param name="id">The id, such as <c>L5</c> or <c>none</c> (ordinal comparison).</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">There is no such answer; the message lists those there are.</exception>
    public Answer Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return TryParse(id, out Answer? answer)
            ? answer
            : throw new ArgumentException(
                $"'{id}' is no answer to '{Id}'. Use one of: {string.Join(", ", Answers.Select(static a => a.Id))}.", nameof(id));
    }

    /// <summary>Reads an answer from its text id without throwing.</summary>
    /// <param name="id">The id (ordinal comparison).</param>
    /// <param name="answer">The answer.</param>
    /// <returns>Whether there is such an answer.</returns>
    public bool TryParse([NotNullWhen(true)] string? id, [NotNullWhen(true)] out Answer? answer)
    {
        answer = id == Answer.NoneId && HasNone ? None
            : TryFind(id, out int member, out string name) ? new Answer(this, id!, name, member)
            : null;
        return answer is not null;
    }

    /// <inheritdoc/>
    public bool Equals(Question? other) => other is not null && Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Question);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>The id.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => Id;

    /// <summary>The answers that the states of a variable stand for; a state that the library has no word for is named by its id.</summary>
    internal ImmutableArray<Answer> AnswersIn(ImmutableArray<string> states)
    {
        var answers = new Answer[states.Length];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = TryParse(states[i], out Answer? known) ? known : new Answer(this, states[i], states[i].Replace('-', ' '), null);
        }

        return ImmutableArray.Create(answers);
    }

    /// <summary>The answers that fit states, those of <see cref="Answers"/> where the states are the shipped model's.</summary>
    internal ImmutableArray<Answer> AnswersFor(ImmutableArray<string> states)
    {
        ImmutableArray<Answer> own = Answers;
        bool isSame = own.Length == states.Length;
        for (int i = 0; isSame && i < own.Length; i++)
        {
            isSame = own[i].Id == states[i];
        }

        return isSame ? own : AnswersIn(states);
    }

    /// <summary>The distribution of probabilities over answers of this question.</summary>
    internal abstract Distribution Distribute(ImmutableArray<Answer> answers, ImmutableArray<double> probabilities);

    /// <summary>What writes and reads a type that holds answers to this question; <see langword="null"/> for other types.</summary>
    internal abstract JsonConverter? NewConverter(Type type);

    private protected abstract bool TryFind(string? id, out int member, out string name);
}
