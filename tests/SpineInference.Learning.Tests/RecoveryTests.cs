using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

/// <summary>Simulated studies whose truth is known: 30 % of the findings missing, half the labels missing.</summary>
public sealed class RecoveryTests
{
    private const int Replicates = 100;

    [Theory]
    [InlineData(400)]
    [InlineData(20000)]
    public void Run_HundredReplicates_IntervalsHoldTheTruthAndPredictionsImprove(int patients)
    {
        BayesianNetwork prior = LearningNetworks.Clinic();
        int held = 0;
        int total = 0;
        int improved = 0;
        double gain = 0;
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            BayesianNetwork truth = Simulator.DrawParameters(prior, seed: 1000 + replicate);
            Cohort cohort = Simulator.Draw(truth, patients, seed: 5000 + replicate, Gaps()).Aggregate();
            FitResult result = Fit.Run(prior, cohort, new FitOptions { Tolerance = 1e-7 });
            foreach (RowReport row in result.Rows.Where(static r => r.IsVisited))
            {
                ProbabilityRow real = LearningNetworks.Row(truth, row.Id);
                for (int s = 0; s < real.Length - 1; s++)
                {
                    (double lower, double upper) = row.ComputeInterval(s);
                    held += real.Probabilities[s] >= lower && real.Probabilities[s] <= upper ? 1 : 0;
                    total++;
                }
            }

            Cohort test = Simulator.Draw(truth, 1000, seed: 9000 + replicate, Gaps());
            double difference = LogScore(result.Network, test) - LogScore(prior, test);
            gain += difference / Replicates;
            improved += difference > 0 ? 1 : 0;
        }

        double rate = (double)held / total;
        Assert.Equal(2100, total);
        Assert.True(rate is > 0.93 and < 0.97, $"{held} of {total} = {rate:P2}");
        Assert.True(improved >= 98 && gain > 0.05, $"the held-out log score improved in {improved} of {Replicates} studies, by {gain:F4} on average");
    }

    internal static SimulationOptions Gaps() => new()
    {
        MissingRate = 0.3,
        MissingRates = new Dictionary<string, double> { ["cause"] = 0.5, ["risk"] = 0 }.ToImmutableDictionary(),
    };

    private static double LogScore(BayesianNetwork network, Cohort test) =>
        EvaluationReport.From(new Predictor(new FittedModel(network), "cause", PredictionEvidence.EverythingKnown).Predict(test)).LogScore;
}
