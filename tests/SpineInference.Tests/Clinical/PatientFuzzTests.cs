
namespace SpineInference.Tests.Clinical;

/// <summary>A written patient gives a patient, or a <see cref="PatientFormatException"/> with places.</summary>
public class PatientFuzzTests
{
    [Fact]
    public void Read_ChangedText_GivesAPatientOrAPatientFormatException() => Fuzz.Run(
        WrittenPatients.Seeds,
        20_240_801,
        Fuzz.Count(5_000),
        static input => Assert.NotNull(PatientJson.Read(SpineModel.Default, input, "fuzz").Patient),
        static exception => exception is PatientFormatException refusal && Fuzz.ArePlaced(refusal.Faults));
}
