namespace SpineInference.Engine.Reasoning;

/// <summary>How the probability of the findings compares with what the model expects of such findings.</summary>
public sealed class SurpriseReport
{
    internal SurpriseReport(double logProbability, double expectedLogProbability, double percentile, int simulations)
    {
        LogProbability = logProbability;
        ExpectedLogProbability = expectedLogProbability;
        Percentile = percentile;
        Simulations = simulations;
    }

    /// <summary>ln P(findings | context).</summary>
    public double LogProbability { get; }

    /// <summary>Its mean over simulated cases in which the same variables were looked at.</summary>
    public double ExpectedLogProbability { get; }

    /// <summary>The share of simulated cases whose findings were at most as probable, in [0, 1]; small means that the model
    /// explains the findings badly, whatever it says about their cause. Ties count half.</summary>
    public double Percentile { get; }

    /// <summary>How many cases were simulated.</summary>
    public int Simulations { get; }
}
