using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>What a diagnosis costs in memory, since services make many of them.</summary>
public class DiagnosisMemoryTests
{
    private const int Rounds = 50;

    // Measured when this was written, and a tenth for what another runtime may add; 50,258 before evidence held what is known alone.
    private const double MostBytes = 50_000;

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
