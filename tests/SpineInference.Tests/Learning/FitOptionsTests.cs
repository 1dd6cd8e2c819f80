using SpineInference.Learning;
using SpineInference.Networks;

namespace SpineInference.Tests.Learning;

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
}
