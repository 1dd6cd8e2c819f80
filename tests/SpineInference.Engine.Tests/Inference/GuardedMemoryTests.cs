using SpineInference.Engine.Inference;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>No job reads or writes beyond its slots, accumulators and scalars: pages without access stand around each.</summary>
public class GuardedMemoryTests
{
    public static TheoryData<string, bool> Lanes
    {
        get
        {
            var lanes = new TheoryData<string, bool>();
            foreach (LaneMode mode in (LaneMode[])[LaneMode.Scalar, LaneMode.Vector256, LaneMode.Vector512])
            {
                lanes.Add(mode.ToString(), true);
                lanes.Add(mode.ToString(), false);
            }

            return lanes;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Lanes))]
    public void EveryJob_BetweenGuardPages_GivesTheSameBits(string lanes, bool atEnd)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Guard pages are taken from Linux.");
        for (int seed = 400; seed < 404; seed++)
        {
            BayesianNetwork network = RandomNetworks.Create(seed, variableCount: 9);
            var memory = new GuardedMemory(atEnd);
            var options = new ExactEngineOptions { Lanes = Enum.Parse<LaneMode>(lanes), Parameters = LiveParameters.All, SearchAttempts = 1 };
            ExactEngine plain = ExactEngine.Compile(network, options);
            ExactEngine guarded = ExactEngine.Compile(network, options with { Memory = memory });

            Assert.Equal(Jobs(plain, seed), Jobs(guarded, seed));
            Assert.InRange(memory.Count, 15, int.MaxValue);
        }
    }

    private static List<double> Jobs(ExactEngine engine, int seed)
    {
        BayesianNetwork network = engine.Network;
        var random = new Random(seed);
        Evidence[] cases = [.. Enumerable.Range(0, 37).Select(i => i == 0 ? Evidence.None(network) : RandomNetworks.Evidence(network, random))];
        EvidenceColumns columns = EvidenceColumns.From(network, cases);
        List<double> numbers = [];
        foreach (BatchPrecision precision in Enum.GetValues<BatchPrecision>())
        {
            BatchPosteriors batch = engine.QueryBatch(columns, new BatchOptions { Precision = precision, MaxDegreeOfParallelism = 1 });
            numbers.AddRange([.. batch.Flat(), .. batch.LogEvidence]);
        }

        ExpectedCounts counts = engine.ComputeExpectedCounts(columns);
        numbers.AddRange([.. counts.Counts, counts.LogLikelihood, counts.ImpossibleCount]);
        engine.VisitCases(columns, 3, 22, [], (_, log, own) => numbers.AddRange([log, own.ToArray().Sum()]));
        ParameterDraws draws = ParameterDraws.Sample(network, 11, seed);
        BatchPosteriors drawn = engine.QueryDraws(RandomNetworks.Flatten(cases[1]), draws.Values);
        numbers.AddRange([.. drawn.Flat(), .. drawn.LogEvidence]);
        var posteriors = new double[engine.StateCount];
        var gradient = new double[network.Parameters.Length];
        foreach (Evidence evidence in cases)
        {
            double[] likelihoods = RandomNetworks.Flatten(evidence);
            numbers.AddRange([engine.Query(likelihoods, posteriors), .. posteriors, engine.ComputeLogEvidenceGradient(likelihoods, gradient), .. gradient]);
            if (engine.TryFindMostProbableExplanation(evidence, out MostProbableExplanation? best))
            {
                numbers.Add(best.LogProbability);
            }
        }

        return numbers;
    }
}
