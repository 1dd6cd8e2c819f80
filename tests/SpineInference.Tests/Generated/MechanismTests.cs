using SpineInference.Engine.Networks;
using SpineInference.Generator;
using SpineInference.Knowledge;

namespace SpineInference.Tests.Generated;

/// <summary>The list of mechanisms names what the tables have, so that the page of their costs can be written whenever it is wanted.</summary>
public class MechanismTests
{
    [Fact]
    public void EveryMechanism_LeftOut_MakesItsStatesImpossibleAndNothingElse() => Assert.All(Mechanism.All, static mechanism =>
    {
        KnowledgeNetwork knowledge = ShippedKnowledge.Network;
        BayesianNetwork without = mechanism.LeaveOut(knowledge);
        double[] before = knowledge.Network.Parameters.ToArray();
        double[] after = without.Parameters.ToArray();
        var own = new HashSet<int>();
        bool isGone = false;
        foreach (Variable variable in knowledge.Network.Variables.Where(v => knowledge[v].Source.Id == mechanism.Variable))
        {
            string[] gone = mechanism.States.Length == 0 ? [.. variable.States.Skip(1)] : mechanism.States;
            Assert.All(gone, state => Assert.Contains(state, variable.States));
            foreach (ProbabilityRow row in knowledge.Network.DistributionOf(variable).Rows)
            {
                int[] places = [.. Enumerable.Range(row.ParameterOffset, row.Length)];
                own.UnionWith(places);
                Assert.Equal(1, places.Sum(i => after[i]), 12);
                Assert.All(gone, state => Assert.Equal(0, after[row.ParameterOffset + variable.GetStateIndex(state)]));
                isGone |= gone.Any(state => before[row.ParameterOffset + variable.GetStateIndex(state)] > 0);
            }
        }

        Assert.True(isGone, $"'{mechanism.Name}' names states that were impossible before.");
        Assert.DoesNotContain(Enumerable.Range(0, before.Length), i => before[i] != after[i] && !own.Contains(i));
    });

    [Fact]
    public void EveryMechanism_HasANameOfItsOwnAndADecisionThatStands()
    {
        Assert.Equal(Mechanism.All.Count, Mechanism.All.Select(static m => m.Name).Distinct().Count());
        string folder = Path.Combine(Repository.Root!, "docs", "decisions");
        Assert.All(Mechanism.All, m => Assert.Single(Directory.GetFiles(folder, $"{m.Decision}-*.md")));
    }

    [Theory]
    [InlineData("no-such-variable", "some")]
    [InlineData("neurogenic-claudication", "no-such-state")]
    public void AMechanism_ThatTheTablesDoNotHave_IsRefused(string variable, string state) =>
        Assert.Contains(state, Assert.Throws<InvalidOperationException>(() => new Mechanism("x", variable, [state], "", "0060").LeaveOut(ShippedKnowledge.Network)).Message, StringComparison.Ordinal);
}
