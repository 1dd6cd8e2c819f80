using System.Collections.Immutable;
using SpineInference.Anatomy;

namespace SpineInference.Tests.Anatomy;

/// <summary>Every enum of the public vocabulary, walked member by member: none may lack an id, and no id may be lost on the way back.</summary>
public class TextIdsTests
{
    private delegate bool TryParse<T>(string? id, out T value);

    [Fact]
    public void TextIdTable_OfValuesWithAGap_IsRefused() =>
        Assert.Contains("not consecutive", Assert.Throws<ArgumentException>(static () => new TextIdTable("thing", [1, 3], ["a", "b"])).Message, StringComparison.Ordinal);

    [Fact]
    public void NerveRoot_EveryMember_RoundTrips() => AssertRoundTrips(NerveRoots.All, static x => x.Id, NerveRoots.Parse, NerveRoots.TryParse);

    [Fact]
    public void DiscLevel_EveryMember_RoundTrips() => AssertRoundTrips(DiscLevels.All, static x => x.Id, DiscLevels.Parse, DiscLevels.TryParse);

    [Fact]
    public void Zone_EveryMember_RoundTrips() => AssertRoundTrips(Zones.All, static x => x.Id, Zones.Parse, Zones.TryParse);

    [Fact]
    public void Leg_EveryMember_RoundTrips() => AssertRoundTrips(Legs.All, static x => x.Id, Legs.Parse, Legs.TryParse);

    [Fact]
    public void Side_EveryMember_RoundTrips() => AssertRoundTrips(Sides.All, static x => x.Id, Sides.Parse, Sides.TryParse);

    [Fact]
    public void Region_EveryMember_RoundTrips() => AssertRoundTrips(Regions.All, static x => x.Id, Regions.Parse, Regions.TryParse);

    [Fact]
    public void Muscle_EveryMember_RoundTrips() => AssertRoundTrips(Muscles.All, static x => x.Id, Muscles.Parse, Muscles.TryParse);

    [Fact]
    public void Reflex_EveryMember_RoundTrips() => AssertRoundTrips(Reflexes.All, static x => x.Id, Reflexes.Parse, Reflexes.TryParse);

    [Fact]
    public void LesionSite_EveryMember_RoundTrips() => AssertRoundTrips(LesionSites.All, static x => x.Id, LesionSites.Parse, LesionSites.TryParse);

    [Fact]
    public void RootState_EveryMember_RoundTrips() => AssertRoundTrips(RootStates.All, static x => x.Id, RootStates.Parse, RootStates.TryParse);

    [Fact]
    public void Severity_EveryMember_RoundTrips() => AssertRoundTrips(Severities.All, static x => x.Id, Severities.Parse, Severities.TryParse);

    [Fact]
    public void Cause_EveryMember_RoundTrips() => AssertRoundTrips(Causes.All, static x => x.Id, Causes.Parse, Causes.TryParse);

    [Fact]
    public void Ids_OfEveryEnum_AreThoseOfTheNetwork()
    {
        Assert.Equal("L1 L2 L3 L4 L5 S1 S2 S3", string.Join(' ', NerveRoots.All.Select(static x => x.Id)));
        Assert.Equal("L1/2 L2/3 L3/4 L4/5 L5/S1", string.Join(' ', DiscLevels.All.Select(static x => x.Id)));
        Assert.Equal("l1-2 l2-3 l3-4 l4-5 l5-s1", string.Join(' ', DiscLevels.All.Select(static x => x.Slug)));
        Assert.Equal("central subarticular foraminal extraforaminal", string.Join(' ', Zones.All.Select(static x => x.Id)));
        Assert.Equal("left right", string.Join(' ', Legs.All.Select(static x => x.Id)));
        Assert.Equal("left right both", string.Join(' ', Sides.All.Select(static x => x.Id)));
        Assert.Equal("normal irritated compressed", string.Join(' ', RootStates.All.Select(static x => x.Id)));
        Assert.Equal("mild moderate severe", string.Join(' ', Severities.All.Select(static x => x.Id)));
        Assert.Equal(
            "canal plexus buttock groin fibular-head ankle foot diffuse brain-or-cord", string.Join(' ', LesionSites.All.Select(static x => x.Id)));
        Assert.Equal(
            "groin front-of-thigh side-of-thigh back-of-thigh buttock medial-shin front-of-shin lateral-calf back-of-calf top-of-foot big-toe "
            + "lateral-foot sole heel saddle",
            string.Join(' ', Regions.All.Select(static x => x.Id)));
        Assert.Equal(
            "iliopsoas adductors quadriceps tibialis-anterior extensor-hallucis fibularis tibialis-posterior gluteus-medius hamstrings "
            + "gluteus-maximus gastrocnemius foot-intrinsics",
            string.Join(' ', Muscles.All.Select(static x => x.Id)));
        Assert.Equal(
            "patellar-reflex medial-hamstring-reflex achilles-reflex", string.Join(' ', Reflexes.All.Select(static x => x.Id)));
        Assert.Equal(
            "prolapsed-disc lumbar-spinal-stenosis spondylolisthesis common-fibular-neuropathy sciatic-neuropathy tibial-neuropathy "
            + "thigh-neuropathy plexopathy polyneuropathy vascular-claudication acute-limb-ischaemia foot-disorder hip-or-knee-disease referred-pain other-compressive central other-serious",
            string.Join(' ', Causes.All.Select(static x => x.Id)));
    }

