using SpineInference.Anatomy;

namespace SpineInference.Tests.Anatomy;

public class MusclesAndRegionsTests
{
    [Fact]
    public void Muscle_Each_BelongsToNoRootAlone() =>
        Assert.All(Muscles.All, static muscle => Assert.True(muscle.Roots.All.Length >= 2, $"{muscle.Id} has {muscle.Roots}; expected two roots or more."));

    [Fact]
    public void RootSupply_OfEachMuscleAndReflex_HasMainRootsApartFromLesserOnes()
    {
        IEnumerable<RootSupply> supplies = Muscles.All.Select(static muscle => muscle.Roots).Concat(Reflexes.All.Select(static reflex => reflex.Roots));
        Assert.All(supplies, static supply =>
        {
            Assert.NotEmpty(supply.Main);
            Assert.Empty(supply.Main.Intersect(supply.Lesser));
            Assert.Equal(supply.All.Distinct().Order(), supply.All);
            Assert.Equal(supply.Main.Length + supply.Lesser.Length, supply.All.Length);
        });
    }

    [Fact]
    public void Muscle_Each_IsSuppliedByNeighbouringRoots() => Assert.All(Muscles.All, static muscle =>
        Assert.Equal(NerveRoots.RangeOf(muscle.Roots.All[0], muscle.Roots.All[^1]).AsEnumerable(), muscle.Roots.All));

    [Fact]
    public void Muscle_Each_GetsItsRootsThroughItsNerves() => Assert.All(Muscles.All, static muscle =>
    {
        // Psoas draws on L1 by twigs straight from the plexus, before there is a femoral nerve.
        IEnumerable<NerveRoot> roots = muscle == Muscle.Iliopsoas ? muscle.Roots.Main : muscle.Roots.All;
        Assert.NotEmpty(muscle.Nerves);
        Assert.Subset(muscle.Nerves.SelectMany(static nerve => nerve.Roots).ToHashSet(), roots.ToHashSet());
    });

    [Fact]
    public void Region_Each_SharesARootWithEachOfItsNerves() => Assert.All(Regions.All, static region =>
    {
        Assert.NotEmpty(region.Roots);
        Assert.NotEmpty(region.Nerves);
        Assert.All(region.Nerves, nerve => Assert.NotEmpty(nerve.Roots.Intersect(region.Roots)));
    });

    [Fact]
    public void RootsOfARegion_RunFromHeadToTail_EachOnce() =>
        Assert.All(Regions.All, static region => Assert.Equal(region.Roots.Distinct().Order(), region.Roots));

    [Fact]
    public void FootDropMuscle_IsL4AndL5_ByTheDeepFibularNerve()
    {
        Assert.Equal([NerveRoot.L4, NerveRoot.L5], Muscle.TibialisAnterior.Roots.All.AsEnumerable());
        Assert.Equal([PeripheralNerves.DeepFibular], Muscle.TibialisAnterior.Nerves.AsEnumerable());
        Assert.Equal("lifts the foot", Muscle.TibialisAnterior.Action);
    }

    [Fact]
    public void WeakInversion_TellsL5FromTheFibularNerve()
    {
        Assert.Contains(NerveRoot.L5, Muscle.TibialisPosterior.Roots.Main);
        Assert.DoesNotContain(Muscle.TibialisPosterior, PeripheralNerves.CommonFibular.Muscles);
    }

    [Fact]
    public void WeakHipAbduction_TellsL5FromEveryLesionOfTheSciaticNerve()
    {
        Assert.Contains(NerveRoot.L5, Muscle.GluteusMedius.Roots.Main);
        Assert.DoesNotContain(Muscle.GluteusMedius, SciaticNerve.Muscles);
    }

    [Fact]
    public void Saddle_IsS3_ByThePudendalNerve()
    {
        Assert.Equal([NerveRoot.S3], Region.Saddle.Roots.AsEnumerable());
        Assert.Equal([PeripheralNerves.Pudendal], Region.Saddle.Nerves.AsEnumerable());
    }

    [Fact]
    public void PlainNames_AreThere_AndDistinct()
    {
        Assert.Equal(Muscles.All.Length, Muscles.All.Select(static muscle => muscle.PlainName).Distinct().Count());
        Assert.Equal(Regions.All.Length, Regions.All.Select(static region => region.PlainName).Distinct().Count());
        Assert.Equal(Causes.All.Length, Causes.All.Select(static cause => cause.PlainName).Distinct().Count());
        Assert.Equal("outer side of the calf", Region.LateralCalf.PlainName);
        Assert.Equal("foot lifter", Muscle.TibialisAnterior.PlainName);
        Assert.Equal("other serious disease", Cause.OtherSerious.PlainName);
    }

    [Fact]
    public void RootSupply_ToString_PutsLesserRootsInBrackets()
    {
        Assert.Equal("L5 (L4, S1)", Muscle.ExtensorHallucis.Roots.ToString());
        Assert.Equal("L4, L5", Muscle.TibialisAnterior.Roots.ToString());
    }
}
