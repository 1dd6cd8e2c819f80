using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

/// <summary>What several findings need is set up once: the first of a plan pays, and a ranking counts it for each.</summary>
public sealed class SetUpTests
{
    private static readonly SetUp Ladder = new("ladder", 0.7);

    [Fact]
    public void Rank_SharedSetUp_IsCountedForEachAsIfItWereTheOnlyOne()
    {
        (ExactEngine engine, BayesianNetwork network, Variable[] tests) = ThreeTests();
        ImmutableArray<InformationGain> ranked = InformationRanking.Rank(engine, Evidence.None(network), new InformationTarget(network["disease"]), tests, Options());
        Assert.Equal(["b", "a", "c"], ranked.Select(static g => g.Finding.Name));
        Assert.Equal([0.9, 1, 1.2], ranked.Select(static g => g.Cost), static (e, a) => Math.Abs(e - a) < 1e-12);
        Assert.Equal(ranked[0].Bits / 0.9, ranked[0].BitsPerCost, 12);
    }

    [Fact]
    public void Plan_SharedSetUp_IsPaidByTheFirstThatNeedsIt_AndTheOrderFollows()
    {
        (ExactEngine engine, BayesianNetwork network, Variable[] tests) = ThreeTests();
        var target = new InformationTarget(network["disease"]);
        InformationPlan plan = InformationRanking.Plan(engine, Evidence.None(network), target, tests, Options() with { Count = 3 });
        Assert.Equal(["b", "c", "a"], plan.Findings.Select(static g => g.Finding.Name));
        Assert.Equal([0.9, 0.5, 1], plan.Findings.Select(static g => g.Cost), static (e, a) => Math.Abs(e - a) < 1e-12);

        // Each with the whole price of its own, the last two change places.
        InformationPlan apart = InformationRanking.Plan(
            engine, Evidence.None(network), target, tests, new InformationOptions { Count = 3, Cost = v => OwnOf(v) + (v.Name == "a" ? 0 : Ladder.Cost) });
        Assert.Equal(["b", "a", "c"], apart.Findings.Select(static g => g.Finding.Name));
    }

    [Fact]
    public void Plan_RandomNetworks_CostsAreThoseOfTheFindingsThatNeedWhatIsNotReady()
    {
        int shared = 0;
        foreach (RandomCase c in RandomCase.Some(40).Where(static c => c.Open.Length >= 4))
        {
            var rope = new SetUp("rope", 3);
            SetUp[] Of(Variable v) => (v.Index % 3) switch { 0 => [], 1 => [Ladder, Ladder], _ => [rope, Ladder] };
            InformationPlan plan = InformationRanking.Plan(
                c.Engine, c.Evidence, new InformationTarget(c.Open[0]), c.Open[1..], new InformationOptions { Count = 3, Cost = static v => 1 + v.Index, SetUps = Of });
            var paid = new HashSet<string>();
            foreach (InformationGain gain in plan.Findings)
            {
                SetUp[] open = [.. Of(gain.Finding).DistinctBy(static s => s.Id).Where(s => paid.Add(s.Id))];
                Assert.Equal(1 + gain.Finding.Index + open.Sum(static s => s.Cost), gain.Cost, 12);
                shared += open.Length < Of(gain.Finding).Distinct().Count() ? 1 : 0;
            }
        }

        Assert.InRange(shared, 10, int.MaxValue);
    }

    [Fact]
    public void SetUp_NoNameOrNoPrice_IsRefused()
    {
        Assert.Throws<ArgumentException>(static () => new SetUp(" ", 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SetUp("ladder", -1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SetUp("ladder", double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SetUp("ladder", double.PositiveInfinity));
        Assert.Equal(Ladder, new SetUp("ladder", 9));
        Assert.Equal("ladder: 0.7", Ladder.ToString());
    }

    private static InformationOptions Options() => new() { Cost = OwnOf, SetUps = static v => v.Name == "a" ? [] : [Ladder] };

    private static double OwnOf(Variable variable) => variable.Name switch { "a" => 1, "b" => 0.2, _ => 0.5 };

    // Three tests of one disease that tell the same.
    internal static (ExactEngine Engine, BayesianNetwork Network, Variable[] Tests) ThreeTests()
    {
        var builder = new BayesianNetworkBuilder("three tests");
        Variable disease = builder.AddVariable("disease", "no", "yes");
        builder.SetTable(disease, [], [builder.AddRow("disease", [0.9, 0.1], 20)]);
        foreach (string name in (string[])["a", "b", "c"])
        {
            Variable test = builder.AddVariable(name, "negative", "positive");
            builder.SetTable(test, [disease], [builder.AddRow($"{name}|no", [0.8, 0.2], 20), builder.AddRow($"{name}|yes", [0.2, 0.8], 10)]);
        }

        BayesianNetwork network = builder.Build();
        return (ExactEngine.Compile(network), network, [network["a"], network["b"], network["c"]]);
    }
}
