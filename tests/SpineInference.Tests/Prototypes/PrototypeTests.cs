using System.Collections.Immutable;
using SpineInference.Anatomy;

namespace SpineInference.Tests.Prototypes;

/// <summary>The prototype patients: a report on the answers, and what must hold for each of them.</summary>
public class PrototypeTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> OneLegged => [.. PrototypeCase.All.Where(static p => NamedLegs(p.Patient).Length == 1).Select(static p => p.Id)];

    [Fact]
    public void Prototypes_Diagnosed_GiveTheReportThatStands()
    {
        string path = Path.Combine(Repository.Root!, "docs", "evaluation", "prototypes.md");
        string report = PrototypeReport.Page([.. PrototypeCase.All.Select(static p => new PrototypeAnswer(p, p.Patient.Diagnose()))]);
        if (Environment.GetEnvironmentVariable("SPINEINFERENCE_UPDATE") == "1")
        {
            File.WriteAllText(path, report);
            return;
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == report,
            $"Stale: {path}. Run the tests of the prototypes with SPINEINFERENCE_UPDATE=1, and read what changed.");
    }

    [Fact]
    public void Verdict_OfARange_TurnsOnHowFarItIsMissed()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient().Diagnose();
        double left = diagnosis.Side[Side.Left];
        PrototypeVerdict VerdictFrom(double low) =>
            new PrototypeAnswer(new PrototypeCase("x", "x", diagnosis.Patient, [], [], [("side:left", low, 1)], [], []), diagnosis).Verdict;

        Assert.Equal(PrototypeVerdict.Ok, VerdictFrom(left - 0.01));
        Assert.Equal(PrototypeVerdict.Degree, VerdictFrom(left + 0.34));
        Assert.Equal(PrototypeVerdict.Wrong, VerdictFrom(left + 0.36));
    }

    [Fact]
    public void Verdict_OfAFirstAnswer_TurnsOnHowFarItIsBehind()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(45, Sex.Male, Setting.PrimaryCare).Diagnose();
        PrototypeAnswer Expecting(Outcome<Cause> cause) =>
            new(new PrototypeCase("x", "x", diagnosis.Patient, [], [cause.Id], [], ["ANY"], []), diagnosis);

        ImmutableArray<Outcome<Cause>> ranked = diagnosis.Cause.Ranked;
        Assert.Equal(PrototypeVerdict.Ok, Expecting(ranked[0]).Verdict);
        Assert.Equal(PrototypeVerdict.Wrong, Expecting(ranked[^1]).Verdict);
        Assert.Equal("ANY", Assert.Single(Expecting(ranked[0]).MissedFlags));
    }

    [Theory]
    [MemberData(nameof(OneLegged))]
    public void BothLegsDenied_WhereOneLegIsTold_MovesNoCause(string id)
    {
        Patient patient = PrototypeCase.All.Single(p => p.Id == id).Patient;
        Distribution<Cause> told = patient.Diagnose().Cause;
        Distribution<Cause> denied = patient.Absent(Findings.BothLegs).Diagnose().Cause;
        Assert.All(Causes.All, c => Assert.InRange(Math.Abs(told[c] - denied[c]), 0, 0.05));
    }

    [Theory]
    [MemberData(nameof(OneLegged))]
    public void MirrorImage_OfOneLeg_HasTheMirroredAnswer(string id)
    {
        Patient patient = PrototypeCase.All.Single(p => p.Id == id).Patient;
        Patient mirrored = patient.Observations.Aggregate(
            SpineModel.Default.Patient(patient.Age, patient.Sex, patient.Setting, patient.Complaint),
            static (p, o) => p.With(o.Leg is { } leg ? o.In(leg.Other) : o));
        (Diagnosis one, Diagnosis other) = (patient.Diagnose(), mirrored.Diagnose());
        Assert.All(Causes.All, c => Assert.Equal(one.Cause[c], other.Cause[c], Tolerance));
        Assert.All(NerveRoots.All, r => Assert.Equal(one.RootLevel[r], other.RootLevel[r], Tolerance));
        Assert.Equal(one.Side[Side.Left], other.Side[Side.Right], Tolerance);
    }

    private static ImmutableArray<Leg> NamedLegs(Patient patient) =>
        [.. patient.Observations.Where(static o => o.Leg is not null).Select(static o => o.Leg!.Value).Distinct()];
}
