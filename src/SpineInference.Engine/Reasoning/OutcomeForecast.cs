using System.Collections.Immutable;

namespace SpineInference.Engine.Reasoning;

/// <summary>What one result of an examination would mean.</summary>
/// <param name="State">Index of the state in which the finding would be seen.</param>
/// <param name="Probability">How probable that result is now.</param>
/// <param name="TargetPosteriors">For each target variable, its posterior if this were the result; the present one where the result is
/// impossible.</param>
public sealed record OutcomeForecast(int State, double Probability, ImmutableArray<ImmutableArray<double>> TargetPosteriors);
