namespace SpineInference.Engine.Networks;

/// <summary>A contributor of a noisy-MAX as given to <see cref="BayesianNetworkBuilder.SetNoisyMax"/>.</summary>
/// <param name="ParentPositions">Positions, in the list of parents, of those the contributor reads; empty for the leak.</param>
/// <param name="RowOfConfiguration">Index of a row for each configuration of the parents read (last fastest), or -1 where the
/// contributor is silent.</param>
public sealed record NoisyMaxContributorDraft(IReadOnlyList<int> ParentPositions, IReadOnlyList<int> RowOfConfiguration);
