using SpineInference.Anatomy;

namespace SpineInference.Tests.Anatomy;

public class NervesTests
{
    [Fact]
    public void SciaticNerve_HasFiveRoots_L4ToS3() =>
        Assert.Equal([NerveRoot.L4, NerveRoot.L5, NerveRoot.S1, NerveRoot.S2, NerveRoot.S3], SciaticNerve.Roots.AsEnumerable());

    [Fact]
    public void SciaticNerve_FormsInMidButtock_WhereALesionIsCalledButtock()
    {
        Assert.Equal("Mid-buttock", SciaticNerve.FormedIn.Place);
        Assert.Equal(LesionSite.Buttock, SciaticNerve.FormedIn.Site);
    }

    [Fact]
    public void SciaticNerve_RunsFromThePlexusDownTheBackOfTheLegToTheSole() => Assert.Equal(
        [
            "Lumbosacral plexus", "Greater sciatic foramen", "Mid-buttock", "Back of the thigh", "Upper end of the hollow of the knee",
            "Hollow of the knee", "Back of the calf", "Tarsal tunnel", "Outer sole",
        ],
        SciaticNerve.Course.Select(static point => point.Place));

    [Fact]
    public void SciaticNerve_DividesIntoTibialAndCommonFibular() =>
        Assert.Equal([PeripheralNerves.Tibial, PeripheralNerves.CommonFibular], SciaticNerve.Divisions.AsEnumerable());

    [Fact]
    public void SciaticNerve_Branches_AreAllNervesBelowTheKneeButTheSaphenous() => Assert.Equal(
        ["tibial", "common-fibular", "superficial-fibular", "deep-fibular", "sural", "medial-calcaneal", "medial-plantar", "lateral-plantar"],
        SciaticNerve.Branches.Select(static nerve => nerve.Id));

    [Fact]
    public void SciaticNerve_Territory_IsTheUnionOfItsBranches_AndAllBelowTheKneeButTheInnerShin()
    {
        Assert.Equal(SciaticNerve.Branches.SelectMany(static nerve => nerve.OwnRegions).Distinct().Order(), SciaticNerve.Territory);
        Assert.Equal(
            [
                Region.FrontOfShin, Region.LateralCalf, Region.BackOfCalf, Region.TopOfFoot, Region.BigToe, Region.LateralFoot, Region.Sole,
                Region.Heel,
            ],
            SciaticNerve.Territory.AsEnumerable());
    }

    [Fact]
    public void SciaticNerve_PainTerritory_AddsButtockAndBackOfThigh() => Assert.Equal(
        [Region.BackOfThigh, Region.Buttock], SciaticNerve.PainTerritory.Except(SciaticNerve.Territory));

    [Fact]
    public void SciaticNerve_Muscles_AreThoseOfItsTwoDivisions() => Assert.Equal(
        SciaticNerve.Divisions.SelectMany(static nerve => nerve.Muscles).Distinct().Order(), SciaticNerve.Muscles);

    [Fact]
    public void Branch_Each_HasNoRootThatItsOriginsLack() => Assert.All(
        PeripheralNerves.All.SelectMany(static nerve => nerve.Origins.Select(origin => (nerve, origin))),
        static pair => Assert.Subset(pair.origin.Roots.ToHashSet(), pair.nerve.Roots.ToHashSet()));

    [Fact]
    public void All_HasEachNerveOnce_AfterItsOrigins()
    {
        Assert.Equal(PeripheralNerves.All.Length, PeripheralNerves.All.Select(static nerve => nerve.Id).Distinct().Count());
        for (int i = 0; i < PeripheralNerves.All.Length; i++)
        {
            Assert.All(PeripheralNerves.All[i].Origins, origin => Assert.Contains(origin, PeripheralNerves.All.Take(i)));
        }
    }

    [Fact]
    public void Nerve_Each_HasRootsInOrder_ACourse_AndSomethingToSupply() => Assert.All(PeripheralNerves.All, static nerve =>
    {
        Assert.Equal(NerveRoots.RangeOf(nerve.Roots[0], nerve.Roots[^1]).AsEnumerable(), nerve.Roots);
        Assert.NotEmpty(nerve.Course);
        Assert.True(nerve.Muscles.Length + nerve.Regions.Length > 0);
    });

    [Fact]
    public void SuralNerve_ComesFromBothDivisions()
    {
        Assert.Equal([PeripheralNerves.Tibial, PeripheralNerves.CommonFibular], PeripheralNerves.Sural.Origins.AsEnumerable());
        Assert.Contains(PeripheralNerves.Sural, PeripheralNerves.Tibial.Branches);
        Assert.Contains(PeripheralNerves.Sural, PeripheralNerves.CommonFibular.Branches);
    }

    [Fact]
    public void CommonFibularNerve_LiftsTheFoot_TurnsItOut_AndIsCaughtAtTheFibula()
    {
        Assert.Equal([Muscle.TibialisAnterior, Muscle.ExtensorHallucis, Muscle.Fibularis], PeripheralNerves.CommonFibular.Muscles.AsEnumerable());
        Assert.Contains(PeripheralNerves.CommonFibular.Course, static point => point.Site == LesionSite.FibularHead);
        Assert.DoesNotContain(PeripheralNerves.CommonFibular.CourseFromPlexus, static point => point.Site == LesionSite.Ankle);
    }

    [Fact]
    public void TibialNerve_IsCaughtInTheTarsalTunnel() =>
        Assert.Contains(PeripheralNerves.Tibial.Course, static point => point is { Place: "Tarsal tunnel", Site: LesionSite.Ankle });

    [Fact]
    public void SaphenousNerve_IsFemoral_NotSciatic()
    {
        Assert.True(PeripheralNerves.Saphenous.ComesFrom(PeripheralNerves.Femoral));
        Assert.False(PeripheralNerves.Saphenous.ComesFrom(PeripheralNerves.Sciatic));
        Assert.False(PeripheralNerves.Sciatic.ComesFrom(PeripheralNerves.Sciatic));
    }

    [Fact]
    public void Muscles_AllTwelve_AreReachedByTheNerves() =>
        Assert.Equal(Muscles.All, PeripheralNerves.All.SelectMany(static nerve => nerve.Muscles).Distinct().Order());

    [Fact]
    public void Regions_AllFifteen_AreReachedByTheNerves() =>
        Assert.Equal(Regions.All, PeripheralNerves.All.SelectMany(static nerve => nerve.Regions).Distinct().Order());

    [Fact]
    public void Parse_EachId_FindsItsNerve_AndAnUnknownOneListsThem()
    {
        Assert.All(PeripheralNerves.All, static nerve => Assert.Same(nerve, PeripheralNerves.Parse(nerve.Id)));
        ArgumentException fault = Assert.Throws<ArgumentException>(static () => PeripheralNerves.Parse("peroneal"));
        Assert.Contains("common-fibular", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_OfANerve_NamesItsRoots() => Assert.Equal("Sural nerve (S1, S2)", PeripheralNerves.Sural.ToString());
}
