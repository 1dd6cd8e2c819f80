using SpineInference.Anatomy;
using SpineInference.Engine.Inference;

namespace SpineInference.Tests.Clinical;

/// <summary>A model specialised to what a clinic asks answers as the whole model does, by shorter programs.</summary>
public sealed class ProtocolModelTests
{
    private const double Tolerance = 1e-12;

    private static readonly Lazy<SpineModel> LazySpecialised = new(static () => SpineModel.Default.ForProtocol([Asked(SpineModel.Default)]));

    [Fact]
    public void ForProtocol_PatientOfWhomThatIsTold_HasTheSameAnswers()
    {
        AssertSame(Asked);
        AssertSame(static model => model.Patient(age: 71, Sex.Female).Present(Leg.Left, Findings.FootDrop).Present(Findings.LegPainWorseThanBackPain));
    }

    [Fact]
    public void ForProtocol_PatientOfWhomMoreIsTold_HasTheSameAnswers() =>
        AssertSame(static model => Asked(model).Present(Leg.Right, Findings.AlteredSensation(Region.Heel)));

    [Fact]
    public void ForProtocol_TheAnswerAndSciatica_TakeLessThanHalfOfTheProgram()
    {
        var general = (ExactEngine)SpineModel.Default.Engine;
        var specialised = (ProtocolEngine)LazySpecialised.Value.Engine;
        Assert.InRange(2 * specialised.Specialised[0].ProgramLength, 1, general.ProgramLength);
        Assert.InRange(2 * specialised.Specialised[1].ProgramLength, 1, general.ProgramLength);
        Assert.Same(general, specialised.General);
    }

    private static Patient Asked(SpineModel model) => model
        .Patient(age: 44, Sex.Male, Setting.PrimaryCare)
        .Present(Leg.Left, Findings.FootDrop, Findings.Pain(Region.LateralCalf), Findings.AlteredSensation(Region.BigToe))
        .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
        .Present(Leg.Left, Findings.TendonReflex(Reflex.Achilles, ReflexGrade.Normal))
        .Present(Findings.LegPainWorseThanBackPain);

    private static void AssertSame(Func<SpineModel, Patient> tell)
    {
        Diagnosis expected = tell(SpineModel.Default).Diagnose();
        Diagnosis actual = tell(LazySpecialised.Value).Diagnose();
        Assert.Equal(expected.LogEvidence, actual.LogEvidence, Tolerance);
        Assert.Equal(expected.SciaticaProbability, actual.SciaticaProbability, Tolerance);

        // Every variable, those that the protocol does not report among them.
        foreach (string variable in SpineModel.Default.Network.Variables.Select(static v => v.Name))
        {
            Assert.All(
                expected.PosteriorOf(variable).Zip(actual.PosteriorOf(variable)),
                pair => Assert.True(Math.Abs(pair.First - pair.Second) <= Tolerance, $"{variable}: {pair.First} and {pair.Second}"));
        }
    }
}
