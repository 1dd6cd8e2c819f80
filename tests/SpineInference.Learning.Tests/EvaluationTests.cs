using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

public sealed class EvaluationTests
{
    // Four rows by hand: right and sure, right and unsure, wrong, right.
    private static readonly Predictions ByHand = new(
        ["a", "b"], [0.9, 0.1, 0.6, 0.4, 0.7, 0.3, 0.2, 0.8], [0, 0, 1, 1]);

    [Fact]
    public void From_ByHand_GivesTheScores()
    {
        EvaluationReport report = EvaluationReport.From(ByHand);
        Assert.Equal((Math.Log(0.9) + Math.Log(0.6) + Math.Log(0.3) + Math.Log(0.8)) / 4, report.LogScore, 1e-15);
        Assert.Equal(2 * (0.01 + 0.16 + 0.49 + 0.04) / 4, report.Brier, 1e-15);
        Assert.Equal(0.75, report.Accuracy);
        Assert.Equal<double>([1, 0.5], report.Recall);
        Assert.Equal<double>([0.75, 0.75], report.AreaUnderCurve);
        Assert.Equal(0.75, report.BalancedAccuracy);
    }

    [Fact]
    public void From_ByHand_GivesCalibrationAndReject()
    {
        EvaluationReport report = EvaluationReport.From(ByHand, bins: 2);
        CalibrationBin upper = report.Calibration[1];
        Assert.Equal(4, upper.Weight);
        Assert.Equal(0.75, upper.MeanPredicted, 1e-15);
        Assert.Equal(0.75, upper.Observed);
        Assert.Equal(0, report.Calibration[0].Weight);
        Assert.Equal(0, report.ExpectedCalibrationError, 1e-15);

        // At 50 % the two surest are kept (0.9 and 0.8), both right.
        Assert.Equal(1, report.Reject.Single(static r => r.Rejected == 0.5).Accuracy);
        Assert.Equal(0.75, report.Reject[0].Accuracy);
    }

    [Fact]
    public void Area_AllTied_IsAHalf() =>
        Assert.Equal(0.5, RocCurve.ComputeArea(new Predictions(["a", "b"], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [0, 1, 1]), 0));

    [Fact]
    public void From_Weights_CountLikeRepeatedRows()
    {
        var weighted = new Predictions(["a", "b"], [0.9, 0.1, 0.6, 0.4, 0.7, 0.3], [0, 1, 1], [3, 1, 2]);
        var repeated = new Predictions(
            ["a", "b"], [0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.6, 0.4, 0.7, 0.3, 0.7, 0.3], [0, 0, 0, 1, 1, 1]);
        EvaluationReport first = EvaluationReport.From(weighted);
        EvaluationReport second = EvaluationReport.From(repeated);
        Assert.Equal(second.LogScore, first.LogScore, 1e-15);
        Assert.Equal(second.MacroAreaUnderCurve, first.MacroAreaUnderCurve, 1e-15);
        Assert.Equal(second.ExpectedCalibrationError, first.ExpectedCalibrationError, 1e-15);
    }

    [Fact]
    public void Stratified_EveryRepeat_TestsEachRowOnceInProportion()
    {
        int[] labels = [.. Enumerable.Range(0, 103).Select(static i => i < 70 ? 0 : i < 90 ? 1 : 2)];
        var folds = Folds.Stratify(labels, 10, 3, seed: 4);
        Assert.Equal(30, folds.Length);
        foreach (var repeat in folds.GroupBy(static f => f.Repeat))
        {
            Assert.Equal(Enumerable.Range(0, 103), repeat.SelectMany(static f => f.Test).Order());
            Assert.All(repeat, fold =>
            {
                Assert.Equal(103, fold.Train.Length + fold.Test.Length);
                Assert.Empty(fold.Train.Intersect(fold.Test));
                Assert.Equal(7, fold.Test.Count(row => labels[row] == 0));
                Assert.Equal(2, fold.Test.Count(row => labels[row] == 1));
            });
        }

        Assert.Equal(folds.Select(static f => string.Join(' ', f.Test)), Folds.Stratify(labels, 10, 3, seed: 4).Select(static f => string.Join(' ', f.Test)));
        Assert.NotEqual(folds[0].Test.AsEnumerable(), Folds.Stratify(labels, 10, 3, seed: 5)[0].Test.AsEnumerable());
    }

    [Fact]
    public void Of_SameRows_ComparesModels()
    {
        var other = new Predictions(["a", "b"], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [0, 0, 1, 1]);
        ModelComparison comparison = ModelComparison.Of(ByHand, other);
        Assert.Equal(EvaluationReport.From(ByHand).LogScore - Math.Log(0.5), comparison.LogScoreDifference, 1e-15);
        Assert.Equal(0.75, comparison.RowsBetter);
        Assert.True(double.IsNaN(comparison.LogEvidenceDifference));
        Assert.Throws<ArgumentException>(() => ModelComparison.Of(ByHand, new Predictions(["a", "b"], [0.5, 0.5], [0])));
    }

