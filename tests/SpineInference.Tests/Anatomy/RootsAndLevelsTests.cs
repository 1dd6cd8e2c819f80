using SpineInference.Anatomy;

namespace SpineInference.Tests.Anatomy;

public class RootsAndLevelsTests
{
    [Theory]
    [InlineData(DiscLevel.L1L2, NerveRoot.L1, NerveRoot.L2, NerveRoot.L3)]
    [InlineData(DiscLevel.L2L3, NerveRoot.L2, NerveRoot.L3, NerveRoot.L4)]
    [InlineData(DiscLevel.L3L4, NerveRoot.L3, NerveRoot.L4, NerveRoot.L5)]
    [InlineData(DiscLevel.L4L5, NerveRoot.L4, NerveRoot.L5, NerveRoot.S1)]
    [InlineData(DiscLevel.L5S1, NerveRoot.L5, NerveRoot.S1, NerveRoot.S2)]
    public void DiscLevel_Each_IsPassedByThreeRoots(DiscLevel level, NerveRoot exiting, NerveRoot traversing, NerveRoot next)
    {
        Assert.Equal(exiting, DiscLevels.ExitingRootAt(level));
        Assert.Equal(traversing, DiscLevels.TraversingRootAt(level));
        Assert.Equal(next, DiscLevels.NextRootAt(level));
    }

    [Fact]
    public void DiscL4L5_Subarticular_HitsTraversingL5() =>
        Assert.Equal(NerveRoot.L5, DiscLevels.RootInTheWay(DiscLevel.L4L5, Zone.Subarticular));

    [Fact]
    public void DiscL4L5_Central_MeetsTraversingL5() =>
        Assert.Equal(NerveRoot.L5, DiscLevels.RootInTheWay(DiscLevel.L4L5, Zone.Central));

    [Theory]
    [InlineData(Zone.Foraminal)]
    [InlineData(Zone.Extraforaminal)]
    public void DiscL4L5_InOrBeyondTheForamen_HitsExitingL4(Zone zone) =>
        Assert.Equal(NerveRoot.L4, DiscLevels.RootInTheWay(DiscLevel.L4L5, zone));

    [Fact]
    public void ParsFracture_AtL5S1Foramen_CatchesL5() =>
        Assert.Equal(NerveRoot.L5, DiscLevels.RootInTheWay(DiscLevel.L5S1, Zone.Foraminal));

    [Fact]
    public void Roots_AreOrderedFromHeadToTail() => Assert.Equal(NerveRoots.All.Order(), NerveRoots.All);

    [Fact]
    public void AboveAndBelow_AreInverse_AndEndAtL1AndS3()
    {
        Assert.Null(NerveRoot.L1.Above);
        Assert.Null(NerveRoot.S3.Below);
        Assert.Equal(NerveRoot.S1, NerveRoot.L5.Below);
        Assert.All(NerveRoots.All.Skip(1), static root => Assert.Equal(root, root.Above!.Value.Below));
    }

    [Fact]
    public void Range_TheWrongWayRound_IsEmpty() => Assert.Empty(NerveRoots.RangeOf(NerveRoot.S1, NerveRoot.L5));

    [Fact]
    public void EveryRoot_SuppliesSkinAndMuscle()
    {
        Assert.All(NerveRoots.All, static root => Assert.NotEmpty(root.Regions));
        Assert.All(NerveRoots.All, static root => Assert.NotEmpty(root.Muscles));
    }

    [Fact]
    public void L5_LiftsTheBigToe_AndIsFeltOnTheTopOfTheFoot()
    {
        Assert.Contains(Muscle.ExtensorHallucis, NerveRoot.L5.Muscles);
        Assert.Contains(Region.TopOfFoot, NerveRoot.L5.Regions);
        Assert.DoesNotContain(Region.LateralFoot, NerveRoot.L5.Regions);
    }

    [Fact]
    public void AnkleJerk_RunsMainlyThroughS1_KneeJerkThroughL4()
    {
        Assert.Equal([NerveRoot.S1], Reflex.Achilles.Roots.Main.AsEnumerable());
        Assert.Equal([NerveRoot.L4], Reflex.Patellar.Roots.Main.AsEnumerable());
        Assert.Equal([NerveRoot.L5], Reflex.MedialHamstring.Roots.Main.AsEnumerable());
        Assert.Contains(Reflex.Achilles, NerveRoot.S1.Reflexes);
    }

    [Fact]
    public void Reflex_Each_RunsMainlyThroughRootsOfItsMuscle() =>
        Assert.All(Reflexes.All, static reflex => Assert.Subset(reflex.Muscle.Roots.All.ToHashSet(), reflex.Roots.Main.ToHashSet()));

    [Fact]
    public void Leg_Other_IsTheOtherLeg()
    {
        Assert.Equal(Leg.Right, Leg.Left.Other);
        Assert.Equal(Leg.Left, Leg.Right.Other);
    }

    [Theory]
    [InlineData(Side.Left, true, false)]
    [InlineData(Side.Right, false, true)]
    [InlineData(Side.Both, true, true)]
    public void Side_Each_IncludesItsLegs(Side side, bool left, bool right)
    {
        Assert.Equal(left, side.Includes(Leg.Left));
        Assert.Equal(right, side.Includes(Leg.Right));
    }
}
