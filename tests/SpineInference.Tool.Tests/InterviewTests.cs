using SpineInference.Anatomy;
using SpineInference.Tool.Asking;

namespace SpineInference.Tool.Tests;

public sealed class InterviewTests
{
    private static readonly SpineModel Model = SpineModel.Default;

    [Fact]
    public void Next_AtTheStart_IsAnEmergency()
    {
        AskedQuestion first = New(Model.Patient()).Next()!;
        Assert.Equal(Urgency.Emergency, first.Urgency);
        Assert.Contains("Emergency if so", Assert.Single(first.Why), StringComparison.Ordinal);
        Assert.Contains(first.Parts, static p => p.Finding == "urinary-retention");
    }

    [Fact]
    public void Questions_ComeAsRedFlagsFromTheMostUrgent_ThenThePatient_ThenWhatTellsMost()
    {
        Interview interview = New(Model.Patient());
        var kinds = new List<(Urgency? Urgency, string Id)>();
        while (kinds.Count < 90 && interview.Next() is { } question)
        {
            kinds.Add((question.Urgency, question.Id));
            Assert.Null(interview.Take(question, AskedAnswer.NotKnown));
        }

        Urgency?[] flags = [.. kinds.TakeWhile(static k => k.Urgency is not null).Select(static k => k.Urgency)];
        Assert.True(flags.Length > 10);
        Assert.Equal(flags.OrderDescending(), flags);
        Assert.Equal(["age", "sex", "setting"], kinds.Skip(flags.Length).Take(3).Select(static k => k.Id));
        Assert.All(kinds.Skip(flags.Length), static k => Assert.Null(k.Urgency));
        Assert.Equal(kinds.Count - flags.Length, kinds.Skip(flags.Length).Select(static k => k.Id).Distinct().Count());
    }

    [Fact]
    public void Questions_OfSomebodyWhoDeniesPain_AreNotAboutPain()
    {
        Patient dropped = Model.Patient(54, Sex.Female, Setting.PrimaryCare, Complaint.Weakness, Side.Left).Present(Leg.Left, Findings.FootDrop);
        Assert.DoesNotContain(Asked(dropped.Absent(Findings.LowBackPain).Absent(Leg.Left, Findings.LegPain, Findings.FootPain)), IsOfPain);
        string[] open = Asked(dropped);
        Assert.InRange(Array.FindIndex(open, IsOfPain), Array.IndexOf(open, "left.leg-pain") + 1, open.Length);

        static bool IsOfPain(string id) => id.StartsWith("effect-of-", StringComparison.Ordinal) || id.StartsWith("pain-", StringComparison.Ordinal) || id == "night-pain";

        static string[] Asked(Patient patient)
        {
            Interview interview = New(patient);
            var ids = new List<string>();
            while (ids.Count < 40 && interview.Next() is { } question)
            {
                ids.AddRange(question.Urgency is null ? [question.Id] : []);
                Assert.Null(interview.Take(question, AskedAnswer.NotKnown));
            }

            return [.. ids];
        }
    }

    [Fact]
    public void NotKnown_StatesNothing()
    {
        Interview interview = New(Model.Patient());
        AskedQuestion question = interview.Next()!;
        Assert.Null(interview.Take(question, AskedAnswer.NotKnown));
        Assert.Empty(interview.Patient.Observations);
        Assert.NotEqual(question.Id, interview.Next()!.Id);
    }

    [Fact]
    public void No_ToEveryPart_DeniesThem_AndTheRuleIsNotOpenAnyMore()
    {
        Interview interview = New(Model.Patient());
        AskedQuestion question = interview.Next()!;
        string rule = question.Id.Split(' ')[1];
        Assert.Contains(interview.Diagnosis.UnaskedRedFlags, q => q.Rule == rule);
        Assert.Null(interview.Take(question, question.Parts.Select(static p => p.Answers[^1])));
        Assert.Contains(interview.Patient.Observations, static o => o.ToString() == "urinary-retention absent");
        Assert.DoesNotContain(interview.Patient.Observations, static o => o.Finding.Id is "leg-pain" or "low-back-pain" or "foot-drop" or "leg-weakness");
        Assert.All(interview.Patient.Observations, static o => Assert.Equal(ObservationKind.Absent, o.Kind));
        Assert.DoesNotContain(interview.Diagnosis.UnaskedRedFlags, q => q.Rule == rule);
    }

    [Fact]
    public void Questions_OfRedFlags_NameFewFindings_SoThatANoDeniesNothingUnread()
    {
        Interview interview = New(Model.Patient());
        while (interview.Next() is { Urgency: not null } question)
        {
            Assert.InRange(question.Parts.Length, 1, 10);
            Assert.Null(interview.Take(question, AskedAnswer.NotKnown));
        }
    }

