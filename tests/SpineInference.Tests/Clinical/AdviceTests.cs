using FsCheck.Xunit;
using SpineInference.Anatomy;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Clinical;

/// <summary>Advice never says less than its own alarm, and without one no more than the posterior supports.</summary>
public class AdviceTests
{
    private static readonly string[] Reassuring = ["No nerve injury", "physiotherapist", "general practitioner", "can follow it", "foot specialist", "does not need"];
    private static readonly string[] SlowerThanUrgent = ["weeks", "months", "if it persists"];
    private static readonly string[] SlowerThanSameDay = [.. SlowerThanUrgent, "within days", "Urgent:"];
    private static readonly string[] SlowerThanEmergency = [.. SlowerThanSameDay, "Same day:", "today", "within 24 hours"];

    [Property(MaxTest = 400)]
    public void Advice_OfAnyPatientWithAFlag_DemandsWhatTheMostUrgentDoes_AndNothingSlowerOrMilder(int seed)
    {
        Diagnosis? diagnosis = Random(seed);
        if (diagnosis is null || diagnosis.RedFlags.IsEmpty)
        {
            return;
        }

        Urgency urgency = diagnosis.RedFlags.Max(static f => f.Urgency);
        Assert.StartsWith($"{urgency.PlainName}: ", diagnosis.Advice, StringComparison.Ordinal);
        Assert.All(diagnosis.AdviceSentences, s =>
        {
            Assert.False(s.IsReassuring, s.Text);
            Assert.True(s.Urgency is null || s.Urgency >= urgency, s.Text);
        });
        Assert.Contains(diagnosis.AdviceSentences, s => s.Urgency == urgency);
        string[] banned = urgency switch
        {
            Urgency.Emergency => SlowerThanEmergency,
            Urgency.SameDay => SlowerThanSameDay,
            _ => SlowerThanUrgent,
        };
        Assert.All(Reassuring.Concat(banned), words => Assert.DoesNotContain(words, diagnosis.Advice, StringComparison.OrdinalIgnoreCase));
        Assert.All(
            diagnosis.RedFlags.Where(f => f.Urgency == urgency), f => Assert.Contains(f.Action, diagnosis.Advice, StringComparison.Ordinal));
    }

