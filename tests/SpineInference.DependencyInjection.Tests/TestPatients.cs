using SpineInference.Anatomy;

namespace SpineInference.DependencyInjection.Tests;

/// <summary>Patients of the tests.</summary>
internal static class TestPatients
{
    /// <summary>Words that say something of the patients below: ids of findings, states and outcomes, sex. No numbers: a duration may hold any digits.</summary>
    public static readonly string[] Telling =
        ["foot", "tiptoe", "achilles", "saddle", "sensation", "retention", "present", "absent", "prolapse", "years", "Male", "PrimaryCare", "man, ", "primary care", "left", "Left", "L5", "S1"];

    public static Patient WithFootDrop(SpineModel model) => model
        .Patient(age: 54, Sex.Male, Setting.PrimaryCare)
        .Present(Leg.Left, Findings.FootDrop)
        .Absent(Leg.Left, Findings.TiptoeWalkImpaired);

    public static Patient WithRetention(SpineModel model) => WithFootDrop(model)
        .Present(Findings.UrinaryRetention);

    public static Patient Contradictory(SpineModel model) => WithFootDrop(model).Absent(Leg.Left, Findings.FootDrop);

    public static Patient LegNotNamed(SpineModel model) => WithFootDrop(model)
        .Present(Leg.Right, Findings.TiptoeWalkImpaired)
        .Present(Findings.HeelWalkImpaired);
}
