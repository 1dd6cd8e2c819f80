namespace SpineInference.Tests.Clinical;

public class DistributionTests
{
    private static readonly Distribution<Cause> Some = new(
        Questions.Cause,
        [Cause.ProlapsedDisc, new Answer(Questions.Cause, "none", "none", null), Cause.Central, Cause.Polyneuropathy],
        [0.2, 0.2, 0.5997, 0.0003]);

    [Fact]
    public void Ranked_WithEquals_KeepsTheirOrder() =>
        Assert.Equal(["central", "prolapsed-disc", "none", "polyneuropathy"], Some.Ranked.Select(static o => o.Id));

    [Fact]
    public void MostProbable_IsTheFirstOfTheRanked() => Assert.Equal(new Outcome<Cause>(Cause.Central, 0.5997), Some.MostProbable);

    [Fact]
    public void Enumeration_FollowsTheModelsOrder() => Assert.Equal([0.2, 0.2, 0.5997, 0.0003], Some.Select(static o => o.Probability));

    [Fact]
    public void Indexer_OfAValue_IsItsProbability_AndNoneHasItsOwn()
    {
        Assert.Equal(0.2, Some[Cause.ProlapsedDisc]);
        Assert.Equal(0, Some[Cause.FootDisorder]);
        Assert.Equal(0.2, Some.None);
        Assert.Equal(Cause.Polyneuropathy, Some[3].Value);
    }

    [Fact]
    public void ToString_LeavesOutTheImprobable() => Assert.Equal("brain or spinal cord 0.600, prolapsed disc 0.200, none 0.200", Some.ToString());
}
