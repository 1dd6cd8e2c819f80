using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using SpineInference.Anatomy;

namespace SpineInference.Fhir.Tests;

/// <summary>A diagnosis as a RiskAssessment.</summary>
public class RiskAssessmentTests
{
    private static readonly DateTimeOffset When = new(2024, 5, 3, 12, 0, 0, TimeSpan.Zero);

    private static FhirReading Reading => FhirPatientReader.ReadJson(Records.Json("foot-drop.json"), SpineModel.Default);

    [Fact]
    public void From_AReading_SaysWhomWhenHowAndOnWhat()
    {
        FhirReading reading = Reading;
        Diagnosis diagnosis = reading.Patient.Diagnose();

        RiskAssessment assessment = FhirRiskAssessment.From(diagnosis, reading, When);

        Assert.Equal("Patient/p1", assessment.Subject!.Reference);
        Assert.Equal(ObservationStatus.Preliminary, assessment.Status);
        Assert.Equal("2024-05-03T12:00:00+00:00", ((FhirDateTime)assessment.Occurrence!).Value);
        Assert.Equal((FhirSystems.Model, diagnosis.ModelHash, diagnosis.ModelVersion), assessment.Method!.Coding.Select(static c => (c.System, c.Code, c.Version)).Single());
        Assert.Equal(reading.Understood.Select(static m => m.Reference), assessment.Basis.Select(static b => b.Reference));
        Assert.Equal(diagnosis.Advice, assessment.Mitigation);
        Assert.Equal(FhirRiskAssessment.Disclaimer, assessment.Note[^1].Text);
    }

    [Fact]
    public void From_ADiagnosis_HasAPredictionForEachCauseAndRoot()
    {
        Diagnosis diagnosis = Reading.Patient.Diagnose();

        RiskAssessment assessment = FhirRiskAssessment.From(diagnosis, Reading, When);

        ILookup<string, (string Code, decimal Percent)> bySystem = assessment.Prediction
            .Select(static p => (Outcome: p.Outcome!.Coding.Single(), Percent: ((FhirDecimal)p.Probability!).Value!.Value))
            .ToLookup(static p => p.Outcome.System!, static p => (p.Outcome.Code!, p.Percent));
        Assert.Equal(diagnosis.Cause.Select(static o => o.Id), bySystem[FhirSystems.Cause].Select(static p => p.Code));
        Assert.Equal(diagnosis.RootLevel.Select(static o => o.Id), bySystem[FhirSystems.RootLevel].Select(static p => p.Code));
        foreach (Outcome<Cause> outcome in diagnosis.Cause)
        {
            Assert.Equal(100 * outcome.Probability, (double)bySystem[FhirSystems.Cause].Single(p => p.Code == outcome.Id).Percent, outcome.Probability < 1e-6 ? 1e-4 : 5e-5);
        }

        Assert.Equal(100, (double)bySystem[FhirSystems.RootLevel].Sum(static p => p.Percent), 1e-3);
        Assert.All(assessment.Prediction, static p => Assert.Null(p.QualitativeRisk));
    }

    [Fact]
    public void From_CodesOfPredictions_StandInTheCodeSystems()
    {
        RiskAssessment assessment = FhirRiskAssessment.From(Reading.Patient.Diagnose(), Reading, When);

        HashSet<(string?, string?)> known =
            [.. FhirCodeSystems.CreateAll(SpineModel.Default).SelectMany(static s => s.Concept.Select(c => (s.Url, c.Code)))];
        Assert.All(assessment.Prediction, p => Assert.Contains((p.Outcome!.Coding[0].System, p.Outcome.Coding[0].Code), known));
    }

    [Fact]
    public void From_WithExplanationAndIntervals_SaysWhyAndHowSurely()
    {
        Diagnosis diagnosis = Reading.Patient.Diagnose();
        ModelUncertainty uncertainty = ModelUncertainty.Create(SpineModel.Default, draws: 50, seed: 3);

        RiskAssessment assessment = FhirRiskAssessment.From(diagnosis, new FhirRiskAssessmentOptions
        {
            Subject = "Patient/p1",
            Occurrence = When,
            Explain = true,
            IntervalMass = 0.8,
            Uncertainty = uncertainty,
        });

        RiskAssessment.PredictionComponent disc = assessment.Prediction[0];
        Assert.Equal(string.Join(" ", diagnosis.Explain(Cause.ProlapsedDisc).Sentences), disc.Rationale);
        var expected = diagnosis.ComputeIntervals(uncertainty)[Cause.ProlapsedDisc].ComputeCentralInterval(0.8);
        Extension interval = Assert.Single(disc.Extension);
        Assert.Equal(FhirSystems.CredibleInterval, interval.Url);
        Assert.Equal(100 * expected.Lower, (double)((FhirDecimal)interval.Extension[0].Value!).Value!.Value, 1e-4);
        Assert.Equal(100 * expected.Upper, (double)((FhirDecimal)interval.Extension[1].Value!).Value!.Value, 1e-4);
        Assert.Equal(0.8m, ((FhirDecimal)interval.Extension[2].Value!).Value);
        Assert.Equal(50, ((Integer)interval.Extension[3].Value!).Value);
        Assert.All(assessment.Prediction, static p => Assert.NotNull(p.Rationale));
    }

