using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FsCheck.Xunit;
using SpineInference.Anatomy;
using SpineInference.Tests.Clinical;

namespace SpineInference.Tests.Answers;

/// <summary>Patients and answers serialise with System.Text.Json as they are documented, by reflection and by generated code, and an answer
/// is read back.</summary>
public class SerializationTests
{
    private static readonly Lazy<Diagnosis> Answer = new(static () => SpineModel.Default.Patient(54, Sex.Male, Setting.PrimaryCare)
        .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf)).Absent(Leg.Left, Findings.TiptoeWalkImpaired).Diagnose());

    private static readonly Lazy<SpineModel> Other = new(static () =>
        SpineModel.FromNetwork(SpineModel.Default.Network.WithParameters([.. SpineModel.Default.Network.Parameters])));

    private static readonly JsonSerializerOptions OfOther = new() { Converters = { new SpineJsonConverter(Other.Value) } };

    [Fact]
    public void Diagnosis_IsTheWrittenAnswer_ByReflectionAndByGeneratedCode()
    {
        string expected = Written(static writer => DiagnosisJson.Write(writer, Answer.Value, null));
        Assert.Equal(expected, JsonSerializer.Serialize(Answer.Value));
        Assert.Equal(expected, JsonSerializer.Serialize(Answer.Value, AnswerContext.Default.Diagnosis));
        Assert.Equal($"[{expected}]", JsonSerializer.Serialize(new[] { Answer.Value }));
    }

    [Property(MaxTest = 10)]
    public void WrittenDiagnosis_ReadBack_SaysTheSame(int seed)
    {
        Diagnosis diagnosis = new SampledPatient(seed).Note(8).Diagnose();
        string json = JsonSerializer.Serialize(diagnosis, AnswerContext.Default.Diagnosis);
        WrittenDiagnosis read = JsonSerializer.Deserialize(json, AnswerContext.Default.WrittenDiagnosis)!;
        Assert.Equal(json, JsonSerializer.Serialize(read));
        Assert.Equal(diagnosis.Cause.Select(static o => o.Probability), read.Ask(Questions.Cause).Select(static o => o.Probability));
        Assert.Equal(diagnosis.Root(Leg.Right, NerveRoot.S1).MostProbable, read.Ask(Questions.RootOf(Leg.Right, NerveRoot.S1)).MostProbable);
        Assert.Equal((diagnosis.Urgency, diagnosis.ModelHash, diagnosis.Advice), (read.Urgency, read.ModelHash, read.Advice));
        Assert.Equal(diagnosis.RedFlags.Select(static f => f.ToString()), read.RedFlags.Select(static f => f.ToString()));
        Assert.Equal(
            diagnosis.ToString().Split(Environment.NewLine).Take(3), read.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void WrittenDiagnosis_WithMoreFields_KeepsThem()
    {
        string json = Written(static writer => AnswerJson.Write(writer, Answer.Value, "p1", new AnswerOptions { Explains = true, NextCount = 1 }));
        var read = WrittenDiagnosis.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Equal("p1", read.Id);
        Assert.Equal(["explanation", "next"], read.More.Keys);
        Assert.Equal(json, JsonSerializer.Serialize(read));
    }

    [Theory]
    [InlineData("\"rootLevel\":", "\"rootlevel\":", "'rootLevel' is missing")]
    [InlineData("\"prolapsed-disc\":", "\"slipped-disc\":", "an answer 'slipped-disc'; expected some of")]
    [InlineData("\"urgency\":\"same-day\",\"redFlags\"", "\"urgency\":\"soon\",\"redFlags\"", "'urgency' is 'soon'; expected one of routine")]
    [InlineData("\"sciatica\":", "\"sciatica\":2,\"was\":", "'sciatica' is 2; expected a probability")]
    [InlineData("\"L5\":{\"normal\":", "\"L9\":{\"normal\":", "roots.left.L9")]
    [InlineData("\"version\":", "\"edition\":", "'version' is missing")]
    [InlineData("\"doubts\":[]", "\"doubts\":{}", "'doubts' is a JSON Object; expected a JSON Array")]
    [InlineData("\"zone\":{", "\"zone\":{\"central\":0.5,", "'central' twice")]
    [InlineData("\"side\":{\"left\":", "\"side\":{\"left\":0.001,\"was\":", "an answer 'was'")]
    public void WrittenDiagnosis_OfAFaultyText_SaysWhatIsWrong(string what, string instead, string fault)
    {
        string json = JsonSerializer.Serialize(Answer.Value);
        int place = json.IndexOf(what, StringComparison.Ordinal);
        Assert.True(place >= 0);
        string faulty = string.Concat(json.AsSpan(0, place), instead, json.AsSpan(place + what.Length));
        Assert.Contains(fault, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<WrittenDiagnosis>(faulty)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrittenDiagnosis_OfSeveralFaults_TellsAll()
    {
        string message = Assert.Throws<JsonException>(static () => JsonSerializer.Deserialize<WrittenDiagnosis>("""{"cause": {"prolapsed-disc": 0.5}, "advice": 3}""")).Message;
        Assert.Contains("The probabilities of 'cause' sum to 0.5; expected 1.", message, StringComparison.Ordinal);
        Assert.Contains("'advice' is a JSON Number", message, StringComparison.Ordinal);
        Assert.Contains("'rootLevel' is missing", message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(static () => JsonSerializer.Deserialize<Diagnosis>("{}"));
    }

    [Property(MaxTest = 20)]
    public void Patient_ReadBack_IsTheSamePatient(int seed)
    {
        Patient patient = new SampledPatient(seed).Note(12);
        string json = JsonSerializer.Serialize(patient, AnswerContext.Default.Patient);
        Assert.Equal(Written(writer => PatientJson.Write(writer, patient, null)), json);
        Patient read = JsonSerializer.Deserialize(json, AnswerContext.Default.Patient)!;
        Assert.Equal(json, JsonSerializer.Serialize(read));
        Assert.Equal(patient.Diagnose().LogEvidence, read.Diagnose().LogEvidence, 12);
    }

    [Fact]
    public void Patient_OfAFaultyText_TellsAllFaults()
    {
        string message = Assert.Throws<JsonException>(static () => JsonSerializer.Deserialize<Patient[]>("""[{"age": 12, "present": ["foot-dorp"]}]""")).Message;
        Assert.Contains("2 fault(s)", message, StringComparison.Ordinal);
        Assert.Contains("foot-drop", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patient_WithAConverterOfAModel_IsReadForThatModel()
    {
        Assert.Same(Other.Value, JsonSerializer.Deserialize<Patient>("""{"age": 54}""", OfOther)!.Model);
    }

    [Fact]
    public void EveryDistribution_ReadBack_IsTheSame()
    {
        AssertReadBack(Answer.Value.RootLevel);
        AssertReadBack(Answer.Value.Cause);
        AssertReadBack(Answer.Value.DiscLevel);
        AssertReadBack(Answer.Value.Zone);
        AssertReadBack(Answer.Value.Side);
        AssertReadBack(Answer.Value.LesionSite);
        AssertReadBack(Answer.Value.SlipMechanism);
        AssertReadBack(Answer.Value.SlipDirection);
        AssertReadBack(Answer.Value.Complaint);
        AssertReadBack(Answer.Value.Root(Leg.Left, NerveRoot.L5));
    }

    [Fact]
    public void EveryAnswer_WrittenByGeneratedCode_IsWhatReflectionWrites_AndNamesItsAnswers()
    {
        Diagnosis diagnosis = Answer.Value;
        AssertHas(diagnosis.Explain(NerveRoot.L5), AnswerContext.Default.Explanation, "of", "answer", "sentences");
        AssertHas(diagnosis.WithoutEach()[0], AnswerContext.Default.WhatIf, "without", "rootLevel", "cause");
        AssertHas(diagnosis.CheckCoherence(5), AnswerContext.Default.FindingsCoherence, "decibans", "bestExplanation");
        AssertHas(diagnosis.AnalyseSensitivity(Cause.ProlapsedDisc, 2, ModelUncertainty.Create(SpineModel.Default, 5)), AnswerContext.Default.SensitivityReport, "of", "tornado");
        AssertHas(diagnosis.ProposeFindings(2), AnswerContext.Default.NextFindings, "redFlags", "findings", "stop");
        AssertHas(diagnosis.Decide(), AnswerContext.Default.Decision, "threshold", "rootLevel", "cause");
        AssertHas(diagnosis.ComputeIntervals(ModelUncertainty.Create(SpineModel.Default, 5)), AnswerContext.Default.DiagnosisIntervals, [.. Questions.All.Select(static q => q.Field)]);
        AssertHas(diagnosis.RedFlags[0], AnswerContext.Default.RedFlag, "id", "urgency", "action");
        AssertHas(diagnosis.RootLevel.MostProbable, AnswerContext.Default.OutcomeNerveRoot, "answer", "name", "probability");
    }

    private static void AssertHas<T>(T answer, JsonTypeInfo<T> generated, params string[] fields)
    {
        string json = JsonSerializer.Serialize(answer, generated);
        Assert.Equal(json, JsonSerializer.Serialize(answer));
        Assert.All(fields, f => Assert.True(JsonNode.Parse(json)!.AsObject().ContainsKey(f), f));
    }

    private static void AssertReadBack<T>(Distribution<T> distribution)
        where T : struct, Enum
    {
        string json = JsonSerializer.Serialize(distribution);
        Distribution<T> read = JsonSerializer.Deserialize<Distribution<T>>(json)!;
        Assert.Equal(distribution.Select(static o => (o.Id, o.Probability)), read.Select(static o => (o.Id, o.Probability)));
        Assert.Equal(distribution.None, read.None);
        Outcome<T> outcome = distribution.MostProbable;
        Assert.Equal(outcome.Id, JsonSerializer.Deserialize<Outcome<T>>(JsonSerializer.Serialize(outcome)).Id);
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
