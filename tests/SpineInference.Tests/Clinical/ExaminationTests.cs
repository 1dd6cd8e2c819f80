using System.Text;
using System.Text.Json;
using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>What a researcher knows of the examination, and what a clinician writes in numbers.</summary>
public class ExaminationTests
{
    private static Patient Weak => SpineModel.Default.Patient(50).Present(Leg.Left, Findings.LegPain, Findings.Strength(Muscle.ExtensorHallucis, StrengthGrade.Weak));

    [Fact]
    public void StrengthDoubtful_TakesWeightFromWeakness()
    {
        double unknown = Weak.Diagnose().RootLevel[NerveRoot.L5];
        Assert.True(Weak.StrengthDoubtful(Leg.Left, true).Diagnose().RootLevel[NerveRoot.L5] < unknown - 0.02);
        Assert.True(Weak.StrengthDoubtful(Leg.Left, false).Diagnose().RootLevel[NerveRoot.L5] > unknown);
        Assert.Equal(unknown, Weak.StrengthDoubtful(Leg.Right, true).Diagnose().RootLevel[NerveRoot.L5], 0.05);
    }

    [Fact]
    public void ReadTooMuch_TakesWeightFromSigns()
    {
        double unknown = Weak.Diagnose().RootLevel[NerveRoot.L5];
        Assert.True(Weak.ReadTooMuch(true).Diagnose().RootLevel[NerveRoot.L5] < unknown);
        Assert.True(Weak.ReadTooMuch(false).Diagnose().RootLevel[NerveRoot.L5] > unknown);
    }

    [Fact]
    public void Examination_IsWrittenAndReadBack()
    {
        Patient patient = Weak.ReadTooMuch(false).StrengthDoubtful(Leg.Left, true);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            PatientJson.Write(writer, patient, null);
        }

        string text = Encoding.UTF8.GetString(bytes.ToArray());
        Assert.Contains("\"examination\":{\"left.doubtful-strength\":true,\"over-reports\":false}", text, StringComparison.Ordinal);
        Patient read = PatientJson.Read(SpineModel.Default, bytes.ToArray(), "note").Patient;
        Assert.Equal(patient.Diagnose().LogEvidence, read.Diagnose().LogEvidence, 12);
    }

    [Theory]
    [InlineData("""{"examination": {"over-reports": "yes"}}""", "expected true or false")]
    [InlineData("""{"examination": {"cause": true}}""", "Nothing of the examination is called 'cause'")]
    [InlineData("""{"values": {"left.tibialis-anterior-strength": 6}}""", "expected a whole MRC grade from 0 to 5")]
    [InlineData("""{"values": {"left.tibialis-anterior-strength": 3.5}}""", "expected a whole MRC grade from 0 to 5")]
    [InlineData("""{"values": {"left.achilles-reflex": 2}}""", "got no text")]
    public void Read_WhatCannotBeMeant_IsRefused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<PatientFormatException>(() => PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(json), "note")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, StrengthGrade.SeverelyWeak)]
    [InlineData(3, StrengthGrade.SeverelyWeak)]
    [InlineData(4, StrengthGrade.Weak)]
    [InlineData(5, StrengthGrade.Normal)]
    public void Read_GradeOfTheMedicalResearchCouncil_IsThatOfTheFluentForm(int grade, StrengthGrade expected)
    {
        string json = $$$"""{"values": {"left.tibialis-anterior-strength": {{{grade}}}}}""";
        Patient read = PatientJson.Read(SpineModel.Default, Encoding.UTF8.GetBytes(json), "note").Patient;
        Assert.Equal(SpineModel.Default.Patient().Present(Leg.Left, Findings.Strength(Muscle.TibialisAnterior, grade)).Observations.AsEnumerable(), read.Observations.AsEnumerable());
        Assert.Equal(expected.Id, read.Observations[0].Finding.State);
    }
}
