using System.Globalization;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>One engine, many threads, every kind of job at once. The number of jobs is 20,000, or what SPINEINFERENCE_STRESS says: a million where everything is checked.</summary>
public class StressTests
{
    private const int Threads = 16;
    private const int Cases = 64;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Jobs_MixedOnSixteenThreads_EqualThoseOnOne()
    {
        int jobs = int.Parse(Environment.GetEnvironmentVariable("SPINEINFERENCE_STRESS") ?? "20000", CultureInfo.InvariantCulture);
        BayesianNetwork network = RandomNetworks.Create(321, variableCount: 12);
        ExactEngine engine = ExactEngine.Compile(network, new ExactEngineOptions { Parameters = LiveParameters.All });
        var random = new Random(9);
        Evidence[] cases = [.. Enumerable.Range(0, Cases).Select(_ => RandomNetworks.Evidence(network, random))];
        double[] draws = [.. Enumerable.Range(0, 5).SelectMany(_ => RandomNetworks.OtherParameters(network, random))];
        Func<int, double[]>[] kinds =
        [
            i => Query(engine, cases[i]),
            i => Query(engine, cases[i]),
            i => Batch(engine, [cases[i], cases[(i + 1) % Cases], cases[(i + 5) % Cases]]),
            i => Counts(engine, cases[i]),
            i => Draws(engine, cases[i], draws),
            i => Gradient(engine, network.Variables[i % network.Variables.Length], cases[i]),
            i => Session(engine, network.Variables[i % network.Variables.Length], cases[i], cases[(i + 3) % Cases]),
        ];
        double[][][] expected = [.. kinds.Select(kind => Enumerable.Range(0, Cases).Select(kind).ToArray())];
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (int job = Interlocked.Increment(ref next); job < jobs; job = Interlocked.Increment(ref next))
                {
                    int kind = job % kinds.Length;
                    int index = job / kinds.Length % Cases;
                    Assert.Equal(expected[kind][index], kinds[kind](index));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }

    private static double[] Query(ExactEngine engine, Evidence evidence)
    {
        var posteriors = new double[engine.StateCount];
        double log = engine.Query(RandomNetworks.Flatten(evidence), posteriors);
        return [.. posteriors, log];
    }

    private static double[] Batch(ExactEngine engine, Evidence[] cases)
    {
        BatchPosteriors answers = engine.QueryBatch(EvidenceColumns.From(engine.Network, cases), new BatchOptions { MaxDegreeOfParallelism = 1 });
        double[] posteriors = answers.Flat();
        double[] logs = [.. answers.LogEvidence];
        return [.. posteriors, .. logs];
    }

    private static double[] Counts(ExactEngine engine, Evidence evidence)
    {
        ExpectedCounts counts = engine.ComputeExpectedCounts(EvidenceColumns.From(engine.Network, [evidence]));
        return [.. counts.Counts, counts.LogLikelihood];
    }

    private static double[] Draws(ExactEngine engine, Evidence evidence, double[] draws)
    {
        int count = draws.Length / engine.Network.Parameters.Length;
        BatchPosteriors answers = engine.QueryDraws(RandomNetworks.Flatten(evidence), draws, new BatchOptions { MaxDegreeOfParallelism = 1 });
        double[] posteriors = answers.Flat();
        double[] logs = [.. answers.LogEvidence];
        return [.. posteriors, .. logs];
    }

    // A session opened on one case, asked about another, moved there and asked again.
    private static double[] Session(ExactEngine engine, Variable asked, Evidence first, Evidence second)
    {
        InferenceSession session = engine.Open(first);
        var under = new double[asked.StateCount];
        double log = session.PosteriorUnder(second, asked, under);
        double before = session.LogEvidence;
        session.Change(second);
        double[] posterior = session.ComputePosterior(asked);
        Assert.Equal(under, posterior);
        return [log, before, session.LogEvidence, .. posterior];
    }

    private static double[] Gradient(ExactEngine engine, Variable variable, Evidence evidence)
    {
        var gradient = new double[engine.Network.Parameters.Length];
        double posterior = engine.ComputePosteriorGradient(RandomNetworks.Flatten(evidence), variable, 0, gradient);
        return [.. gradient, posterior];
    }
}
