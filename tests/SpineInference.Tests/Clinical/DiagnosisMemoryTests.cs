using SpineInference.Anatomy;
using Xunit.Abstractions;

namespace SpineInference.Tests.Clinical;

/// <summary>What a diagnosis costs in memory, since services make many of them.</summary>
public class DiagnosisMemoryTests(ITestOutputHelper output)
{
    private const int Rounds = 50;

    // It was 50,258 before evidence held what is known alone and the engine lent its likelihoods.
    private const double MostBytes = 30_000;

    [Fact]
    public void Diagnose_FourFindings_RootAndCauseRead_TakesLittleMemory()
    {
        for (int i = 0; i < 3; i++)
        {
            Ask();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            Ask();
        }

        double bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rounds;
        output.WriteLine($"{bytes:0} bytes a diagnosis.");
        Assert.InRange(bytes, 1, MostBytes);
    }

    private static double Ask()
    {
        Diagnosis diagnosis = SpineModel.Default
            .Patient(age: 54, Sex.Male, Setting.PrimaryCare, Complaint.Leg)
            .Present(Leg.Left, Findings.FootDrop, Findings.AlteredSensation(Region.BigToe))
            .Absent(Leg.Left, Findings.TiptoeWalkImpaired)
            .Present(Findings.LegPainWorseThanBackPain)
            .Diagnose();
        return diagnosis.RootLevel[NerveRoot.L5] + diagnosis.Cause[Cause.ProlapsedDisc];
    }
}
