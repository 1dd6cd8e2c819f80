using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Knowledge.Tests;

/// <summary>A network of another field from its own folder of tables: <c>samples/OwnTables</c>, the cervical roots and both arms.</summary>
public class OwnTablesTests
{
    private static readonly KnowledgeNetwork Arms = KnowledgeNetwork.Assemble(
        KnowledgeBase.LoadFolder(Path.Combine(Repository.Root!, "samples", "OwnTables", "Tables")));

    [Fact]
    public void Assemble_TablesOfTheArms_GivesTheirScopesAndBothArms()
    {
        Assert.Equal(["patient", "arm"], Arms.Scopes.Select(static s => s.Name));
        Assert.Equal(["left", "right"], Arms.Scopes[1].Copies.ToArray());
        Assert.Equal(40, Arms.Variables.Length);
        Assert.Equal(6, Arms.Variables.Count(static v => v.Copy is null));
        foreach (string arm in Arms.Scopes[1].Copies)
        {
            Assert.Equal(17, Arms.Variables.Count(v => v.Copy == arm && v.Scope.Name == "arm"));
            Assert.Equal($"Lesion of the {arm} arm", Arms[Arms.Network[$"{arm}.lesion"]].Label);
        }
    }

    [Fact]
    public void Tables_OfTheExample_ClaimNothing()
    {
        Assert.All(
            Arms.Knowledge.Variables.SelectMany(static v => v.AllRows),
            static r => Assert.True(r.Basis == Basis.Definition || (r.Basis == Basis.Expert && r.Note == "Invented for this example.")));
        Assert.Contains(Arms.Knowledge.Variables.SelectMany(static v => v.AllRows), static r => r.Basis == Basis.Expert);
        Assert.All(Arms.Knowledge.Tables, static t => Assert.StartsWith("An example without clinical claim", t.Description, StringComparison.Ordinal));
        Assert.Empty(Arms.Knowledge.References);
    }

    [Fact]
    public void Query_Arms_IsThatOfPlainElimination()
    {
        BayesianNetwork network = Arms.Network;
        (string Name, string State)[] told =
            [("age-band", "50-and-over"), ("left.arm-pain", "present"), ("left.numb.middle-finger", "present"), ("left.weak.triceps", "present"), ("right.tinel-at-wrist", "present")];
        Evidence evidence = told.Aggregate(Evidence.None(network), static (e, t) => e.Observe(t.Name, t.State));
        Posteriors posteriors = ExactEngine.Compile(network).Query(evidence);
        double[] likelihoods = [.. network.Variables.SelectMany(v =>
            v.States.Select(s => told.Any(t => t.Name == v.Name) && !told.Contains((v.Name, s)) ? 0.0 : 1.0))];
        foreach (Variable variable in network.Variables)
        {
            double[] joint = new PlainElimination(network, likelihoods).Joint(variable);
            double sum = joint.Sum();
            for (int s = 0; s < joint.Length; s++)
            {
                Assert.Equal(joint[s] / sum, posteriors[variable][s], 1e-13);
            }
        }

        Assert.True(posteriors["root"][network["root"].GetStateIndex("C7")] > 0.9);
    }

    [Fact]
    public void Query_ArmsExchanged_IsTheMirrorImage()
    {
        ExactEngine engine = ExactEngine.Compile(Arms.Network);
        double left = engine.Query(Evidence.None(Arms.Network).Observe("left.weak.deltoid", "present").Observe("side", "both")).LogEvidence;
        double right = engine.Query(Evidence.None(Arms.Network).Observe("right.weak.deltoid", "present").Observe("side", "both")).LogEvidence;
        Assert.Equal(left, right, 1e-13);
    }
}
