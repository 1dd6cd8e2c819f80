using System.Collections.Immutable;

namespace SpineInference.Learning;

/// <summary>How far the widths of a prior are from what studies found.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class GradingResult
{
    internal GradingResult(GradingModel model, GradingOptions options, CancellationToken cancellationToken)
    {
        var chain = new GradingChain(model, options);
        List<GradingChain.State> states = chain.Run(cancellationToken);
        Acceptance = chain.Acceptance;
        double priorDeviation = options.AreScalesFixed ? 0 : Math.Sqrt((options.Spread * options.Spread) + (options.GroupSpread * options.GroupSpread));
        Scales = [.. model.Groups.Select((g, k) => new GradedScale(g.Name, [.. states.Select(s => s.LogScales[k])], priorDeviation))];
        Heterogeneity = options.HasHeterogeneity
            ? [.. model.Kinds.Select((kind, k) => new GradedScale(kind, [.. states.Select(s => s.LogTau[k])], options.HeterogeneitySpread))]
            : [];
        IEnumerable<double[]> chains = Enumerable.Range(0, options.AreScalesFixed ? 0 : model.Groups.Length).Select(k => states.Select(s => s.LogScales[k]).ToArray())
            .Concat(Enumerable.Range(0, options.HasHeterogeneity ? model.Kinds.Length : 0).Select(k => states.Select(s => s.LogTau[k]).ToArray()));
        EffectiveDraws = chains.Select(EffectiveOf).DefaultIfEmpty(states.Count).Min();
        ToldCount = model.ToldCount;
        ContrastCount = model.ContrastCount;
        Rates = ListRates(model, new LeftOutGrading(model, states, options));
    }

    /// <summary>The factor of each group: 1 where its widths are right, above where they are too narrow.</summary>
    public ImmutableArray<GradedScale> Scales { get; }

    /// <summary>By kind of rate, the standard deviation between studies beyond sampling.</summary>
    public ImmutableArray<GradedScale> Heterogeneity { get; }

    /// <summary>The rates that graded, study after study.</summary>
    public ImmutableArray<GradedRate> Rates { get; }

    /// <summary>How many rates were told: they narrow, and do not grade.</summary>
    public int ToldCount { get; }

    /// <summary>How many told rates are of a question that several studies asked, so that they tell differences between studies.</summary>
    public int ContrastCount { get; }

    /// <summary>The share of the rates that lie in the 90 % interval of all other studies.</summary>
    public double Coverage => Rates.Count(static r => r.IsPredicted) / (double)Rates.Length;

    /// <summary>The share of the chain's steps that were taken: .2 to .5 is usual.</summary>
    public double Acceptance { get; }

    /// <summary>How many independent draws the chain is worth for the scale it knows worst, by means of batches (Flegal, Haran &amp; Jones 2008).</summary>
    public double EffectiveDraws { get; }

    private static ImmutableArray<GradedRate> ListRates(GradingModel model, LeftOutGrading leftOut) => [.. model.Grading.Select((r, i) =>
    {
        double[] parts = [.. Enumerable.Range(0, model.Groups.Length + 1).Select(k => model.VarianceOf(i, k))];
        double all = Math.Max(double.Epsilon, parts.Sum());
        return new GradedRate
        {
            Study = r.Study,
            Rate = r.Rate,
            Implied = r.Rate.ToValue(model.ImpliedOf(i)),
            Predicted = (r.Rate.ToValue(leftOut.Quantile(i, 0.05)), r.Rate.ToValue(leftOut.Quantile(i, 0.95))),
            Place = leftOut.ProbabilityBelow(i, r.Rate.Estimate),
            PriorDeviation = Math.Sqrt(parts.Sum()),
            GroupShares = model.Groups.Select((g, k) => (g.Name, Share: parts[k + 1] / all)).ToImmutableSortedDictionary(static g => g.Name, static g => g.Share, StringComparer.Ordinal),
        };
    })];

    private static double EffectiveOf(double[] chain)
    {
        int size = (int)Math.Sqrt(chain.Length);
        double mean = chain.Average();
        double variance = chain.Sum(x => (x - mean) * (x - mean)) / (chain.Length - 1);
        double[] batches = [.. chain.Chunk(size).Where(b => b.Length == size).Select(static b => b.Average())];
        double between = size * batches.Sum(b => (b - mean) * (b - mean)) / (batches.Length - 1);
        return between > 0 ? Math.Min(chain.Length, chain.Length * variance / between) : chain.Length;
    }
}
