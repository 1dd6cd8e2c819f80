using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tests.Learning;

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
}
