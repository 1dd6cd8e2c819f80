using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpineInference;

/// <summary>Writes and reads one outcome: <c>{"answer": "L5", "name": "L5", "probability": 0.62}</c>.</summary>
internal sealed class OutcomeConverter<T>(Question<T> question) : JsonConverter<Outcome<T>>
    where T : struct, Enum
{
    public override Outcome<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement json = document.RootElement;
        return json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("answer", out JsonElement id) && id.ValueKind == JsonValueKind.String && question.TryParse(id.GetString(), out Answer? answer)
            && json.TryGetProperty("probability", out JsonElement probability)
            ? new Outcome<T>(answer, WrittenDistribution.Probability(probability, "probability"))
            : throw new JsonException($"Expected an outcome of '{question.Id}', such as {{\"answer\": \"{question.Answers[0].Id}\", \"probability\": 0.5}}.");
    }

    public override void Write(Utf8JsonWriter writer, Outcome<T> value, JsonSerializerOptions options) => AnswersJson.WriteOutcome(writer, value.Answer, value.Probability);
}
