using SpineInference.Anatomy;

namespace SpineInference.Tests.Clinical;

/// <summary>How much memory the draws of the shipped numbers take. Whole-process counts: it runs while no other test does.</summary>
[CollectionDefinition(nameof(DrawMemoryTests), DisableParallelization = true)]
[Collection(nameof(DrawMemoryTests))]
public class DrawMemoryTests
{
    [Fact]
    public void Create_AThousandDraws_KeepsLittle()
    {
        // All numbers of all draws would be 100 MB. The first reads what every process reads once.
        SpineModel model = SpineModel.Default;
        ModelUncertainty uncertainty = ModelUncertainty.Create(model);
        Diagnosis diagnosis = model
            .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
            .Present(Leg.Left, Findings.FootDrop, Findings.AlteredSensation(Region.BigToe))
            .Diagnose();
        diagnosis.ComputeIntervals(uncertainty);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        uncertainty = ModelUncertainty.Create(model);
        long made = GC.GetTotalAllocatedBytes(precise: true);
        diagnosis.ComputeIntervals(uncertainty);
        long asked = GC.GetTotalAllocatedBytes(precise: true);
        Assert.InRange(made - before, 0, 40_000_000);
        Assert.InRange(asked - made, 0, 40_000_000);
    }
}
