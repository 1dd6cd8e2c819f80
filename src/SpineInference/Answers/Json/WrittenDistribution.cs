using System.Collections.Immutable;
using System.Text.Json;

namespace SpineInference;

/// <summary>Reads a distribution back: an object from text id to probability.</summary>
internal static class WrittenDistribution
{
    // Written to the last bit, and summed in another order.
    private const double Rounding = 1e-9;

    /// <summary>Reads the distribution of a question.</summary>
    /// <exception cref="JsonException">It is none: an unknown or repeated answer, a number that is no probability, or a sum other than 1.</exception>
    public static Distribution Read(Question question, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"'{question.Field}' is a JSON {json.ValueKind}; expected an object from answer to probability.");
        }

        var answers = ImmutableArray.CreateBuilder<Answer>();
        var probabilities = ImmutableArray.CreateBuilder<double>();
        foreach (JsonProperty entry in json.EnumerateObject())
        {
            if (!question.TryParse(entry.Name, out Answer? answer))
            {
                throw new JsonException($"'{question.Field}' has an answer '{entry.Name}'; expected some of {string.Join(", ", question.Answers.Select(static a => a.Id))}. It may come from another version of the library.");
            }

            if (answers.Contains(answer))
            {
                throw new JsonException($"'{question.Field}' has the answer '{entry.Name}' twice. Keep one of them.");
            }

            answers.Add(answer);
            probabilities.Add(Probability(entry.Value, $"{question.Field}.{entry.Name}"));
        }

        double sum = probabilities.Sum();
        return Math.Abs(sum - 1) <= Rounding
            ? question.Distribute(answers.ToImmutable(), probabilities.ToImmutable())
            : throw new JsonException(FormattableString.Invariant($"The probabilities of '{question.Field}' sum to {sum}; expected 1."));
    }

    /// <summary>Reads one probability.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static double Probability(JsonElement json, string field) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double probability) && probability >= 0 && probability <= 1 + Rounding
            ? probability
            : throw new JsonException($"'{field}' is {json.GetRawText()}; expected a probability from 0 to 1.");
}
