using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class JointExplanationsTests
{
    [Fact]
    public void Find_RandomNetworks_MatchesEnumeration()
    {
        foreach (RandomCase c in RandomCase.Some(30))
        {
            Variable[] targets = [.. c.Open.Take(3)];
            double total = c.Sum(c.Evidence);
            double[] expected = [.. c.Assignments
                .GroupBy(s => string.Join(' ', targets.Select(t => s[t.Index])))
                .Select(g => c.Sum(c.Evidence, s => targets.All(t => s[t.Index] == g.First()[t.Index])) / total)
                .Where(static p => p > 0)
                .OrderDescending()];
            ImmutableArray<JointExplanation> found = JointExplanations.Find(c.Engine, c.Evidence, targets, 4);
            Assert.Equal(Math.Min(4, expected.Length), found.Length);
            for (int k = 0; k < found.Length; k++)
            {
                Close.Equal(expected[k], found[k].Probability, 1e-10);
                Close.Equal(c.Sum(c.Evidence, s => targets.Select((t, i) => s[t.Index] == found[k].States[i]).All(static x => x)) / total, found[k].Probability);
            }

            Assert.Equal(found.Length, found.Select(static f => string.Join(' ', f.States)).Distinct().Count());
        }
    }

    [Fact]
    public void Find_BadTargets_AreRefused()
    {
        RandomCase c = RandomCase.Create(1);
        Assert.Throws<ArgumentException>(() => JointExplanations.Find(c.Engine, c.Evidence, []));
        Assert.Throws<ArgumentException>(() => JointExplanations.Find(c.Engine, c.Evidence, [c.Open[0], c.Open[0]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => JointExplanations.Find(c.Engine, c.Evidence, [c.Open[0]], 0));
    }

    [Fact]
    public void Indexer_OtherVariable_IsRefused()
    {
        RandomCase c = RandomCase.Create(2);
        JointExplanation best = JointExplanations.Find(c.Engine, c.Evidence, [c.Open[0]])[0];
        Assert.Equal(c.Open[0].States[best.States[0]], best[c.Open[0]]);
        Assert.Throws<ArgumentException>(() => best[c.Open[1]]);
    }
}
