using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.InferNet.Tests;

public sealed class InferNetLearnerTests
{
    private static readonly BayesianNetwork _network = TwoLegs(1, 0, 0);

    [Theory]
    [InlineData(null, 1e-9)]
    [InlineData(7, 1e-6)]
    public void Fit_CompleteWeightedData_IsPriorPlusCounts(int? batchSize, double tolerance)
    {
        (Evidence[] patients, double[] weights) = Complete(_network, 20);
        var learner = new InferNetLearner(_network, new InferNetLearnerOptions { BatchSize = batchSize });

        InferNetFit fit = learner.Fit(patients, weights);

        Assert.True(fit.IsConverged);
        double[][] counts = Counts(patients, weights);
        foreach (ProbabilityRow row in _network.Rows)
        {
            ProbabilityRow learned = fit.Network.Rows[row.Index];
            if (row.IsDefinition)
            {
                Assert.Equal(row.Probabilities.ToArray(), learned.Probabilities.ToArray());
                continue;
            }

            Assert.Equal(row.EffectiveSampleSize + counts[row.Index].Sum(), learned.EffectiveSampleSize, tolerance * 100);
            for (int s = 0; s < row.Length; s++)
            {
                double expected = ((row.EffectiveSampleSize * row.Probabilities[s]) + counts[row.Index][s]) / (row.EffectiveSampleSize + counts[row.Index].Sum());
                Assert.Equal(expected, learned.Probabilities[s], tolerance);
            }
        }
    }

    [Fact]
    public void Fit_NamedPart_LeavesOtherRowsAlone()
    {
        (Evidence[] patients, double[] weights) = Complete(_network, 12);
        var learner = new InferNetLearner(_network, new InferNetLearnerOptions { Variables = ["cause"] });

        InferNetFit fit = learner.Fit(patients, weights);

        double[][] counts = Counts(patients, weights);
        ProbabilityRow prior = Assert.Single(_network.DistributionOf(_network["cause"]).Rows);
        Assert.Equal(prior.EffectiveSampleSize + counts[prior.Index].Sum(), fit.Network.Rows[prior.Index].EffectiveSampleSize, 1e-6);
        Assert.All(_network.Rows.Where(r => r != prior), r => Assert.Equal(r.Probabilities.ToArray(), fit.Network.Rows[r.Index].Probabilities.ToArray()));
    }

    [Fact]
    public void Fit_CauseMissingInHalf_AgreesWithBuiltInLearner()
    {
        // With one unknown a patient there is nothing for mean field to tear apart: both learners have the same fixed point.
        BayesianNetwork network = TwoLegs(0.9, 0.06, 0.04);
        (Evidence[] patients, double[] weights) = Complete(network, 24);
        for (int i = 0; i < patients.Length; i += 2)
        {
            patients[i] = patients[i].Without(network["cause"]);
        }

        var cohort = new CohortBuilder(network);
        for (int i = 0; i < patients.Length; i++)
        {
            cohort.Add(patients[i].Variables.Select(v => KeyValuePair.Create(v, patients[i].ObservedStateOf(v))), weights[i]);
        }

        FitResult builtIn = Learning.Fit.Run(network, cohort.Build(), FitOptions.Default with { CorrectSampleSizes = false, Tolerance = 1e-13 });
        InferNetFit fit = new InferNetLearner(network, new InferNetLearnerOptions { Iterations = 200, Tolerance = 1e-9 }).Fit(patients, weights);

        foreach (ProbabilityRow row in builtIn.Network.Rows)
        {
            ProbabilityRow other = fit.Network.Rows[row.Index];
            Assert.Equal(row.EffectiveSampleSize, other.EffectiveSampleSize, 1e-4);
            for (int s = 0; s < row.Length; s++)
            {
                Assert.Equal(row.Probabilities[s], other.Probabilities[s], 1e-5);
            }
        }
    }

    [Fact]
    public void Fit_NoPatients_Throws()
    {
        var learner = new InferNetLearner(_network);

        Assert.Throws<ArgumentException>(() => learner.Fit([]));
    }

    [Fact]
    public void Fit_ZeroWeight_Throws()
    {
        var learner = new InferNetLearner(_network);

        ArgumentException error = Assert.Throws<ArgumentException>(() => learner.Fit([Evidence.None(_network)], [0.0]));

        Assert.Contains("weight of 0", error.Message, StringComparison.Ordinal);
    }

    // A cause, a root in each leg with the same rows, and a definition: whether any root is hit.
    private static BayesianNetwork TwoLegs(params double[] rootOfOther)
    {
        var builder = new BayesianNetworkBuilder("two legs");
        Variable cause = builder.AddVariable("cause", "disc", "stenosis", "other");
        Variable left = builder.AddVariable("root.left", "normal", "irritated", "compressed");
        Variable right = builder.AddVariable("root.right", "normal", "irritated", "compressed");
        Variable any = builder.AddVariable("any", "no", "yes");
        builder.SetTable(cause, [], [0.5, 0.3, 0.2], 8);
        int[] rows =
        [
            builder.AddRow("disc", [0.3, 0.3, 0.4], 10),
            builder.AddRow("stenosis", [0.5, 0.3, 0.2], 6),
            builder.AddRow("other", rootOfOther, 12),
        ];
        builder.SetTable(left, [cause], rows);
        builder.SetTable(right, [cause], rows);
        int no = builder.AddRow("any/no", [1, 0], double.PositiveInfinity);
        int yes = builder.AddRow("any/yes", [0, 1], double.PositiveInfinity);
        builder.SetTable(any, [left, right], [.. Enumerable.Range(0, 9).Select(c => c == 0 ? no : yes)]);
        return builder.Build();
    }

    private static (Evidence[] Patients, double[] Weights) Complete(BayesianNetwork network, int count)
    {
        var random = new Random(11);
        var patients = new Evidence[count];
        for (int i = 0; i < count; i++)
        {
            int cause = random.Next(3);
            int left = cause == 2 ? 0 : random.Next(3);
            int right = cause == 2 ? 0 : random.Next(3);
            patients[i] = Evidence.None(network)
                .Observe(network["cause"], cause)
                .Observe(network["root.left"], left)
                .Observe(network["root.right"], right)
                .Observe(network["any"], left + right > 0 ? 1 : 0);
        }

        return (patients, [.. patients.Select((_, i) => 1.0 + (i % 3))]);
    }

    private static double[][] Counts(Evidence[] patients, double[] weights)
    {
        double[][] counts = [.. _network.Rows.Select(static r => new double[r.Length])];
        for (int i = 0; i < patients.Length; i++)
        {
            foreach (ConditionalDistribution distribution in _network.Distributions)
            {
                int configuration = 0;
                foreach (Variable parent in distribution.Parents)
                {
                    configuration = (configuration * parent.StateCount) + patients[i].ObservedStateOf(parent);
                }

                ProbabilityRow row = ((ConditionalTable)distribution).RowOfConfiguration[configuration];
                counts[row.Index][patients[i].ObservedStateOf(distribution.Variable)] += weights[i];
            }
        }

        return counts;
    }
}
