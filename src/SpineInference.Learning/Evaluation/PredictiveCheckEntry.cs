namespace SpineInference.Learning;

/// <summary>One statistic of a posterior predictive check.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="State">The state that is counted.</param>
/// <param name="Observed">Its share among the rows in which the variable is known.</param>
/// <param name="Expected">The mean share in replicated cohorts.</param>
/// <param name="TailProbability">The share of replicated cohorts at least as extreme, two-sided: small where the model does not reproduce
/// the data.</param>
public readonly record struct PredictiveCheckEntry(string Variable, string State, double Observed, double Expected, double TailProbability);
