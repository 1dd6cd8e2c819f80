using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>A question whose answers are the members of an enumeration, or none.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class Question<T> : Question
    where T : struct, Enum
{
    private readonly TextIds<T> _ids;

    internal Question(string id, string field, string label, string description, TextIds<T> ids, string? noneName, ImmutableArray<string> states = default)
        : base(id, field, label, description, noneName, states)
    {
        _ids = ids;
    }

    /// <inheritdoc/>
    public override Type ValueType => typeof(T);

    /// <summary>The answer that a value is.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public Answer this[T value] => new(this, _ids.IdOf(value), _ids.NameOf(value), Unsafe.BitCast<T, int>(value));

    internal override Distribution Distribute(ImmutableArray<Answer> answers, ImmutableArray<double> probabilities) =>
        new Distribution<T>(this, answers, probabilities);

    internal override JsonConverter? NewConverter(Type type) =>
        type == typeof(Distribution<T>) ? new DistributionConverter<T>(this)
        : type == typeof(Outcome<T>) ? new OutcomeConverter<T>(this)
        : type == typeof(Verdict<T>) ? new WriteOnlyConverter<Verdict<T>>(AnswersJson.WriteVerdict)
        : null;

    private protected override bool TryFind(string? id, out int member, out string name)
    {
        bool isFound = _ids.TryParse(id, out T value);
        member = Unsafe.BitCast<T, int>(value);
        name = isFound ? _ids.NameOf(value) : "";
        return isFound;
    }
}
