using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using static SpineInference.Learning.Tests.FitOracle;

namespace SpineInference.Learning.Tests;

/// <summary>What a fit makes of findings that some patients or all were not asked for.</summary>
public sealed class FitMissingTests
{
    [Fact]
    public void Run_FindingNeverAsked_KeepsItsPriorExactly()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 300, seed: 8).Without(network["walk"], network["pain"]);
        FitResult result = Fit.Run(network, cohort);
        foreach (RowReport row in result.Rows.Where(static r => r.Variables.Contains("walk") || r.Variables.Contains("pain")))
        {
            Assert.Equal<double>(row.Before, row.After);
            Assert.Equal(row.SampleSizeBefore, row.SampleSizeAfter, 1e-12);
            Assert.False(row.IsVisited);
        }

        Assert.Contains(result.Warnings, static w => w.Kind == FitWarningKind.EmptyRows);
    }

    [Theory]
    [InlineData(FitMethod.VariationalBayes)]
    [InlineData(FitMethod.MaximumPosterior)]
    public void Run_LeafMissingInSomeRows_LearnsItFromTheOthersAlone(FitMethod method)
    {
        BayesianNetwork network = Tables(2);
        Cohort full = Simulator.Draw(network, 200, seed: 9);
        Cohort gaps = Simulator.Draw(network, 200, seed: 9);
        Variable leaf = network.Variables[^1];
        var builder = new CohortBuilder(network);
        for (int row = 0; row < gaps.Count; row++)
        {
            builder.Add(network.Variables
                .Where(v => v != leaf || row % 3 != 0).Select(v => KeyValuePair.Create(v, full.StateOf(v, row))));
        }

        Cohort cohort = builder.Build();
        double[] counts = Count(network, cohort);
        double[] fitted = Fit.Run(network, cohort, new FitOptions { Method = method }).Network.Parameters.ToArray();
        AssertClose(Posterior(network, counts), fitted, 1e-10);
    }

    [Theory]
    [InlineData(FitMethod.VariationalBayes)]
    [InlineData(FitMethod.MaximumPosterior)]
    public void Run_SoftLeafMissingInSomeRows_IsWhatItsHardRowsSay(FitMethod method)
    {
        // A likelihood that allows one state alone says the same as the state, and one without preference says nothing.
        BayesianNetwork network = Tables(2);
        Variable leaf = network.Variables[^1];
        Cohort full = Simulator.Draw(network, 120, seed: 9);
        var hard = new CohortBuilder(network);
        var soft = new CohortBuilder(network);
        for (int row = 0; row < full.Count; row++)
        {
            KeyValuePair<Variable, int> top = KeyValuePair.Create(network.Variables[0], full.StateOf(network.Variables[0], row));
            SpineInference.Engine.Inference.Evidence evidence = SpineInference.Engine.Inference.Evidence.None(network).Observe(top.Key.Name, top.Key.States[top.Value]);
            int state = full.StateOf(leaf, row);
            hard.Add(row % 3 == 0 ? [top] : [top, KeyValuePair.Create(leaf, state)]);
            soft.Add(row % 3 == 0
                ? evidence.ObserveLikelihood(leaf, [.. Enumerable.Repeat(1.0, leaf.StateCount)])
                : evidence.ObserveLikelihood(leaf, [.. Enumerable.Range(0, leaf.StateCount).Select(s => s == state ? 0.5 : 0)]));
        }

        Cohort softCohort = soft.Build();
        Assert.False(softCohort.LikelihoodsOf(leaf).IsEmpty);
        FitResult byHard = Fit.Run(network, hard.Build(), new FitOptions { Method = method });
        FitResult bySoft = Fit.Run(network, softCohort, new FitOptions { Method = method });
        AssertClose(byHard.Network.Parameters.ToArray(), bySoft.Network.Parameters.ToArray(), 1e-12);
        Assert.Equal(byHard.Bound + (80 * Math.Log(0.5)), bySoft.Bound, 1e-9);
    }

    [Fact]
    public void Run_LeavesOfTiedRows_AreLearnedAsOne()
    {
        BayesianNetwork network = RowTying.Tie(LearningNetworks.Clinic(), ["weak/0", "walk/0"]);
        Cohort cohort = Simulator.Draw(network, 300, seed: 13, new SimulationOptions
        {
            MissingRates = new Dictionary<string, double> { ["weak"] = 0.4 }.ToImmutableDictionary(),
        });
        double visits = Enumerable.Range(0, cohort.Count).Where(i => cohort.StateOf(network["cause"], i) == 0)
            .Sum(i => 1 + (cohort.StateOf(network["weak"], i) >= 0 ? 1 : 0));
        FitResult result = Fit.Run(network, cohort);
        Assert.Equal(16 + visits, result.Rows.Single(static r => r.Id == "weak/0").SampleSizeAfter, 1e-9);
    }
}
