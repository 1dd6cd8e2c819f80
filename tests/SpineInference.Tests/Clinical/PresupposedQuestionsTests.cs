using SpineInference.Anatomy;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>Whoever has no pain is not asked what makes it worse; of whom it is not known, whether it hurts is asked first.</summary>
public class PresupposedQuestionsTests
{
    private static readonly NextFindingsOptions AtTheCouch = new() { MostDemanding = FindingCategory.Examination };

    private static readonly string[] OfPain = [.. SpineModel.Default.Description.Variables.Where(static v => v.Presupposes is not null).Select(static v => v.Id)];

    [Fact]
    public void Tables_WhatIsSaidOfAPain_PresupposesOne()
    {
        Assert.Equal(
            [
                "leg-pain-worse-than-back-pain", "effect-of-sitting", "effect-of-standing", "effect-of-walking", "effect-of-bending-forward", "effect-of-bending-backward", "effect-of-lying",
                "effect-of-coughing", "night-pain", "pain-electric", "pain-burning", "pain-deep-ache",
            ],
            OfPain);
        Assert.All(
            SpineModel.Default.Description.Variables.Where(static v => v.Presupposes is not null),
            static v => Assert.Equal(["low-back-pain", "left.pain-extent", "right.pain-extent"], v.Presupposes!.AnyOf.Select(static h => h.Variable.Name)));
    }

