using System.Text;
using System.Text.Json.Nodes;
using SpineInference.Anatomy;

namespace SpineInference.Tool.Tests;

public sealed class ExplainCommandTests
{
    private const string Patient = """
        {"id": "p1", "age": 54, "sex": "male", "setting": "primary-care",
         "left": {"present": ["foot-drop", "pain.lateral-calf", "pain.big-toe"], "absent": ["tiptoe-walk-impaired"]}}
        """;

    private static readonly Lazy<Diagnosis> Answer =
        new(static () => PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(Patient), "p.json").Patient.Diagnose());

    [Fact]
    public async Task Explain_Json_IsWhatTheLibrarySays()
    {
        Spine run = await Spine.RunAsync(Patient, ["explain", "-", "--format", "json", "--of", "S1", "--of", "cause=prolapsed-disc", "--next", "3", "--numbers", "4"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonNode answer = JsonNode.Parse(run.Output)!;
        Assert.Equal(["id", "explanation", "whatIf", "conflict", "sensitivity", "next", "model"], answer.AsObject().Select(static p => p.Key));
        Diagnosis diagnosis = Answer.Value;
        Assert.Equal(
            diagnosis.Explain(NerveRoot.S1).Reasons.Select(static r => (r.Label, r.GivenRest.Decibans)),
            answer["explanation"]![0]!["reasons"]!.AsArray().Select(static r => (r!["label"]!.GetValue<string>(), r["givenRest"]!.GetValue<double>())));
        Assert.Equal("prolapsed-disc", answer["explanation"]![1]!["answer"]!.GetValue<string>());
        Assert.Equal(
            diagnosis.WithoutEach().Select(static w => (w.Finding.Id, w.After.RootLevel[NerveRoot.L5])),
            answer["whatIf"]!.AsArray().Select(static w => (w!["without"]!.GetValue<string>(), w["rootLevel"]!["L5"]!.GetValue<double>())));
        FindingsCoherence coherence = diagnosis.CheckCoherence();
        Assert.Equal(coherence.Conflict.Decibans, answer["conflict"]!["decibans"]!.GetValue<double>());
        Assert.Equal(coherence.Sentences.AsEnumerable(), answer["conflict"]!["sentences"]!.AsArray().Select(static n => n!.GetValue<string>()));
        SensitivityReport sensitivity = diagnosis.AnalyseSensitivity(NerveRoot.S1, 4);
        Assert.Equal(
            sensitivity.Tornado.Select(b => (sensitivity.NameOf(b.Row, b.State), b.AtUpper)),
            answer["sensitivity"]![0]!["tornado"]!.AsArray().Select(static n => (n!["number"]!.GetValue<string>(), n["atHigh"]!.GetValue<double>())));
        Assert.Equal(diagnosis.ProposeFindings(3).Findings.Select(static f => f.Label), answer["next"]!["findings"]!.AsArray().Select(static n => n!["label"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Explain_Text_HoldsEveryPart()
    {
        Spine run = await Spine.RunAsync(Patient, ["explain", "-"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(
            (string[])[
                "Why L5?", "speaks for L5", "given the rest", "What if a finding were not known?", "Do the findings belong together?", "Best joint explanation",
                "hang on?", "What next?", "does not replace one."],
            text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.Contains(Answer.Value.Explain(NerveRoot.L5).Sentences[0], run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task Explain_PatientOfWhomNothingIsKnown_IsAnswered()
    {
        foreach (string format in (string[])["table", "json"])
        {
            Spine run = await Spine.RunAsync("{}", ["explain", "-", "--format", format, "--next", "0"]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.DoesNotContain("What if", run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("L55", "Did you mean 'L5'?")]
    [InlineData("cause=prolapsed-dics", "There is no answer 'cause=prolapsed-dics'")]
    [InlineData("severity=mild", "Give a root, cause, site, disc level or zone")]
    [InlineData("", "There is no answer ''")]
    public async Task Explain_OfNothingKnown_IsRefused(string of, string expected)
    {
        Spine run = await Spine.RunAsync(Patient, ["explain", "-", "--of", of]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_SeveralPatients_IsRefused()
    {
        string line = Patient.ReplaceLineEndings("");
        Spine run = await Spine.RunAsync($"{line}\n{line}\n", ["explain", "-"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("holds several patients; 'explain' takes one", run.Error, StringComparison.Ordinal);
    }
}
