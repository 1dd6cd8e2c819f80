using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

/// <summary>What is asked of a fit has to make sense, and the refusal says what would.</summary>
public class FitOptionsTests
{
    [Fact]
    public void Run_TableThatIsAFunction_IsRefusedWithTheTablesToNameInstead()
    {
        BayesianNetwork network = SpineModel.Default.Network;
        Cohort cohort = Simulator.Draw(network, 3, seed: 1);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Fit.Run(network, cohort, new FitOptions { Tables = ["cause"] }));
        Assert.Contains("'cause' has nothing to learn: it is a function of aetiology", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InAnotherEliminationOrder_FindsTheSame()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 200, seed: 4, new SimulationOptions { MissingRate = 0.4 });
        FitResult searched = Fit.Run(network, cohort);
        FitResult given = Fit.Run(network, cohort, new FitOptions { EliminationOrder = [.. network.Variables.Reverse().Select(static v => v.Name).Skip(1)] });
        Assert.Equal(searched.Bound, given.Bound, 1e-8);
        foreach ((RowReport expected, RowReport actual) in searched.Rows.Zip(given.Rows))
        {
            Assert.All(expected.After.Zip(actual.After), static pair => Assert.Equal(pair.First, pair.Second, 1e-8));
        }
    }

    [Fact]
    public void Run_EliminationOrderWithAnUnknownName_IsRefused()
    {
        BayesianNetwork network = LearningNetworks.Clinic();
        Cohort cohort = Simulator.Draw(network, 3, seed: 1);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Fit.Run(network, cohort, new FitOptions { EliminationOrder = ["nobody"] }));
        Assert.Contains("'nobody'", refused.Message, StringComparison.Ordinal);
    }
}
