using FsCheck.Xunit;
using SpineInference.Engine.Networks;
using static SpineInference.Learning.Tests.FitOracle;
using SpecialFunctions = MathNet.Numerics.SpecialFunctions;

namespace SpineInference.Learning.Tests;

/// <summary>What a fit learns: against conjugate posteriors, enumeration, and what its own report promises.</summary>
public sealed class FitTests
{
    [Fact]
    public void Run_CompleteData_GivesTheConjugatePosteriorExactly()
    {
        BayesianNetwork network = Tables(5);
        Cohort cohort = Simulator.Draw(network, 400, seed: 1);
        FitResult result = Fit.Run(network, cohort);

        double[] counts = Count(network, cohort);
        double logEvidence = 0;
        foreach (RowReport row in result.Rows)
        {
            ProbabilityRow prior = LearningNetworks.Row(network, row.Id);
            double total = 0;
            for (int s = 0; s < prior.Length; s++)
            {
                double alpha = prior.EffectiveSampleSize * prior.Probabilities[s];
                double count = counts[prior.ParameterOffset + s];
                total += count;
                logEvidence += SpecialFunctions.GammaLn(alpha + count) - SpecialFunctions.GammaLn(alpha);
            }

            logEvidence += SpecialFunctions.GammaLn(prior.EffectiveSampleSize) - SpecialFunctions.GammaLn(prior.EffectiveSampleSize + total);
            Assert.Equal(prior.EffectiveSampleSize + total, row.SampleSizeAfter, 1e-9);
            for (int s = 0; s < prior.Length; s++)
            {
                double expected = ((prior.EffectiveSampleSize * prior.Probabilities[s]) + counts[prior.ParameterOffset + s])
                    / (prior.EffectiveSampleSize + total);
                Assert.Equal(expected, row.After[s], 1e-13);
            }
        }

        Assert.Equal(FitStatus.Converged, result.Status);
        Assert.Equal(logEvidence, result.Bound, 1e-8);
    }

    [Fact]
    public void Run_CompleteDataByMaximumPosterior_GivesTheSameMeans()
    {
        BayesianNetwork network = Tables(5);
        Cohort cohort = Simulator.Draw(network, 300, seed: 2);
        double[] byBayes = Fit.Run(network, cohort).Network.Parameters.ToArray();
        double[] byMaximum = Fit.Run(network, cohort, new FitOptions { Method = FitMethod.MaximumPosterior }).Network.Parameters.ToArray();
        AssertClose(byBayes, byMaximum, 1e-12);
    }

    [Property(MaxTest = 40)]
    public void Run_AnyNetworkAndGaps_TheBoundNeverFalls(int seed, bool byMaximum)
    {
        BayesianNetwork network = RandomNetworks.Create(seed & 0xffff, variableCount: 6);
        Cohort cohort = Simulator.Draw(network, 40, seed, new SimulationOptions { MissingRate = 0.4 });
        FitResult result = Fit.Run(network, cohort, new FitOptions
        {
            Method = byMaximum ? FitMethod.MaximumPosterior : FitMethod.VariationalBayes,
            MaxIterations = 30,
            CorrectSampleSizes = false,
        });
        for (int i = 1; i < result.Bounds.Length; i++)
        {
            Assert.True(
                result.Bounds[i] >= result.Bounds[i - 1] - (1e-10 * (1 + Math.Abs(result.Bounds[i]))),
                $"Iteration {i}: {result.Bounds[i - 1]:R} -> {result.Bounds[i]:R}");
        }
    }

    [Fact]
    public void Run_NothingToLearn_GivesTheNetworkAsItWas()
    {
        BayesianNetwork network = Signs(double.PositiveInfinity);
        Cohort cohort = Simulator.Draw(network, 30, seed: 1);
        FitResult result = Fit.Run(network, cohort);
        int present = cohort.StatesOf(network["sign"]).ToArray().Count(static state => state == 1);
        Assert.Equal(network.Hash, result.Network.Hash);
        Assert.Equal((30 * Math.Log(0.5)) + (present * Math.Log(0.1)) + ((30 - present) * Math.Log(0.9)), result.Bound, 1e-9);
    }

    [Fact]
    public void Run_DataThatReachNothingToLearn_GivesThePrior()
    {
        // Only 'other' is known, whose row is a definition; then nothing at all.
        BayesianNetwork network = Signs(10);
        Cohort cohort = Simulator.Draw(network, 30, seed: 1).Without(network["cause"]).Without(network["sign"]);
        Assert.Equal(network.Hash, Fit.Run(network, cohort).Network.Hash);
        Assert.Equal(network.Hash, Fit.Run(network, cohort.Without(network["other"])).Network.Hash);
    }

