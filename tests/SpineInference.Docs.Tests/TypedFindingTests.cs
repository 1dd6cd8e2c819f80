namespace SpineInference.Docs.Tests;

/// <summary>What cannot be meant does not compile; each statement that must not has a twin that must, which differs in that alone.</summary>
public sealed class TypedFindingTests
{
    [Theory]
    [InlineData("patient.Present(Leg.Left, Findings.BothLegs)", "patient.Present(Findings.BothLegs)")]
    [InlineData("patient.Absent(Leg.Right, Findings.Fever)", "patient.Absent(Findings.Fever)")]
    [InlineData("patient.Uncertain(Leg.Left, Findings.LowBackPain, 3)", "patient.Uncertain(Leg.Left, Findings.FootDrop, 3)")]
    [InlineData("patient.Present(Leg.Left, Findings.FootDrop, Findings.BothLegs)", "patient.Present(Leg.Left, Findings.FootDrop, Findings.HeelWalkImpaired)")]
    [InlineData("patient.Present(Leg.Left, Findings.StenosisSeen(DiscLevel.L4L5))", "patient.Present(Leg.Left, Findings.NeedleEmg(NerveRoot.L5))")]
    [InlineData("patient.Present(Leg.Left, Findings.EffectOf(PatientActivity.Walking, Effect.Worse))", "patient.Present(Leg.Left, Findings.Pain(Region.Sole))")]
    [InlineData("patient.Present(Leg.Left, model.GetFinding(\"fever\"))", "patient.With(model.CreateStatement(\"left.foot-drop\"))")]
    [InlineData("LegFinding finding = Findings.Fever;", "LegFinding finding = Findings.FootDrop;")]
    [InlineData("PatientFinding finding = Findings.FootDrop;", "PatientFinding finding = Findings.Fever;")]
    [InlineData("patient.Present(\"foot-drop\")", "patient.Present(Findings.FootDrop)")]
    public void AFindingOfThePatient_StatedOfALeg_DoesNotCompile_AndItsTwinDoes(string wrong, string right)
    {
        Assert.Empty(Snippet.ErrorsOf(right));
        Assert.Contains(Snippet.ErrorsOf(wrong), static error => error.StartsWith("CS1503", StringComparison.Ordinal) || error.StartsWith("CS0029", StringComparison.Ordinal));
    }

    [Fact]
    public void FindingsOfBothKinds_GoTogether_WhereNoLegIsNamed() => Assert.Empty(Snippet.ErrorsOf("patient.Present(Findings.FootDrop, Findings.Fever)"));
}
