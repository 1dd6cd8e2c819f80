using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>The written answer has the documented fields, and its numbers are those of the diagnosis to the last bit.</summary>
public class DiagnosisJsonTests
{
    private static readonly Lazy<Diagnosis> Answer = new(static () => SpineModel.Default.Patient(54, Sex.Male, Setting.PrimaryCare)
        .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf)).Absent(Leg.Left, Findings.TiptoeWalkImpaired).Diagnose());

    [Fact]
    public void Write_Diagnosis_HasTheDocumentedFieldsInOrder() => Assert.Equal(
        [
            "id", "rootLevel", "cause", "discLevel", "zone", "side", "lesionSite", "slipMechanism", "slipDirection", "complaint", "stenosis", "stenosisSyndrome",
            "roots", "sciatica", "logEvidence", "assumptions", "doubts", "urgency", "redFlags", "unaskedRedFlags", "advice", "model",
        ],
        Write(Answer.Value, "p1").EnumerateObject().Select(static f => f.Name));

    [Fact]
    public void Write_Probabilities_ParseBackToTheSameBits()
    {
        Diagnosis diagnosis = Answer.Value;
        JsonElement json = Write(diagnosis, "p1");
        Assert.All(Questions.All, q => AssertSameBits(q.Id, json.GetProperty(q.Field)));
        foreach (Leg leg in Legs.All)
        {
            JsonElement roots = json.GetProperty("roots").GetProperty(leg.Id);
            Assert.Equal(["L2", "L3", "L4", "L5", "S1", "S2", "S3"], roots.EnumerateObject().Select(static r => r.Name));
            Assert.All(roots.EnumerateObject(), root => AssertSameBits($"{leg.Id}.root.{root.Name}", root.Value));
        }

        Assert.All(DiscLevels.All, level => AssertSame(diagnosis.StenosisAt(level), json.GetProperty("stenosis").GetProperty(level.Id)));
        AssertSame(diagnosis.StenosisSyndrome, json.GetProperty("stenosisSyndrome"));
        AssertSame(diagnosis.SciaticaProbability, json.GetProperty("sciatica"));
        AssertSame(diagnosis.LogEvidence, json.GetProperty("logEvidence"));
    }

    [Fact]
    public void Write_RedFlagsAdviceAndModel_AreThoseOfTheDiagnosis()
    {
        Diagnosis diagnosis = Answer.Value;
        JsonElement json = Write(diagnosis, "p1");
        JsonElement flag = Assert.Single(json.GetProperty("redFlags").EnumerateArray());
        RedFlag expected = Assert.Single(diagnosis.RedFlags);
        Assert.Equal(["id", "urgency", "findings", "reason", "action"], flag.EnumerateObject().Select(static f => f.Name));
        Assert.Equal((expected.Id, "same-day", expected.Reason, expected.Action), (Text("id"), Text("urgency"), Text("reason"), Text("action")));
        Assert.Equal(["left.foot-drop present"], flag.GetProperty("findings").EnumerateArray().Select(static f => f.GetString()));
        Assert.Equal("same-day", json.GetProperty("urgency").GetString());
        Assert.Equal(
            diagnosis.UnaskedRedFlags.Select(static q => (q.Rule, q.Urgency.Id, q.Text, string.Join(',', q.Findings))),
            json.GetProperty("unaskedRedFlags").EnumerateArray().Select(static q => (
                q.GetProperty("rule").GetString()!, q.GetProperty("urgency").GetString()!, q.GetProperty("question").GetString()!,
                string.Join(',', q.GetProperty("findings").EnumerateArray().Select(static f => f.GetString())))));
        Assert.Equal(diagnosis.Advice, json.GetProperty("advice").GetString());
        Assert.Equal(diagnosis.ModelVersion, json.GetProperty("model").GetProperty("version").GetString());
        Assert.Equal(diagnosis.ModelHash, json.GetProperty("model").GetProperty("hash").GetString());

        string Text(string field) => flag.GetProperty(field).GetString()!;
    }

    [Fact]
    public void Write_WithoutId_LeavesTheFieldOut() => Assert.False(Write(Answer.Value, null).TryGetProperty("id", out _));

    [Fact]
    public void Write_WithMore_AppendsFieldsBeforeTheEnd() =>
        Assert.Equal(5, Write(Answer.Value, null, static writer => writer.WriteNumber("next", 5)).EnumerateObject().Last().Value.GetInt32());

    private static JsonElement Write(Diagnosis diagnosis, string? id, Action<Utf8JsonWriter>? more = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            DiagnosisJson.Write(writer, diagnosis, id, more);
        }

        return JsonElement.Parse(stream.ToArray());
    }

    private static void AssertSameBits(string variable, JsonElement written)
    {
        ImmutableArray<double> posterior = Answer.Value.PosteriorOf(variable);
        Assert.Equal(SpineModel.Default.Network[variable].States, written.EnumerateObject().Select(static p => p.Name));
        Assert.All(posterior.Zip(written.EnumerateObject()), static pair => AssertSame(pair.First, pair.Second.Value));
    }

    private static void AssertSame(double expected, JsonElement written) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(written.GetDouble()));
}
