using SpineInference.Anatomy;
using SpineInference.Engine.Networks;

namespace SpineInference.Tests.Anatomy;

/// <summary>The anatomy in types and the knowledge in tables are written apart; here they are held together.</summary>
public class AnatomyAndNetworkTests
{
    private static readonly BayesianNetwork Network = ShippedKnowledge.Network.Network;

    [Fact]
    public void States_OfTheNetwork_AreTheTextIds()
    {
        Assert.Equal(["none", .. NerveRoots.All.Select(static x => x.Id)], Network["root-level"].States.AsEnumerable());
        Assert.Equal(["none", .. DiscLevels.All.Select(static x => x.Id)], Network["disc-level"].States.AsEnumerable());
        Assert.Equal(["none", .. Zones.All.Select(static x => x.Id)], Network["zone"].States.AsEnumerable());
        Assert.Equal(Sides.All.Select(static x => x.Id), Network["side"].States);
        Assert.Equal(Causes.All.Select(static x => x.Id), Network["cause"].States);
        Assert.Equal(LesionSites.All.Select(static x => x.Id).Append("none"), Network["lesion-site"].States);
        Assert.Equal(RootStates.All.Select(static x => x.Id), Network["left.root.L5"].States);
        Assert.Equal(Severities.All.Select(static x => x.Id), Network["right.severity"].States);
    }

    [Fact]
    public void Variables_OfTheNetwork_BearTheTextIds()
    {
        string[] names =
        [
            .. Muscles.All.Select(static x => $"muscle.{x.Id}"), .. Muscles.All.Select(static x => $"{x.Id}-strength"),
            .. Reflexes.All.Select(static x => x.Id), .. Regions.All.Select(static x => $"pain.{x.Id}"),
            .. Regions.All.Select(static x => $"sensation.{x.Id}"), .. NerveRoots.All.Skip(1).Select(static x => $"emg.{x.Slug}"),
            .. NerveRoots.All.Skip(1).Select(static x => $"root.{x.Id}"),
        ];
        HashSet<string> known = [.. Network.Variables.Select(static variable => variable.Name)];
        Assert.All(Legs.All, leg => Assert.Empty(names.Select(name => $"{leg.Id}.{name}").Except(known)));
        Assert.Empty(DiscLevels.All.SelectMany(static x => new[] { $"mri-prolapse.{x.Slug}", $"slip-seen.{x.Slug}" }).Except(known));
    }

    [Fact]
    public void Muscle_Each_HangsOnItsMainRootsAndOnNoneButItsOwn() => Assert.All(
        Muscles.All, static muscle => AssertRoots($"left.muscle.{muscle.Id}", muscle.Roots));

    [Fact]
    public void Reflex_Each_HangsOnItsMainRootsAndOnNoneButItsOwn() => Assert.All(
        Reflexes.All, static reflex => AssertRoots($"left.{reflex.Id}", reflex.Roots));

    [Fact]
    public void LesionOfANerve_WeakensExactlyTheMusclesDownstream()
    {
        AssertWeakens("sciatic-nerve", SciaticNerve.Muscles);
        AssertWeakens("common-fibular-nerve", PeripheralNerves.CommonFibular.Muscles);
        // At the ankle the tibial nerve has left the calf behind: only the nerves of the sole remain.
        AssertWeakens("tibial-nerve", PeripheralNerves.LateralPlantar.Muscles);
    }

    [Fact]
    public void Region_Each_IsNumbMostOftenWithARootInWhoseAreaItLies() => Assert.All(Regions.All, static region =>
    {
        Variable numb = Network[$"left.sensation.{region.Id}"];
        double[] rates = [.. NerveRoots.All.Select(root => Rate(numb, ("left.sensation-territory", root.Id)))];
        NerveRoot[] most = [.. NerveRoots.All.Where((_, i) => rates[i] >= rates.Max() - 1e-12)];
        Assert.True(
            most.Any(region.Roots.Contains),
            $"{region.Id} is numb most often with {string.Join(", ", most)}; anatomy gives it to {string.Join(", ", region.Roots)}.");
    });

    [Fact]
    public void RootOfALevelAndZone_IsTheOneMostOftenHurt()
    {
        Variable lesion = Network["lesion"];
        foreach (DiscLevel level in DiscLevels.All)
        {
            Assert.Equal(1, Rate(lesion, DiscLevels.ExitingRootAt(level).Id, ("lesion-pattern", "exiting"), ("disc-level", level.Id)));
            Assert.Equal(1, Rate(lesion, DiscLevels.TraversingRootAt(level).Id, ("lesion-pattern", "traversing"), ("disc-level", level.Id)));
            Assert.Equal(1, Rate(lesion, DiscLevels.NextRootAt(level).Id, ("lesion-pattern", "next"), ("disc-level", level.Id)));
        }
    }

    private static void AssertRoots(string variable, RootSupply supply)
    {
        HashSet<string> parents = [.. DistributionOf(Network[variable]).Parents.Select(static parent => parent.Name)];
        NerveRoot[] roots = [.. NerveRoots.All.Where(root => parents.Contains($"left.root.{root.Id}"))];
        Assert.True(
            supply.Main.All(roots.Contains) && roots.All(supply.All.Contains),
            $"{variable} hangs on {string.Join(", ", roots)}; anatomy gives it {supply}.");
    }

    private static void AssertWeakens(string lesion, IEnumerable<Muscle> muscles)
    {
        IEnumerable<Muscle> weakened = Muscles.All.Where(muscle =>
        {
            Variable strength = Network[$"left.muscle.{muscle.Id}"];
            return Rate(strength, "normal", ("left.leg-lesion", lesion), ("left.severity", "severe"))
                < Rate(strength, "normal", ("left.leg-lesion", "none"), ("left.severity", "severe"));
        });
        Assert.Equal(muscles.Select(static muscle => muscle.Id).Order(), weakened.Select(static muscle => muscle.Id).Order());
    }

    private static double Rate(Variable child, params (string Parent, string State)[] given) => Rate(child, "present", given);

    /// <summary>P(child = state | the parents as given; those not given in their first state).</summary>
    private static double Rate(Variable child, string state, params (string Parent, string State)[] given)
    {
        ConditionalDistribution distribution = DistributionOf(child);
        int configuration = 0;
        foreach (Variable parent in distribution.Parents)
        {
            (string Parent, string State) match = given.FirstOrDefault(pair => pair.Parent == parent.Name);
            configuration = (configuration * parent.StateCount) + (match.Parent is null ? 0 : parent.GetStateIndex(match.State));
        }

        Assert.All(given, pair => Assert.Contains(distribution.Parents, parent => parent.Name == pair.Parent));
        return distribution.Table[(configuration * child.StateCount) + child.GetStateIndex(state)];
    }

    private static ConditionalDistribution DistributionOf(Variable variable) => Network.Distributions[variable.Index];
}
