using System.Text.Json;
using System.Text.Json.Serialization;
namespace SpineInference;

/// <summary>Writes the library's patients and answers with System.Text.Json in their documented form, and reads back what can be read.</summary>
/// <remarks>
/// <para>The types name it themselves, so that nothing need be registered: a <see cref="Diagnosis"/> returned from an endpoint is a written
/// answer. A <see cref="Patient"/> is read for <see cref="SpineModel.Default"/>; register an instance for another model.</para>
/// <para>A distribution, a patient and a <see cref="WrittenDiagnosis"/> are read back, an invalid one with <see cref="JsonException"/> and
/// all its faults; a diagnosis itself is not: read a <see cref="WrittenDiagnosis"/>. No reflection: it works trimmed and compiled ahead of
/// time. Immutable and safe for concurrent use.</para>
/// </remarks>
/// <example>
/// <code>
/// string json = JsonSerializer.Serialize(diagnosis);
/// WrittenDiagnosis answer = JsonSerializer.Deserialize&lt;WrittenDiagnosis&gt;(json)!;
/// </code>
/// </example>
public sealed class SpineJsonConverter : JsonConverterFactory
{
    private readonly SpineModel? _model;

    /// <summary>Reads patients for the library's own model.</summary>
    public SpineJsonConverter()
    {
    }

    /// <summary>Reads patients for a model.</summary>
    /// <param name="model">The model.</param>
    public SpineJsonConverter(SpineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
    }

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => Find(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Find(typeToConvert);

    private JsonConverter? Find(Type type)
    {
        if (type == typeof(Patient))
        {
            return new PatientConverter(_model);
        }

        if (type == typeof(WrittenDiagnosis))
        {
            return new WrittenDiagnosisConverter();
        }

        return Written(type) ?? VocabularyConverters.Of(type) ?? OfQuestion(type);
    }

    private static JsonConverter? Written(Type type) =>
        type == typeof(Diagnosis) ? new WriteOnlyConverter<Diagnosis>(static (writer, d) => DiagnosisJson.Write(writer, d, null), "Read a WrittenDiagnosis.")
        : type == typeof(Explanation) ? new WriteOnlyConverter<Explanation>(AnswersJson.WriteExplanation)
        : type == typeof(WhatIf) ? new WriteOnlyConverter<WhatIf>(AnswersJson.WriteWhatIf)
        : type == typeof(FindingsCoherence) ? new WriteOnlyConverter<FindingsCoherence>(AnswersJson.WriteConflict)
        : type == typeof(SensitivityReport) ? new WriteOnlyConverter<SensitivityReport>(AnswersJson.WriteSensitivity)
        : type == typeof(Scenario) ? new WriteOnlyConverter<Scenario>(AnswersJson.WriteScenario)
        : type == typeof(NextFindings) ? new WriteOnlyConverter<NextFindings>(AnswersJson.WriteNext)
        : type == typeof(NextFinding) ? new WriteOnlyConverter<NextFinding>(AnswersJson.WriteProposal)
        : type == typeof(DiagnosisIntervals) ? new WriteOnlyConverter<DiagnosisIntervals>(static (writer, i) => AnswersJson.WriteIntervals(writer, i, DiagnosisIntervals.DefaultMass))
        : type == typeof(Decision) ? new WriteOnlyConverter<Decision>(AnswersJson.WriteDecision)
        : type == typeof(RedFlag) ? new WriteOnlyConverter<RedFlag>(DiagnosisJson.WriteRedFlag)
        : type == typeof(RedFlagQuestion) ? new WriteOnlyConverter<RedFlagQuestion>(DiagnosisJson.WriteQuestion)
        : type == typeof(Assumption) ? new WriteOnlyConverter<Assumption>(DiagnosisJson.WriteAssumption)
        : type == typeof(Doubt) ? new WriteOnlyConverter<Doubt>(DiagnosisJson.WriteDoubt)
        : null;

    private static JsonConverter? OfQuestion(Type type)
    {
        if (!type.IsGenericType)
        {
            return null;
        }

        foreach (Question question in Questions.All.Add(Questions.RootOfALeg).Add(Questions.Sciatica))
        {
            if (question.NewConverter(type) is { } converter)
            {
                return converter;
            }
        }

        return null;
    }
}