    [Fact]
    public void From_RedFlags_StandBeforeEverythingElse()
    {
        Diagnosis diagnosis = SpineModel.Default.Patient(60).Present(Findings.UrinaryRetention).Present(Leg.Left, Findings.FootDrop).Diagnose();

        RiskAssessment assessment = FhirRiskAssessment.From(diagnosis, new FhirRiskAssessmentOptions { Subject = "Patient/x", Occurrence = When });

        Assert.NotEmpty(diagnosis.RedFlags);
        Assert.Equal(diagnosis.RedFlags.Length + diagnosis.Assumptions.Length + 2, assessment.Note.Count);
        Assert.StartsWith("Red-flag questions not asked: Emergency: ", assessment.Note[diagnosis.RedFlags.Length].Text, StringComparison.Ordinal);
        Assert.StartsWith("Red flag, emergency: ", assessment.Note[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_ARiskAssessment_ReadsBackStrictly(bool isExplained)
    {
        RiskAssessment assessment = FhirRiskAssessment.From(Reading.Patient.Diagnose(), new FhirRiskAssessmentOptions
        {
            Subject = "Patient/p1",
            Occurrence = When,
            Basis = ["Observation/o1", "Observation/o1"],
            Explain = isExplained,
        });

        Resource read = FhirJsonDeserializer.STRICT.DeserializeResource(FhirJson.Write(assessment, isIndented: true));

        Assert.True(read.IsExactly(assessment));
        Assert.Single(((RiskAssessment)read).Basis);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "100")]
    [InlineData(1e-12, "0.0001")]
    [InlineData(0.999999999999, "99.9999")]
    [InlineData(0.123456789, "12.3457")]
    [InlineData(5e-324, "0.0001")]
    public void Percent_OfAProbability_IsNeverRoundedToCertainty(double probability, string percent) =>
        Assert.Equal(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture), FhirRiskAssessment.Percent(probability));

    [Theory]
    [InlineData("", 0.9, "subject is empty")]
    [InlineData("Patient/p", 1.0, "mass of an interval is 1")]
    [InlineData("Patient/p", double.NaN, "mass of an interval is NaN")]
    public void From_FaultyOptions_IsRefused(string subject, double mass, string message)
    {
        Diagnosis diagnosis = SpineModel.Default.Patient().Diagnose();

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => FhirRiskAssessment.From(
            diagnosis, new FhirRiskAssessmentOptions { Subject = subject, Occurrence = When, IntervalMass = mass }));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_AReadingOfResourcesWithoutIds_RefersOnlyToWhatHasOne()
    {
        Bundle bundle = Records.Of(Records.Seen("fever", Records.Yes), Records.Seen("setting", Records.State("primary-care")));
        bundle.Entry[1].Resource!.Id = null;
        FhirReading reading = FhirPatientReader.Read(bundle, SpineModel.Default);
        Assert.Equal(["#1: fever present", "Observation/r2: setting = primary-care"], reading.Understood.Select(static m => m.ToString()));
        Assert.Equal("Observation/r2", Assert.Single(FhirRiskAssessment.From(reading.Patient.Diagnose(), reading, When).Basis).Reference);

        bundle.Entry[0].Resource!.Id = null;
        bundle.Entry.RemoveRange(1, 2);
        FhirReading nameless = FhirPatientReader.Read(bundle, SpineModel.Default, new FhirReadOptions { ReferenceDate = new DateOnly(2024, 5, 3), Complaint = Complaint.Leg });
        Assert.Contains("neither an id nor a fullUrl",
            Assert.Throws<ArgumentException>(() => FhirRiskAssessment.From(nameless.Patient.Diagnose(), nameless, When)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void From_AnyDrawnPatient_CanBeExplainedWhole(int seed)
    {
        RiskAssessment assessment = FhirRiskAssessment.From(
            DrawnPatient.Of(seed).Diagnose(), new FhirRiskAssessmentOptions { Subject = "Patient/p", Occurrence = When, Explain = true });

        Assert.True(FhirJsonDeserializer.STRICT.DeserializeResource(FhirJson.Write(assessment)).IsExactly(assessment));
    }
}