    [Fact]
    public void Of_TwoFits_ComparesTheirEvidence()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 200, seed: 1);
        FitResult own = Fit.Run(network, cohort);
        FitResult flat = Fit.Run(network.WithParameters([.. network.Rows.SelectMany(static r => Enumerable.Repeat(1.0 / r.Length, r.Length))]), cohort);
        ModelComparison comparison = ModelComparison.Of(ByHand, ByHand, own, flat);
        Assert.Equal(own.Bound - flat.Bound, comparison.LogEvidenceDifference);
        Assert.True(comparison.LogEvidenceDifference > 0);
        FitResult ofOthers = Fit.Run(network, Simulator.Draw(network, 200, seed: 2));
        Assert.Throws<ArgumentException>(() => ModelComparison.Of(ByHand, ByHand, own, ofOthers));
    }

    [Fact]
    public void Points_ByHand_AreTheCurveWhoseAreaIsGiven()
    {
        Assert.Equal(
            new (double, double)[] { (0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1) }, RocCurve.ComputePoints(ByHand, 0).Select(static p => (p.FalsePositiveRate, p.TruePositiveRate)));
        var random = new Random(3);
        double[] probabilities = [.. Enumerable.Range(0, 200).SelectMany(_ => { double p = random.Next(20) / 20.0; return new[] { p, 1 - p }; })];
        var predictions = new Predictions(["a", "b"], probabilities, [.. Enumerable.Range(0, 200).Select(_ => random.Next(2))]);
        var points = RocCurve.ComputePoints(predictions, 0);
        double area = points.Zip(points.Skip(1), static (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
        Assert.Equal(RocCurve.ComputeArea(predictions, 0), area, 1e-12);
    }

    [Fact]
    public void Run_CrossValidation_JudgesOnlyRowsLeftOut()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 120, seed: 1);
        var folds = Folds.Stratify(cohort, "cause", 4, 1, seed: 2);
        int seen = 0;
        var predictions = CrossValidation.Run(cohort, "cause", folds, train =>
        {
            seen += train.Count;
            return new FittedModel(Fit.Run(network, train, new FitOptions { CorrectSampleSizes = false, MaxIterations = 20 }).Network);
        }, PredictionEvidence.EverythingKnown);
        Assert.Equal(3 * 120, seen);
        Predictions all = Predictions.Concat(predictions);
        Assert.Equal(Enumerable.Range(0, 120), all.Rows.ToArray().Order());
        Assert.All(Enumerable.Range(0, 120), i => Assert.Equal(cohort.StateOf(network["cause"], all.Rows[i]), all.Truth[i]));
    }

    [Fact]
    public void Run_PredictiveCheck_AcceptsItsOwnDataAndRefusesOthers()
    {
        BayesianNetwork network = LearningNetworks.Clinic(strength: 2000);
        Cohort own = Simulator.Draw(network, 400, seed: 1, new SimulationOptions { MissingRate = 0.2 });
        var honest = PosteriorPredictiveCheck.Run(network, own, replicates: 100, seed: 3);
        Assert.True(honest.Count(static e => e.TailProbability < 0.02) <= 1);
        double[] other = network.Parameters.ToArray();
        ProbabilityRow walk = LearningNetworks.Row(network, "walk/0");
        (other[walk.ParameterOffset], other[walk.ParameterOffset + 1]) = (0.3, 0.7);
        var refused = PosteriorPredictiveCheck.Run(network.WithParameters(other), own, replicates: 100, seed: 3);
        Assert.Contains(refused, static e => e.Variable == "walk" && e.TailProbability < 0.02);
    }

    [Fact]
    public void Draw_Simulation_FollowsTheNetworkAndTheSeed()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        var options = new SimulationOptions { MissingRate = 0.3, Shown = ["cause", "weak"] };
        Cohort cohort = Simulator.Draw(network, 20000, seed: 5, options);
        Assert.Equal(cohort.Hash, Simulator.Draw(network, 20000, seed: 5, options).Hash);
        Assert.Equal(["cause", "weak"], cohort.ObservedVariables.Select(static v => v.Name));
        short[] causes = cohort.StatesOf(network["cause"]).ToArray();
        Assert.Equal(0.3, causes.Count(static c => c < 0) / 20000.0, 0.015);
        Assert.Equal(0.3, causes.Count(static c => c == 1) / (double)causes.Count(static c => c >= 0), 0.015);
    }
}
