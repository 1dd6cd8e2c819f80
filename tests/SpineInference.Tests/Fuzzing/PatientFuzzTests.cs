using System.Text;
using SpineInference.Tests.Clinical;

namespace SpineInference.Tests.Fuzzing;

/// <summary>A written patient gives a patient, or a <see cref="PatientFormatException"/> with places.</summary>
public class PatientFuzzTests
{
    /// <summary>The documented form, and one of the other leg with a graded finding.</summary>
    internal static readonly byte[][] Seeds =
    [
        Encoding.UTF8.GetBytes(PatientJsonTests.Documented),
        "{\"id\": \"x\", \"right\": {\"present\": [\"pain.big-toe\"]}, \"values\": {\"effect-of-sitting\": [\"worse\", \"unchanged\"]}}"u8.ToArray(),
    ];

    [Fact]
    public void Read_ChangedText_GivesAPatientOrAPatientFormatException() => Fuzz.Run(
        Seeds,
        20_240_801,
        Fuzz.Count(5_000),
        static input => Assert.NotNull(PatientJson.Read(SpineModel.Default, input, "fuzz").Patient),
        static exception => exception is PatientFormatException refusal && Fuzz.ArePlaced(refusal.Faults));
}