    public static TheoryData<int, Sex, Setting> DroppedFeet
    {
        get
        {
            var all = new TheoryData<int, Sex, Setting>();
            foreach ((int age, Sex sex) in new[] { (40, Sex.Female), (40, Sex.Male), (54, Sex.Female), (54, Sex.Male), (70, Sex.Female), (70, Sex.Male) })
            {
                all.Add(age, sex, Setting.PrimaryCare);
                all.Add(age, sex, Setting.SpineClinic);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(DroppedFeet))]
    public void DroppedFoot_PainNotSpokenOf_IsAskedForPainAndInversionBeforePosture(int age, Sex sex, Setting setting)
    {
        string[] next = Ids(DroppedFoot(age, sex, setting), 60);
        int posture = Array.FindIndex(next, OfPain.Contains);
        Assert.InRange(posture, 8, 59);
        Assert.InRange(Array.IndexOf(next, "leg-pain"), 0, posture - 1);
        Assert.InRange(Array.IndexOf(next, "tibialis-posterior-strength"), 0, 6);
    }

    [Theory]
    [MemberData(nameof(DroppedFeet))]
    public void DroppedFoot_PainDenied_IsNeverAskedOfIt(int age, Sex sex, Setting setting)
    {
        Patient painless = DroppedFoot(age, sex, setting).Absent(Findings.LowBackPain).Absent(Leg.Left, Findings.LegPain, Findings.FootPain);
        Assert.DoesNotContain(Ids(painless, 200, new NextFindingsOptions { MinimumBits = 0 }), OfPain.Contains);
        Assert.Contains(Ids(painless, 200, new NextFindingsOptions { MinimumBits = 0 }), static id => id == "tibialis-posterior-strength");
    }

    [Fact]
    public void DroppedFoot_PainDenied_IsNotAskedOfItInASetNorByTheDecision()
    {
        Patient painless = DroppedFoot(54, Sex.Female, Setting.PrimaryCare).Absent(Findings.LowBackPain).Absent(Leg.Left, Findings.LegPain, Findings.FootPain);
        Assert.DoesNotContain(Ids(painless, 3, AtTheCouch with { AsSet = true }), OfPain.Contains);
        Assert.DoesNotContain(painless.Diagnose().Decide(Questions.Cause, 0.9, AtTheCouch).Deciding.Select(static f => f.Id), OfPain.Contains);
        Patient hurting = DroppedFoot(54, Sex.Female, Setting.PrimaryCare).Present(Leg.Left, Findings.LegPain);
        Assert.Contains(Ids(hurting, 3, AtTheCouch with { AsSet = true }), static id => id == "effect-of-sitting");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gain_OfAQuestionOfPosture_IsThatOfThePatientsInPain(bool isForMany)
    {
        Patient patient = DroppedFoot(54, Sex.Female, Setting.PrimaryCare);
        NextFinding sitting = patient.Diagnose().ProposeFindings(60, AtTheCouch with { IsForMany = isForMany }).Findings.First(static f => f.Id == "effect-of-sitting");
        Assert.Equal(GainOfSitting(patient), sitting.Bits, 1e-9);
        Patient told = patient.Present(Findings.LowBackPain);
        Assert.Equal(GainOfSitting(told), told.Diagnose().ProposeFindings(60, AtTheCouch with { IsForMany = isForMany }).Findings.First(static f => f.Id == "effect-of-sitting").Bits, 1e-9);
    }

    [Fact]
    public void FittedModel_OverTheSameVariables_PresupposesTheSame()
    {
        BayesianNetwork network = SpineModel.Default.Network;
        SpineModel other = SpineModel.FromNetwork(network.WithParameters(network.Parameters));
        Patient patient = other.Patient(54, Sex.Female, Setting.PrimaryCare, Complaint.Weakness, Side.Left).With(other.CreateStatement("left.foot-drop"));
        Assert.Equal(Ids(DroppedFoot(54, Sex.Female, Setting.PrimaryCare), 20), Ids(patient, 20));
    }

    // I(root and cause; sitting | pain) P(pain), from the joint of root, cause and sitting with and without the patients whose back and leg are silent.
    private static double GainOfSitting(Patient patient)
    {
        Diagnosis diagnosis = patient.Diagnose();
        BayesianNetwork network = SpineModel.Default.Network;
        Evidence none = diagnosis.Evidence.ObserveLikelihood(network["left.pain-extent"], [1, 0, 0, 0, 0]);
        bool isBackOpen = diagnosis.Evidence.ObservedStateOf(network["low-back-pain"]) < 0;
        var joint = new double[9, 17, 3];
        double start = SpineModel.Default.Engine.Query(diagnosis.Evidence).LogEvidence;
        for (int r = 0; r < 9; r++)
        {
            for (int c = 0; c < 17; c++)
            {
                Add(diagnosis.Evidence, 1);
                if (isBackOpen)
                {
                    Add(none.Observe(network["low-back-pain"], 0), -1);
                }

                void Add(Evidence evidence, int sign)
                {
                    Posteriors answer;
                    try
                    {
                        answer = SpineModel.Default.Engine.Query(evidence.Observe(network["root-level"], r).Observe(network["cause"], c));
                    }
                    catch (ImpossibleEvidenceException)
                    {
                        return;
                    }

                    for (int s = 0; s < 3; s++)
                    {
                        joint[r, c, s] += sign * Math.Exp(answer.LogEvidence - start) * answer["effect-of-sitting"][s];
                    }
                }
            }
        }

        double Sum(Func<int, int, int, bool> holds) => (from r in Enumerable.Range(0, 9) from c in Enumerable.Range(0, 17) from s in Enumerable.Range(0, 3) where holds(r, c, s) select joint[r, c, s]).Sum();
        double all = Sum(static (_, _, _) => true);
        return (from r in Enumerable.Range(0, 9)
                from c in Enumerable.Range(0, 17)
                from s in Enumerable.Range(0, 3)
                where joint[r, c, s] > 1e-15
                select joint[r, c, s] * Math.Log2(joint[r, c, s] * all / (Sum((x, y, _) => x == r && y == c) * Sum((_, _, z) => z == s)))).Sum();
    }

    private static Patient DroppedFoot(int age, Sex sex, Setting setting) =>
        SpineModel.Default.Patient(age, sex, setting, Complaint.Weakness, Side.Left).Present(Leg.Left, Findings.FootDrop);

    private static string[] Ids(Patient patient, int count, NextFindingsOptions? options = null) =>
        [.. patient.Diagnose().ProposeFindings(count, options ?? AtTheCouch).Findings.Select(static f => f.Id)];
}
