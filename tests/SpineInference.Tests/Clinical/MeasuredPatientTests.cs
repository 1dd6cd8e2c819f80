using System.Text;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tests.Clinical;

/// <summary>A measurement from the cohort through the model file to the bedside.</summary>
public sealed class MeasuredPatientTests
{
    private const string Slip = "slip-percentage";

    private static readonly Lazy<SpineModel> Loaded = new(FitAndLoad);

    [Fact]
    public void Load_ModelFittedWithAMeasurement_AnswersWithItsValue()
    {
        SpineModel model = Loaded.Value;
        Assert.Equal(Slip, Assert.Single(model.Measurements!.Measurements).Name);
        Patient patient = model.Patient(age: 63, sex: Sex.Female);
        Diagnosis before = patient.Diagnose();
        Diagnosis after = patient.WithMeasurement(Slip, 24).Diagnose();

        // By Bayes' rule: prior times the Student-t predictive of each state.
        Variable parent = model.Network["slip-direction"];
        var logs = new double[parent.StateCount];
        model.Measurements.FillLogDensities(parent, [24], logs);
        double[] expected = [.. before.PosteriorOf("slip-direction").Select((p, s) => p * Math.Exp(logs[s]))];
        double sum = expected.Sum();
        Assert.All(
            expected.Zip(after.PosteriorOf("slip-direction")), pair => Assert.Equal(pair.First / sum, pair.Second, 1e-12));
        Assert.Equal(before.LogEvidence + Math.Log(sum), after.LogEvidence, 1e-10);
        Assert.True(after.SlipDirection[SlipDirection.Forwards] > 0.9, $"{after.SlipDirection}");
        Assert.True(patient.WithMeasurement(Slip, 1).Diagnose().SlipDirection[SlipDirection.Forwards] < before.SlipDirection[SlipDirection.Forwards]);
        Assert.Contains("slip-percentage 24", after.Patient.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PatientWithMeasured_IsThePatientOfTheApi()
    {
        PatientRecord record = PatientJson.Read(Loaded.Value, Encoding.UTF8.GetBytes("""{"age": 63, "measured": {"slip-percentage": 24}}"""), "p.json");
        Assert.Equal(24, record.Patient.Measured[Slip]);
        PatientFormatException fault = Assert.Throws<PatientFormatException>(
            () => PatientJson.Read(Loaded.Value, Encoding.UTF8.GetBytes("""{"measured": {"slip": 24, "slip-percentage": "much"}}"""), "p.json"));
        Assert.Contains("This model has: slip-percentage", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, fault.Faults.Length);
    }

    [Fact]
    public void WithMeasurement_UnfitOrUnknown_IsRefused()
    {
        Assert.Contains(
            "fitted without measurements",
            Assert.Throws<ArgumentException>(() => SpineModel.Default.Patient().WithMeasurement(Slip, 3)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Loaded.Value.Patient().WithMeasurement(Slip, double.NaN));
    }

    private static SpineModel FitAndLoad()
    {
        BayesianNetwork network = SpineModel.Default.Network;
        Variable direction = network["slip-direction"];
        var random = new Random(3);
        var builder = new CohortBuilder(network, Slip);
        for (int i = 0; i < 60; i++)
        {
            bool slipped = i % 2 == 0;
            builder.Add(
                [KeyValuePair.Create(direction, direction.GetStateIndex(slipped ? "forwards" : "none"))], 1, [(slipped ? 22 : 1) + (4 * random.NextDouble())]);
        }

        FitResult fit = Fit.Run(network, builder.Build(), new FitOptions
        {
            Tables = [],
            Measurements = [new Measurement(Slip, "slip-direction")],
            CorrectSampleSizes = false,
        });
        using var folder = new TemporaryFolder();
        string path = folder.File("clinic.json");
        fit.Save(path);
        return SpineModel.Load(path);
    }
}
