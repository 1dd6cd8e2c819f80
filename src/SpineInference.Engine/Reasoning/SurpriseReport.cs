namespace SpineInference.Engine.Reasoning;

/// <summary>How the probability of the findings compares with what the model expects of such findings.</summary>
/// <param name="LogProbability">ln P(findings | context).</param>
/// <param name="ExpectedLogProbability">Its mean over simulated cases in which the same variables were looked at.</param>
/// <param name="Percentile">The share of simulated cases whose findings were at most as probable, in [0, 1]; small means that the model
/// explains the findings badly, whatever it says about their cause. Ties count half.</param>
/// <param name="Simulations">How many cases were simulated.</param>
public sealed record SurpriseReport(double LogProbability, double ExpectedLogProbability, double Percentile, int Simulations);
