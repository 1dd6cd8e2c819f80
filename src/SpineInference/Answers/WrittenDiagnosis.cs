using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>A diagnosis as it is written and read back: everything it says, without the patient and the engine behind it.</summary>
/// <remarks>What a client of a service holds. Fields it does not know are kept in <see cref="More"/>, so that an answer of a later version
/// can be read. Immutable and safe for concurrent use.</remarks>
/// <example>
/// <code>
/// WrittenDiagnosis answer = await client.GetFromJsonAsync&lt;WrittenDiagnosis&gt;("diagnose");
/// Console.WriteLine(answer.Ask(Questions.Cause).MostProbable);
/// </code>
/// </example>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed partial class WrittenDiagnosis
{
    internal WrittenDiagnosis()
    {
    }

    /// <summary>The patient's id, or <see langword="null"/>.</summary>
    public string? Id { get; internal init; }

    /// <summary>The answers to <see cref="Questions.All"/>, in that order.</summary>
    public required ImmutableArray<Distribution> Answers { get; init; }

    /// <summary>P(symptomatic narrowing of the canal) by the id of the level.</summary>
    public required ImmutableArray<KeyValuePair<string, double>> Stenosis { get; init; }

    /// <summary>P(lumbar spinal stenosis) + P(spondylolisthesis by arthritis or instability).</summary>
    public required double StenosisSyndrome { get; init; }

    /// <summary>How the roots fare, by the id of the leg, from L2 to S3.</summary>
    public required ImmutableArray<KeyValuePair<string, ImmutableArray<Distribution>>> Roots { get; init; }

    /// <summary>P(pain or altered sensation somewhere in the territory of a sciatic nerve, in either leg).</summary>
    public required double SciaticaProbability { get; init; }

    /// <summary>Natural logarithm of P(findings | context).</summary>
    public required double LogEvidence { get; init; }

    /// <summary>What was taken to be so although nobody stated it.</summary>
    public required ImmutableArray<Assumption> Assumptions { get; init; }

    /// <summary>Statements that cannot be meant together.</summary>
    public required ImmutableArray<Doubt> Doubts { get; init; }

    /// <summary>The urgency of the most urgent red flag; <see cref="Urgency.Routine"/> where none fired.</summary>
    public required Urgency Urgency { get; init; }

    /// <summary>Warnings that fired by rule, the most urgent first.</summary>
    public required ImmutableArray<RedFlag> RedFlags { get; init; }

    /// <summary>The red-flag questions that were not asked, the most urgent first.</summary>
    public required ImmutableArray<RedFlagQuestion> UnaskedRedFlags { get; init; }

    /// <summary>Who should look next, in plain sentences.</summary>
    public required string Advice { get; init; }

    /// <summary>Version of the library that answered.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Identity of the model that answered.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Further fields, such as <c>intervals</c> and <c>explanation</c>, by name.</summary>
    public ImmutableSortedDictionary<string, JsonElement> More { get; internal init; } =
        ImmutableSortedDictionary<string, JsonElement>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>What a diagnosis says.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="id">The patient's id, or <see langword="null"/>.</param>
    /// <returns>The answer as it is written.</returns>
    public static WrittenDiagnosis Of(Diagnosis diagnosis, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return new WrittenDiagnosis
        {
            Id = id,
            Answers = [.. Questions.All.Select(diagnosis.Ask)],
            Stenosis = [.. DiscLevels.All.Select(Questions.StenosisAt).Select(q => KeyValuePair.Create(q.Field, diagnosis.Ask(q)[Presence.Present]))],
            StenosisSyndrome = diagnosis.StenosisSyndrome,
            Roots = [.. Legs.All.Select(leg => KeyValuePair.Create(
                leg.Id, NerveRoots.Modelled.Select(r => (Distribution)diagnosis.Root(leg, r)).ToImmutableArray()))],
            SciaticaProbability = diagnosis.SciaticaProbability,
            LogEvidence = diagnosis.LogEvidence,
            Assumptions = diagnosis.Assumptions,
            Doubts = diagnosis.Doubts,
            Urgency = diagnosis.Urgency,
            RedFlags = diagnosis.RedFlags,
            UnaskedRedFlags = diagnosis.UnaskedRedFlags,
            Advice = diagnosis.Advice,
            ModelVersion = diagnosis.ModelVersion,
            ModelHash = diagnosis.ModelHash,
        };
    }

    /// <summary>Reads a written answer.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="JsonException">It is no written answer; all faults are told.</exception>
    public static WrittenDiagnosis Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return WrittenDiagnosisReader.Read(document.RootElement);
    }

    /// <summary>The answer to a question.</summary>
    /// <typeparam name="T">The kind of values.</typeparam>
    /// <param name="question">One of <see cref="Questions.All"/>.</param>
    /// <returns>The distribution over its values.</returns>
    /// <exception cref="ArgumentException">The answer does not hold this question.</exception>
    public Distribution<T> Ask<T>(Question<T> question)
        where T : struct, Enum => (Distribution<T>)Ask((Question)question);

    /// <summary>The answer to a question of any type.</summary>
    /// <param name="question">One of <see cref="Questions.All"/> or of <see cref="Questions.OnDemand"/>.</param>
    /// <returns>The distribution over its answers.</returns>
    /// <exception cref="ArgumentException">The answer does not hold this question.</exception>
    public Distribution Ask(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Answers.Concat(Roots.SelectMany(static leg => leg.Value)).Concat(Presences()).FirstOrDefault(a => a.Question.Equals(question))
            ?? throw new ArgumentException($"The written answer has nothing about '{question.Id}'.", nameof(question));
    }

    // Written as one probability each.
    private IEnumerable<Distribution> Presences()
    {
        foreach ((string id, double probability) in Stenosis)
        {
            if (DiscLevels.TryParse(id, out DiscLevel level))
            {
                yield return Of(Questions.StenosisAt(level), probability);
            }
        }

        yield return Of(Questions.Sciatica, SciaticaProbability);

        static Distribution Of(Question question, double probability) => question.Distribute(question.Answers, [1 - probability, probability]);
    }

    /// <summary>Writes the answer as an object.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        DiagnosisJson.Write(writer, this, null);
    }

    /// <summary>Root, cause and site with the most probable answers, in three lines.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(
        Environment.NewLine,
        $"Root:  {Ask(Questions.RootLevel).Describe(3)}",
        $"Cause: {Ask(Questions.Cause).Describe(3)}",
        $"Site:  {Ask(Questions.LesionSite).Describe(2)}");
}