    [Property(MaxTest = 400)]
    public void Advice_OfAnyPatientWithoutAFlag_NamesAStepOfOneCauseOnlyWhereItIsAtLeastOneHalf(int seed)
    {
        Diagnosis? diagnosis = Random(seed, mostFindings: 3);
        if (diagnosis is null || !diagnosis.RedFlags.IsEmpty)
        {
            return;
        }

        bool isDecided = diagnosis.Cause.MostProbable.Probability >= 0.5;
        Assert.Equal(!isDecided, diagnosis.Advice.Contains("Undecided between", StringComparison.Ordinal));
        string[] steps = ["can settle it", "physiotherapist", "vascular specialist", "Ask how far", "Test strength", "Imaging is needed", "neurologist is next"];
        Assert.Equal(isDecided, steps.Any(s => diagnosis.Advice.Contains(s, StringComparison.Ordinal)));
        Assert.Equal(!diagnosis.UnaskedRedFlags.IsEmpty, diagnosis.Advice.Contains("not asked", StringComparison.Ordinal));
        Assert.EndsWith("does not replace it.", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "foot-drop" }, true, new[] { "urinary-retention" })]
    [InlineData(new string[0], false, new[] { "fever", "low-back-pain" })]
    [InlineData(new string[0], false, new[] { "significant-trauma" })]
    public void Advice_OfTheFirstVersionsFaults_SaysNothingMilder(string[] ofBothLegs, bool isEmergency, string[] ofThePatient)
    {
        Patient patient = SpineModel.Default.Patient(54, Sex.Male, Setting.PrimaryCare)
            .Present([.. ofThePatient.Select(static id => SpineModel.Default.GetFinding(id))]);
        foreach (Leg leg in Legs.All)
        {
            patient = patient.With([.. ofBothLegs.Select(id => SpineModel.Default.CreateStatement($"{leg.Id}.{id}"))]);
        }

        string advice = patient.Diagnose().Advice;
        Assert.StartsWith(isEmergency ? "Emergency: " : "Same day: ", advice, StringComparison.Ordinal);
        Assert.All(Reassuring.Concat(SlowerThanSameDay), words => Assert.DoesNotContain(words, advice, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Advice_UncertainNumbSaddle_IsAnEmergencyAndNoReassurance()
    {
        string advice = SpineModel.Default.Patient(54).Uncertain(Leg.Left, Findings.AlteredSensation(Region.Saddle), 1.2).Diagnose().Advice;
        Assert.StartsWith("Emergency: refer at once", advice, StringComparison.Ordinal);
        Assert.DoesNotContain("No nerve injury", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_FootAndLegSymptomsOfARoot_SendsToASpineSpecialist_AndSaysWhen()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(42, Sex.Female, Setting.PrimaryCare)
            .Present(Leg.Left, Findings.LegPain, Findings.Pain(Region.BackOfCalf), Findings.AlteredSensation(Region.LateralFoot), Findings.StraightLegRaisePositive)
            .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Absent))
            .Present(Findings.LowBackPain, Findings.LegPainWorseThanBackPain)
            .Diagnose();
        Assert.Empty(diagnosis.RedFlags);
        Assert.Contains("a spine specialist is who tells the causes apart. Go within days if", diagnosis.Advice, StringComparison.Ordinal);
        Assert.Contains("to hospital at once if numbness between the legs", diagnosis.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("spine specialist is who", SpineModel.Default.Patient(42).Present(Leg.Left, Findings.FootPain).Diagnose().Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"age":75,"left":{"present":["leg-pulseless","cool-or-discoloured-skin"]},"present":["sudden-onset"],"absent":["low-back-pain"]}""", "acute-limb-ischaemia", "emergency")]
    [InlineData("""{"age":60,"complaint":"weakness","left":{"present":["brisk-reflexes"]}}""", "central", "same-day")]
    [InlineData("""{"age":50,"complaint":"weakness","left":{"present":["sensation.foot"]},"right":{"present":["sensation.foot"]},"values":{"duration":"under-6-weeks","course":"worse","left.patellar-reflex":"absent","right.patellar-reflex":"absent","left.achilles-reflex":"absent","right.achilles-reflex":"absent"}}""", "polyneuropathy", "emergency")]
    public void Advice_OfADangerThatIsLikelyThoughNoRuleFired_IsNotRoutine(string patient, string cause, string urgency)
    {
        Diagnosis diagnosis = PatientJson.Read(SpineModel.Default, System.Text.Encoding.UTF8.GetBytes(patient), "test").Patient.Diagnose();
        Assert.Empty(diagnosis.Patient.RedFlags);
        RedFlag flag = Assert.Single(diagnosis.RedFlags);
        Assert.Equal(($"likely-{cause}", urgency), (flag.Id, diagnosis.Urgency.Id));
        Assert.Contains($"{(cause == "polyneuropathy" ? "acute polyneuropathy (Guillain-Barré syndrome)" : diagnosis.Cause.MostProbable.Name)} is likely (", flag.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"{diagnosis.Urgency.PlainName}: {flag.Action}", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_OfAPolyneuropathyOfYears_IsRoutine()
    {
        Diagnosis diagnosis = PatientJson.Read(SpineModel.Default, """{"age":65,"left":{"present":["sensation.foot","foot-pain"]},"right":{"present":["sensation.foot","foot-pain"]},"values":{"duration":"over-12-weeks","left.achilles-reflex":"absent","right.achilles-reflex":"absent"}}"""u8.ToArray(), "test").Patient.Diagnose();
        Assert.Equal("polyneuropathy", diagnosis.Cause.MostProbable.Value.Id);
        Assert.Empty(diagnosis.RedFlags);
    }

    [Fact]
    public void Causes_ThatMustNotWait_HaveAnUrgencyAndWhatItDemands() => Assert.All(Causes.All, static cause =>
    {
        Assert.Equal(cause.WhenLikely is null, cause.UrgencyWhenLikely == Urgency.Routine);
        Assert.False(cause.WhenLikely?.EndsWith('.') ?? false);
    });

    [Property(MaxTest = 400)]
    public void RedFlags_OfAnyDiagnosis_AreThoseOfThePatient_AndLikelyDangersThatNoRuleWarnsOf(int seed)
    {
        if (Random(seed) is not { } diagnosis)
        {
            return;
        }

        string[] rules = [.. diagnosis.Patient.RedFlags.Select(static f => f.Id)];
        Assert.Equal(rules, diagnosis.RedFlags.Select(static f => f.Id).Where(rules.Contains));
        Assert.All(diagnosis.RedFlags, static f => Assert.Contains(f.Id, RedFlag.Ids));
        Assert.Equal(diagnosis.RedFlags.OrderByDescending(static f => f.Urgency).Select(static f => f.Id), diagnosis.RedFlags.Select(static f => f.Id));
        IEnumerable<Urgency> likely = diagnosis.Cause.Ranked.Where(static o => o.Probability >= LikelyDanger.LikelyFrom).Select(o => o.Value.Id switch
        {
            "acute-limb-ischaemia" => Urgency.Emergency,
            "central" => Urgency.SameDay,
            "other-serious" => Urgency.Urgent,
            "polyneuropathy" => diagnosis.PosteriorOf("aetiology")[diagnosis.Patient.Model.Network["aetiology"].States.IndexOf("acute-polyneuropathy")] >= LikelyDanger.LikelyFrom
                ? Urgency.Emergency : Urgency.Routine,
            _ => Urgency.Routine,
        });
        Assert.Equal(diagnosis.Patient.RedFlags.Select(static f => f.Urgency).Concat(likely).DefaultIfEmpty(Urgency.Routine).Max(), diagnosis.Urgency);
    }

    [Fact]
    public void Advice_PulsesThatAreGone_AsksForTheArteries_WhateverTheCause()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(68, Sex.Male, Setting.SpineClinic)
            .Present(Findings.PulsesAbnormal, Findings.LowBackPain, Findings.BothLegs)
            .Diagnose();
        Assert.Contains("arteries of the leg looked at as well", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Property(MaxTest = 60)]
    public void RuleOnlyFindings_InAnyPatient_ChangeNoProbability(int seed)
    {
        var random = new Random(seed);
        Patient patient = new SampledPatient(seed).Note(1 + random.Next(10));
        Patient more = patient;
        foreach (DescribedFinding finding in ShippedKnowledge.RuleOnly.Where(_ => random.Next(2) == 0))
        {
            Finding f = SpineModel.Default.GetFinding(finding.Id);
            more = (random.Next(4), f) switch
            {
                (0, LegFinding ofLeg) => more.Present(Leg.Right, ofLeg),
                (1, LegFinding ofLeg) => more.Absent(Leg.Left, ofLeg),
                (0, _) => more.Present(f),
                (1, _) => more.Absent(f),
                (2, _) => more.Uncertain(f, 3),
                _ => more.Present(f),
            };
        }

        Diagnosis before = patient.Diagnose();
        Diagnosis after = more.Diagnose();
        Assert.Equal(before.LogEvidence, after.LogEvidence);
        Assert.Equal(before.Cause.Select(static o => o.Probability), after.Cause.Select(static o => o.Probability));
        Assert.Equal(before.Side.Select(static o => o.Probability), after.Side.Select(static o => o.Probability));
        Assert.Equal(before.ProposeFindings(3).Findings.Select(static f => f.Id), after.ProposeFindings(3).Findings.Select(static f => f.Id));
        Assert.Equal(before.Explain(before.Cause.MostProbable).Reasons.Length, after.Explain(before.Cause.MostProbable).Reasons.Length);
    }

    [Fact]
    public void RuleOnlyFinding_PresentAndAbsent_IsRefused() => Assert.Throws<ContradictoryFindingsException>(
        static () => SpineModel.Default.Patient(50).Present(Findings.RecentSpinalProcedure).Absent(Findings.RecentSpinalProcedure).Diagnose());

    // Any findings at all, those of rules alone among them: the most alarming patients are not among those drawn from the model.
    private static Diagnosis? Random(int seed, int mostFindings = 12)
    {
        var random = new Random(seed);
        DescribedFinding[] all = [.. SpineModel.Default.DescribedFindings];
        Patient patient = SpineModel.Default.Patient(
            random.Next(4) == 0 ? null : random.Next(18, 95), (Sex)random.Next(3), (Setting)random.Next(3), (Complaint)random.Next(4));
        foreach (DescribedFinding finding in random.GetItems(all, 1 + random.Next(mostFindings)).DistinctBy(static f => f.Id))
        {
            Finding stated = SpineModel.Default.GetFinding(finding.Id, finding.States[random.Next(1, finding.States.Length)]);
            Leg? leg = finding.IsOfLeg ? Legs.All[random.Next(2)] : null;
            patient = patient.With(random.Next(5) switch
            {
                0 => Observation.Of(stated, leg, ObservationKind.Absent),
                1 => Observation.Of(stated, leg, ObservationKind.Uncertain, 0.2 + (4 * random.NextDouble())),
                _ => Observation.Of(stated, leg),
            });
        }

        try
        {
            return patient.Diagnose();
        }
        catch (ContradictoryFindingsException)
        {
            return null;
        }
    }
}
