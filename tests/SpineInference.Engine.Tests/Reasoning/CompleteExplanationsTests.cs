using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Reasoning;

public sealed class CompleteExplanationsTests
{
    [Fact]
    public void Find_RandomNetworks_MatchesEnumeration()
    {
        foreach (RandomCase c in RandomCase.Some(20, variables: 5))
        {
            double[] expected = [.. c.Assignments
                .Select(a => c.Sum(c.Evidence, s => s.AsSpan().SequenceEqual(a)))
                .Where(static p => p > 0)
                .OrderDescending()];
            ImmutableArray<MostProbableExplanation> found = CompleteExplanations.Find(c.Engine, c.Evidence, 5);
            Assert.Equal(Math.Min(5, expected.Length), found.Length);
            for (int k = 0; k < found.Length; k++)
            {
                Close.Equal(Math.Log(expected[k]), found[k].LogProbability, 1e-10);
                Close.Equal(Math.Exp(found[k].LogProbability), c.Sum(c.Evidence, s => s.AsSpan().SequenceEqual(found[k].States.AsSpan())));
            }

            Assert.Equal(found.Length, found.Select(static f => string.Join(' ', f.States)).Distinct().Count());
        }
    }

    [Fact]
    public void Find_NoCount_IsRefused()
    {
        RandomCase c = RandomCase.Create(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => CompleteExplanations.Find(c.Engine, c.Evidence, 0));
    }
}
