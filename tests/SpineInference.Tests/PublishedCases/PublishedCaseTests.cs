namespace SpineInference.Tests.PublishedCases;

/// <summary>The published cases: a report on the answers, and dangers that must not pass for routine.</summary>
public class PublishedCaseTests
{
    [Fact]
    public void PublishedCases_Diagnosed_GiveTheReportThatStands()
    {
        string path = Path.Combine(Repository.Root!, "docs", "evaluation", "published-cases.md");
        string report = PublishedCaseReport.Page([.. PublishedCase.All.Select(static c => new PublishedCaseAnswer(c, c.Patient.Diagnose()))]);
        if (Environment.GetEnvironmentVariable("SPINEINFERENCE_UPDATE") == "1")
        {
            File.WriteAllText(path, report);
            return;
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == report,
            $"Stale: {path}. Run the tests of the published cases with SPINEINFERENCE_UPDATE=1, and read what changed.");
    }

    // S22 is a clot in a vein, and the case tells no swollen calf.
    [Fact]
    public void PublishedCases_ThatWereDangerous_AreNotRoutine()
    {
        string[] routine = [.. PublishedCase.All.Where(static c => !c.Flags.IsEmpty && c.Id != "S22" && c.Patient.Diagnose().Urgency == Urgency.Routine).Select(static c => c.Id)];
        Assert.True(routine.Length == 0, $"Routine, though a reader expected a red flag: {string.Join(", ", routine)}.");
    }

    [Fact]
    public void CauseRank_IsThePlaceOfTheBestAcceptedCause()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(45, Sex.Male, Setting.PrimaryCare).Diagnose();
        string[] ranked = [.. diagnosis.Cause.Ranked.Select(static o => o.Id)];
        PublishedCaseAnswer Of(params string[] causes) => new(new PublishedCase("x", "x", "x", diagnosis.Patient, [], [.. causes], ["cauda-equina"]), diagnosis);

        Assert.Equal((1, 0), (Of(ranked[3], ranked[0]).CauseRank, Of(ranked[0]).RootRank));
        Assert.Equal(4, Of(ranked[3]).CauseRank);
        Assert.Equal(["cauda-equina"], Of(ranked[0]).MissedFlags.AsEnumerable());
    }
}
