using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>What one result of a proposed examination would mean.</summary>
/// <param name="State">The result, such as <c>present</c> or <c>reduced</c>.</param>
/// <param name="Probability">How probable the result is now.</param>
/// <param name="RootLevel">The principal root if this were the result; <see langword="null"/> where it was not asked for.</param>
/// <param name="Cause">The cause if this were the result; <see langword="null"/> where it was not asked for.</param>
public sealed record FindingOutcome(string State, double Probability, Distribution<NerveRoot>? RootLevel, Distribution<Cause>? Cause);