    [Fact]
    public void Parse_UnknownId_ListsTheKnownOnes()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(static () => NerveRoots.Parse("L6"));
        Assert.Contains("Unknown nerve root 'L6'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("L1, L2, L3, L4, L5, S1, S2, S3", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("l5")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_NotAnId_IsFalseAndGivesTheDefault(string? id)
    {
        Assert.False(NerveRoots.TryParse(id, out NerveRoot root));
        Assert.Equal(default, root);
    }

    [Fact]
    public void Default_OfAnEnumWithoutZero_IsRefusedByEveryQuery()
    {
        Action[] queries =
        [
            static () => _ = default(NerveRoot).Id,
            static () => _ = default(NerveRoot).Slug,
            static () => _ = default(NerveRoot).Above,
            static () => _ = default(NerveRoot).Below,
            static () => _ = default(NerveRoot).Muscles,
            static () => _ = default(NerveRoot).Reflexes,
            static () => _ = default(NerveRoot).Regions,
            static () => NerveRoots.RangeOf(default, NerveRoot.L5),
            static () => _ = default(DiscLevel).Id,
            static () => DiscLevels.ExitingRootAt(default),
            static () => DiscLevels.TraversingRootAt(default),
            static () => DiscLevels.NextRootAt(default),
            static () => DiscLevels.RootInTheWay(DiscLevel.L4L5, default),
            static () => DiscLevels.RootInTheWay(default, Zone.Central),
            static () => _ = default(Zone).Id,
            static () => _ = default(Leg).Id,
            static () => _ = default(Leg).Other,
            static () => _ = default(Side).Id,
            static () => Side.Both.Includes(default),
            static () => _ = default(Muscle).Id,
            static () => _ = default(Muscle).Roots,
            static () => _ = default(Muscle).Nerves,
            static () => _ = default(Muscle).Action,
            static () => _ = default(Muscle).PlainName,
            static () => _ = default(Reflex).Id,
            static () => _ = default(Reflex).Roots,
            static () => _ = default(Reflex).Muscle,
            static () => _ = default(Region).Id,
            static () => _ = default(Region).Roots,
            static () => _ = default(Region).Nerves,
            static () => _ = default(Region).PlainName,
            static () => _ = default(Cause).Id,
            static () => _ = default(Cause).PlainName,
        ];
        Assert.All(queries, static query => Assert.Throws<ArgumentOutOfRangeException>(query));
    }

    [Fact]
    public void Default_OfAnEnumWithZero_IsItsNeutralMember()
    {
        Assert.Equal(RootState.Normal, default);
        Assert.Equal(Severity.Mild, default);
    }

    private static void AssertRoundTrips<T>(ImmutableArray<T> all, Func<T, string> idOf, Func<string, T> parse, TryParse<T> tryParse)
        where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>(), all);
        Assert.Equal(all.Length, all.Select(idOf).Distinct(StringComparer.Ordinal).Count());
        foreach (T member in all)
        {
            string id = idOf(member);
            Assert.Matches("^[A-Za-z0-9][A-Za-z0-9/-]*$", id);
            Assert.Equal(member, parse(id));
            Assert.True(tryParse(id, out T parsed));
            Assert.Equal(member, parsed);
        }
    }
}
