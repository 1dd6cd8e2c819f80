using SpineInference.Engine.Networks;

namespace SpineInference.InferNet;

/// <summary>What an <see cref="InferNetLearner"/> found.</summary>
/// <param name="Network">The network with the posterior: the means of the learned rows, and their Dirichlet concentrations as effective
/// sample sizes. Rows that were not learned are as they were.</param>
/// <param name="Passes">How often every batch was visited.</param>
/// <param name="LargestChange">The largest change of an entry in the last pass; with a single pass, of that pass from the prior.</param>
/// <param name="IsConverged">Whether that change is within the tolerance.</param>
public sealed record InferNetFit(BayesianNetwork Network, int Passes, double LargestChange, bool IsConverged);
