using System.Collections.Immutable;

namespace SpineInference.Tests.Clinical;

/// <summary>Fractures of vertebrae are a hidden kind of other serious disease: what speaks for them does not speak for tumour and infection.</summary>
public class VertebralFractureTests
{
    private const string Fracture = "vertebral-fracture";
    private const string TumourOrInfection = "other-serious";

    private static SpineModel Model => SpineModel.Default;

    private static Patient OldWoman => Model.Patient(78, Sex.Female, Setting.PrimaryCare, Complaint.BackOnly).Present(Findings.LowBackPain);

    [Theory]
    [InlineData("osteoporosis")]
    [InlineData("long-term-steroids")]
    [InlineData("recent-trauma")]
    [InlineData("sudden-onset")]
    [InlineData("thoracic-pain")]
    public void SignOfAFracture_RaisesIt_AndItsAbsenceLowersIt(string id)
    {
        Finding sign = Model.GetFinding(id);
        double before = Of(Fracture, OldWoman);
        Assert.True(Of(Fracture, OldWoman.Present(sign)) > 1.2 * before, id);
        Assert.True(Of(Fracture, OldWoman.Absent(sign)) < before, id);
    }

    [Fact]
    public void SignsOfAFracture_OneAfterAnother_NeverLowerIt()
    {
        Patient patient = OldWoman;
        double last = Of(Fracture, patient);
        foreach (string id in (string[])["recent-trauma", "sudden-onset", "thoracic-pain", "osteoporosis", "long-term-steroids"])
        {
            patient = patient.Present(Model.GetFinding(id));
            double now = Of(Fracture, patient);
            Assert.True(now > last, id);
            last = now;
        }

        Diagnosis diagnosis = patient.Diagnose();
        Assert.Equal(Cause.OtherSerious, diagnosis.Cause.MostProbable.Value);
        Assert.Contains(diagnosis.RedFlags, static f => f.Id == "fragility-fracture");
    }

    [Theory]
    [InlineData("fever")]
    [InlineData("cancer-history")]
    [InlineData("unexplained-weight-loss")]
    [InlineData("intravenous-drug-use")]
    public void SignOfTumourOrInfection_RaisesThem_AndNotTheFracture(string id)
    {
        Patient ill = OldWoman.Present(Model.GetFinding(id));
        Assert.True(Of(TumourOrInfection, ill) > 2 * Of(TumourOrInfection, OldWoman), id);
        Assert.True(Of(Fracture, ill) < Of(Fracture, OldWoman), id);
    }

    [Fact]
    public void Age_WithBackPainAlone_RaisesFractures_AndNeverLowersTumourAndInfection()
    {
        foreach (Sex sex in (Sex[])[Sex.Male, Sex.Female])
        {
            foreach (Setting setting in (Setting[])[Setting.PrimaryCare, Setting.SpineClinic])
            {
                double[][] byAge = [.. Enumerable.Range(20, 66).Select(age => Model.Patient(age, sex, setting, Complaint.BackOnly))
                    .Select(static p => p.Diagnose())
                    .Select(static d => (double[])[Of(Fracture, d), Of(TumourOrInfection, d)])];
                Assert.All(byAge.Zip(byAge.Skip(1)), static pair => Assert.True(pair.Second[0] >= pair.First[0] - 1e-12 && pair.Second[1] >= pair.First[1] - 1e-12));
            }
        }
    }

    [Fact]
    public void Fracture_IsOfTheBackRatherThanTheLeg_AndOfOldWomenRatherThanMen()
    {
        double back = Of(Fracture, Model.Patient(78, Sex.Female, Setting.PrimaryCare, Complaint.BackOnly));
        Assert.True(back > 10 * Of(Fracture, Model.Patient(78, Sex.Female, Setting.PrimaryCare, Complaint.Leg)));
        Assert.InRange(back / Of(Fracture, Model.Patient(78, Sex.Male, Setting.PrimaryCare, Complaint.BackOnly)), 1.5, 2.5);
    }

    [Fact]
    public void YoungManAfterASlightFall_HasNoFracture_AndNoFlag()
    {
        Diagnosis diagnosis = Model.Patient(30, Sex.Male, Setting.PrimaryCare, Complaint.BackOnly).Present(Findings.LowBackPain, Findings.RecentTrauma, Findings.SuddenOnset).Diagnose();
        Assert.True(Of(Fracture, diagnosis) < 0.03);
        Assert.Empty(diagnosis.RedFlags);
    }

    [Fact]
    public void FreshFractureOnAnImage_IsAFracture_AndATumourThereIsNone()
    {
        Assert.True(Of(Fracture, OldWoman.Present(Model.GetFinding("vertebral-fracture-seen", "fresh"))) > 0.6);
        Patient tumour = OldWoman.Present(Model.GetFinding("vertebral-tumour-seen"));
        Assert.True(Of(TumourOrInfection, tumour) > Of(Fracture, tumour));
    }

    [Fact]
    public void PublicCause_IsTheSumOfBothKinds()
    {
        Diagnosis diagnosis = OldWoman.Diagnose();
        Assert.Equal(diagnosis.Cause[Cause.OtherSerious], Of(Fracture, diagnosis) + Of(TumourOrInfection, diagnosis), 9);
    }

    private static double Of(string kind, Patient patient) => Of(kind, patient.Diagnose());

    private static double Of(string kind, Diagnosis diagnosis)
    {
        ImmutableArray<string> states = Model.Network["aetiology"].States;
        return diagnosis.PosteriorOf("aetiology")[states.IndexOf(kind)];
    }
}
