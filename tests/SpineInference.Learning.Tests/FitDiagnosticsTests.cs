using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

public sealed class FitDiagnosticsTests
{
    private static readonly BayesianNetwork Prior = LearningNetworks.Clinic();

    [Fact]
    public void Find_RowsOfTwoHiddenStatesExchanged_WarnsOfThoseTwo()
    {
        double[] swapped = Prior.Parameters.ToArray();
        foreach (string variable in new[] { "weak", "reflex", "walk" })
        {
            ProbabilityRow disc = LearningNetworks.Row(Prior, $"{variable}/1");
            ProbabilityRow stenosis = LearningNetworks.Row(Prior, $"{variable}/2");
            disc.Probabilities.CopyTo(swapped.AsSpan(stenosis.ParameterOffset, stenosis.Length));
            stenosis.Probabilities.CopyTo(swapped.AsSpan(disc.ParameterOffset, disc.Length));
        }

        FitWarning warning = Assert.Single(Find(Prior.WithParameters(swapped)), static w => w.Kind == FitWarningKind.StatesSwapped);
        Assert.Contains("disc and stenosis", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_RowsMovedByChance_WarnsOfNoSwap()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            BayesianNetwork moved = Simulator.DrawParameters(LearningNetworks.Clinic(strength: 20), seed);
            Assert.DoesNotContain(Find(Prior.WithParameters(moved.Parameters)), static w => w.Kind == FitWarningKind.StatesSwapped);
        }
    }

    private static ImmutableArray<FitWarning> Find(BayesianNetwork fitted)
    {
        Cohort cohort = Simulator.Draw(Prior, 50, seed: 1).Without(Prior["cause"]);
        FitResult result = Fit.Run(Prior, cohort, new FitOptions { MaxIterations = 2, CorrectSampleSizes = false });
        FitAttempt attempt = new() { Restart = 0, Bounds = [-2, -1], Concentrations = [], Measurements = null };
        return FitDiagnostics.Find(
            Prior, fitted, CohortSurvey.Take(cohort, new HashSet<int>()), FitOptions.Default.LearnedRows(Prior), result.Rows, attempt, 0, FitOptions.Default);
    }

    [Fact]
    public void DrawParameters_SmallSampleSizes_AreOneStateByItsProbability()
    {
        // Of Dirichlet(0.0001 · p) nearly every draw is one state alone, state s with probability p(s).
        var builder = new BayesianNetworkBuilder("sparse");
        const int Count = 2_000;
        for (int i = 0; i < Count; i++)
        {
            builder.SetTable(builder.AddVariable($"v{i}", "a", "b", "c"), [], [0.2, 0.5, 0.3], 1e-4);
        }

        ReadOnlySpan<double> drawn = Simulator.DrawParameters(builder.Build(), seed: 5).Parameters;

        var certain = new double[3];
        for (int i = 0; i < Count; i++)
        {
            for (int s = 0; s < 3; s++)
            {
                Assert.InRange(drawn[(3 * i) + s], double.Epsilon, 1);
                certain[s] += drawn[(3 * i) + s] > 0.999 ? 1.0 / Count : 0;
            }
        }

        Assert.Equal(0.2, certain[0], 0.04);
        Assert.Equal(0.5, certain[1], 0.04);
        Assert.Equal(0.3, certain[2], 0.04);
    }
}