    [Fact]
    public void Question_OfARuleThatStaysOpen_AsksForTheRest()
    {
        Interview interview = New(Model.Patient());
        AskedQuestion question = interview.Next()!;
        Assert.Null(interview.Take(question, question.Parts.Select(static p => p.Finding == "sexual-dysfunction-new" ? p.Answers[0] : p.Answers[^1])));
        AskedQuestion rest = interview.Next()!;
        Assert.Equal(question.Text, rest.Text);
        Assert.Empty(question.Parts.Select(static p => p.Id).Intersect(rest.Parts.Select(static p => p.Id)));
    }

    [Fact]
    public void Yes_ToAPart_FiresTheRedFlagAtOnce()
    {
        Interview interview = New(Model.Patient());
        AskedQuestion question = interview.Next()!;
        Assert.Null(interview.Take(question, question.Parts.Select(static p => p.Finding == "urinary-retention" ? p.Answers[0] : AskedAnswer.NotKnown)));
        Assert.Equal(Urgency.Emergency, interview.Diagnosis.Urgency);
    }

    [Fact]
    public void Question_ThatTellsMost_IsThatOfTheLibrary_WithWhatEachAnswerWouldMean()
    {
        Interview interview = New(Model.Patient(54, Sex.Male, Setting.PrimaryCare, Complaint.Leg, Side.Left).Present(Leg.Left, Findings.FootDrop));
        while (interview.Next() is { Urgency: not null } flag)
        {
            Assert.Null(interview.Take(flag, AskedAnswer.NotKnown));
        }

        AskedQuestion question = interview.Next()!;
        NextFinding best = interview.Diagnosis.ProposeFindings(1, new NextFindingsOptions { MostDemanding = Knowledge.FindingCategory.Examination }).Findings[0];
        Assert.Equal(best.Leg is { } leg ? $"{leg.Id}.{best.Id}" : best.Id, question.Id);
        Assert.Equal(best.Outcomes.Length, question.Answers.Length);
        Assert.Equal(best.Outcomes.Length + 1, question.Why.Length);
        Assert.Contains("bits that are open", question.Why[0], StringComparison.Ordinal);
        for (int i = 0; i < question.Answers.Length; i++)
        {
            Patient told = question.Answers[i].State!(interview.Patient);
            Assert.Equal(best.Outcomes[i].Cause!.MostProbable.Probability, told.Diagnose().Cause[best.Outcomes[i].Cause!.MostProbable.Answer], 9);
        }
    }

    [Fact]
    public void Take_OfWhatCannotBe_ChangesNothingAndSaysWhy()
    {
        Interview interview = New(Model.Patient().Present(Leg.Left, Findings.FootDrop));
        var denial = new AskedAnswer("No", static p => p.Absent(Leg.Left, Findings.FootDrop));
        Assert.Contains("foot-drop", interview.Take(new AskedQuestion("x", "x", [], []), [denial])!, StringComparison.Ordinal);
        Assert.False(interview.CanGoBack);
        Assert.Single(interview.Patient.Observations);
    }

    [Fact]
    public void Back_TakesTheLastAnswerBack_AndAsksAgain()
    {
        Interview interview = New(Model.Patient());
        AskedQuestion question = interview.Next()!;
        Assert.Null(interview.Take(question, question.Parts.Select(static p => p.Answers[0])));
        interview.Back();
        Assert.Empty(interview.Patient.Observations);
        Assert.Equal(question.Id, interview.Next()!.Id);
        Assert.False(interview.CanGoBack);
    }

    [Fact]
    public void AgeAndSex_ToldLate_KeepWhatWasStated()
    {
        Interview interview = New(Model.Patient(complaint: Complaint.Leg, complaintSide: Side.Left).Present(Leg.Left, Findings.FootDrop).Literally());
        while (interview.Next() is { Id: not "age" } other)
        {
            Assert.Null(interview.Take(other, AskedAnswer.NotKnown));
        }

        Assert.Null(interview.Take(interview.Next()!, interview.Next()!.OfNumber!(61)));
        Patient patient = interview.Patient;
        Assert.Equal((61, Complaint.Leg, Side.Left, true, 1), (patient.Age, patient.Complaint, patient.ComplaintSide, patient.IsLiteral, patient.Observations.Length));

        // With an age, further rules can be asked.
        while (interview.Next() is { Urgency: not null } flag)
        {
            Assert.Null(interview.Take(flag, AskedAnswer.NotKnown));
        }

        Assert.Equal("sex", interview.Next()!.Id);
    }

    private static Interview New(Patient patient) => new(patient, new NextFindingsOptions { MostDemanding = Knowledge.FindingCategory.Examination });
}
