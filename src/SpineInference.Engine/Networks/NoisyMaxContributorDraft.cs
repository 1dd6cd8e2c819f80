namespace SpineInference.Engine.Networks;

/// <summary>A contributor of a noisy-MAX as given to <see cref="BayesianNetworkBuilder.SetNoisyMax"/>.</summary>
public sealed class NoisyMaxContributorDraft
{
    /// <summary>Drafts a contributor.</summary>
    /// <param name="parentPositions">Positions, among the parents, of those it looks at.</param>
    /// <param name="rowOfConfiguration">For each configuration of these, the place of its row.</param>
    public NoisyMaxContributorDraft(IReadOnlyList<int> parentPositions, IReadOnlyList<int> rowOfConfiguration)
    {
        ParentPositions = parentPositions;
        RowOfConfiguration = rowOfConfiguration;
    }

    /// <summary>Positions, in the list of parents, of those the contributor reads; empty for the leak.</summary>
    public IReadOnlyList<int> ParentPositions { get; }

    /// <summary>Index of a row for each configuration of the parents read (last fastest), or -1 where the
    /// contributor is silent.</summary>
    public IReadOnlyList<int> RowOfConfiguration { get; }
}