    [Fact]
    public void Run_NoisyMax_CountsAreThoseOfTheProposalsByEnumeration()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 60, seed: 4);
        FitResult result = Fit.Run(
            network, cohort, new FitOptions { Method = FitMethod.MaximumPosterior, MaxIterations = 1, CorrectSampleSizes = false });

        // One iteration ends with the counts under the means of the first posterior, which comes from the prior's means.
        double[] first = ProposalCounts(network, cohort, network.Parameters.ToArray());
        double[] means = Posterior(network, first);
        double[] second = ProposalCounts(network, cohort, means);
        AssertClose(Posterior(network, second), result.Network.Parameters.ToArray(), 1e-12);
    }

    [Fact]
    public void Run_MeasurementThatTheFitWasNotToldOf_Warns()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        var builder = new CohortBuilder(network, "angle");
        builder.Add([KeyValuePair.Create(network["cause"], 1)], 1, [3.5]);
        FitResult result = Fit.Run(network, builder.Build());
        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.UnusedMeasurements && w.Message.Contains("angle", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_FrozenRowsAndOtherTables_StayAsTheyAre()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 200, seed: 10);
        FitResult result = Fit.Run(network, cohort, new FitOptions { Tables = ["cause"], FrozenRows = ["cause/1"] });
        foreach (RowReport row in result.Rows)
        {
            Assert.Equal(row.Id == "cause/0", row.IsLearned);
            Assert.Equal(row.IsLearned, !row.Before.SequenceEqual(row.After));
        }
    }

    [Fact]
    public void Run_StructuralZeroInTheData_NamesTheRow()
    {
        var builder = new BayesianNetworkBuilder("zero");
        Variable a = builder.AddVariable("a", "x", "y");
        builder.SetTable(a, [], [1, 0], 5);
        Variable b = builder.AddVariable("b", "x", "y");
        builder.SetTable(b, [a], [0.5, 0.5, 0.5, 0.5], 5);
        BayesianNetwork network = builder.Build();
        var rows = new CohortBuilder(network);
        rows.Add([KeyValuePair.Create(network["a"], 0), KeyValuePair.Create(network["b"], 1)]);
        rows.Add([KeyValuePair.Create(network["a"], 1)]);
        CohortFormatException fault = Assert.Throws<CohortFormatException>(() => Fit.Run(network, rows.Build()));
        Assert.Equal(2, Assert.Single(fault.Faults).Row);

        FitResult result = Fit.Run(network, rows.Build(), new FitOptions { LeaveOutImpossibleRows = true });
        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.ImpossibleRows);
        Assert.Equal(0, result.Network.Rows[0].Probabilities[1]);
    }

    [Fact]
    public void Run_HiddenCause_Warns()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 200, seed: 12).Without(network["cause"]);
        FitResult result = Fit.Run(network, cohort, new FitOptions { MaxIterations = 3, Tolerance = 0 });
        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.NeverObserved && w.Message.Contains("cause", StringComparison.Ordinal));
        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.BoundNotConverged);
    }

    [Fact]
    public void Run_TiedRows_AreLearnedAsOne()
    {
        BayesianNetwork network = RowTying.Tie(LearningNetworks.Clinic(), ["walk/0", "walk/1"]);
        Cohort cohort = Simulator.Draw(network, 300, seed: 13);
        FitResult result = Fit.Run(network, cohort);
        RowReport tied = result.Rows.Single(static r => r.Id == "walk/0");
        double visits = Enumerable.Range(0, cohort.Count).Count(i => cohort.StateOf(network["cause"], i) < 2);
        Assert.Equal(16 + visits, tied.SampleSizeAfter, 1e-9);
        Assert.DoesNotContain(result.Rows, static r => r.Id == "walk/1");
    }

    [Fact]
    public void Run_PartlyLabelledCohort_ImprovesTheHeldOutLogScore()
    {
        BayesianNetwork prior = LearningNetworks.Clinic();
        BayesianNetwork truth = Simulator.DrawParameters(prior, seed: 14);
        Cohort train = Simulator.Draw(truth, 1500, seed: 15, RecoveryTests.Gaps());
        Cohort test = Simulator.Draw(truth, 1500, seed: 16);
        FitResult fitted = Fit.Run(prior, train);
        EvaluationReport before = EvaluationReport.From(new Predictor(new FittedModel(prior), "cause", PredictionEvidence.EverythingKnown).Predict(test));
        EvaluationReport after = EvaluationReport.From(new Predictor(new FittedModel(fitted.Network), "cause", PredictionEvidence.EverythingKnown).Predict(test));
        Assert.True(after.LogScore > before.LogScore + 0.01, $"{before.LogScore} -> {after.LogScore}");
    }
}
