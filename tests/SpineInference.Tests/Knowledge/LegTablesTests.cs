using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Knowledge;

/// <summary>What the tables of the leg must keep saying, whatever their numbers become.</summary>
public class LegTablesTests
{
    private static readonly string[] Observable =
    [
        "setting", "complaint", "age-band", "left.leg-lesion", "left.foot-drop", "left.gluteus-medius-strength", "left.achilles-reflex", "left.patellar-reflex",
        "left.extensor-hallucis-strength", "left.sensation.big-toe", "left.sensation.lateral-foot", "left.leg-pain", "left.foot-pain",
    ];

    private static readonly Lazy<ExactEngine> Engine = new(static () => ExactEngine.Compile(Network, new ExactEngineOptions
    {
        EvidenceVariables = [.. Observable.Select(static name => Network[name])],
        ReportedVariables = [Network["root-level"], Network["lesion-site"], Network["cause"], Network["left.heel-walk-impaired"]],
        SearchAttempts = 1,
    }));

    private static BayesianNetwork Network => ShippedKnowledge.Network.Network;

    [Theory]
    [InlineData("L5")]
    [InlineData("L4-L5")]
    [InlineData("common-fibular-nerve")]
    public void FootDropOfALesion_MakesAFailedHeelWalkNearlyCertain(string lesion) =>
        Assert.InRange(
            Probability("left.heel-walk-impaired", "present", ("left.foot-drop", "present"), ("left.leg-lesion", lesion)), 0.93, 1);

    [Fact]
    public void WeakHipAbductors_MoveAFootDropFromTheFibularNerveToL5()
    {
        double spared = FibularOverL5("normal");
        double weak = FibularOverL5("weak");
        Assert.True(spared > 10 * weak, $"Odds of a fibular palsy against L5: {spared:G3} with sound hip abductors, {weak:G3} with weak ones.");

        static double FibularOverL5(string strength)
        {
            (string, string)[] findings = [("setting", "spine-clinic"), ("left.foot-drop", "present"), ("left.gluteus-medius-strength", strength)];
            return Probability("cause", "common-fibular-neuropathy", findings) / Probability("root-level", "L5", findings);
        }
    }

    [Theory]
    [InlineData("left.achilles-reflex", "absent", "S1", "L5")]
    [InlineData("left.patellar-reflex", "absent", "L4", "L5")]
    [InlineData("left.extensor-hallucis-strength", "weak", "L5", "S1")]
    [InlineData("left.sensation.big-toe", "present", "L5", "S1")]
    [InlineData("left.sensation.lateral-foot", "present", "S1", "L5")]
    public void SignOfARoot_RaisesItOverItsNeighbour(string finding, string state, string root, string neighbour)
    {
        double before = Probability("root-level", root) / Probability("root-level", neighbour);
        double after = Probability("root-level", root, (finding, state)) / Probability("root-level", neighbour, (finding, state));
        Assert.True(after > 1.4 * before, $"{root} : {neighbour} went from {before:G3} to {after:G3} with {finding} = {state}.");
    }

    [Fact]
    public void FootPainWithoutLegPain_MovesBeliefBeyondTheCanal()
    {
        double both = Probability("lesion-site", "canal", ("complaint", "leg"), ("left.foot-pain", "present"), ("left.leg-pain", "present"));
        double footAlone = Probability("lesion-site", "canal", ("complaint", "leg"), ("left.foot-pain", "present"), ("left.leg-pain", "absent"));
        Assert.True(both > 0.5 && footAlone < 0.25, $"P(lesion in the canal): {both:F3} with leg pain, {footAlone:F3} without.");
    }

    [Fact]
    public void RootsBeyondTheLesionAndItsNeighbours_AreExactlyNormal()
    {
        string[] roots = ["L2", "L3", "L4", "L5", "S1", "S2", "S3"];
        for (int r = 0; r < roots.Length; r++)
        {
            ConditionalDistribution root = Network.DistributionOf(Network[$"left.root.{roots[r]}"]);
            Variable lesion = Network["left.leg-lesion"];
            Assert.Equal(lesion, root.Parents[0]);
            int rowsOfLesion = root.Table.Length / lesion.StateCount;
            for (int other = 0; other < roots.Length; other++)
            {
                ReadOnlySpan<double> rows = root.Table.Slice(lesion.GetStateIndex(roots[other]) * rowsOfLesion, rowsOfLesion);
                for (int s = 0; s < rowsOfLesion; s += 3)
                {
                    double normal = rows[s];
                    Assert.Equal(Math.Abs(r - other) > 1, normal == 1);
                    Assert.Equal(r == other, normal == 0);
                }
            }

            foreach (string beyond in (string[])["none", "sciatic-nerve", "common-fibular-nerve", "diffuse", "referred", "canal-no-root"])
            {
                Assert.Equal(1, root.Table[lesion.GetStateIndex(beyond) * rowsOfLesion]);
            }
        }
    }

    // The ganglion of L5 lies in the canal at times, so that its response falls in a few (S050, S051).
    [Theory]
    [InlineData("ncs.sural", "L4", "L5", "S1", "L5-S1", "several-sacral")]
    [InlineData("ncs.superficial-fibular", "L4", "S1", "several-sacral")]
    public void SensoryConduction_StaysAtItsBackgroundInRootLesions(string study, params string[] roots)
    {
        ConditionalDistribution distribution = Network.DistributionOf(Network[$"left.{study}"]);
        Variable lesion = distribution.Parents[0];
        double background = distribution.Table[(lesion.GetStateIndex("none") * 2) + 1];
        foreach (string root in roots)
        {
            Assert.Equal(background, distribution.Table[(lesion.GetStateIndex(root) * 2) + 1]);
        }
    }

    [Fact]
    public void LegVariables_ShareTheirRowsBetweenTheLegs()
    {
        foreach (DescribedVariable variable in ShippedKnowledge.Network.Variables.Where(static v => v.Copy == "left" && v.Id != "leg-lesion"))
        {
            Assert.Equal(
                Network.DistributionOf(variable.Variable).Rows.AsEnumerable(),
                Network.DistributionOf(Network[$"right.{variable.Id}"]).Rows);
        }
    }

    private static double Probability(string variable, string state, params (string Variable, string State)[] findings)
    {
        Evidence evidence = findings.Aggregate(Evidence.None(Network), static (e, f) => e.Observe(f.Variable, f.State));
        Variable asked = Network[variable];
        return Engine.Value.Query(evidence)[asked][asked.GetStateIndex(state)];
    }
}
