using System.Collections.Immutable;

namespace SpineInference.Engine.Networks;

/// <summary>A variable with its parents, and which rows its distribution is made of: a distribution without its numbers.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal abstract class Family
{
    private protected Family(Variable variable, ImmutableArray<Variable> parents)
    {
        Variable = variable;
        Parents = parents;
        int count = 1;
        foreach (Variable parent in parents)
        {
            count = checked(count * parent.StateCount);
        }

        ConfigurationCount = count;
    }

    public Variable Variable { get; }

    public ImmutableArray<Variable> Parents { get; }

    public int ConfigurationCount { get; }

    /// <summary>The distribution over the rows of one network.</summary>
    public abstract ConditionalDistribution Over(BayesianNetwork network);

    /// <summary>The same family over other rows.</summary>
    /// <param name="rowOf">The new index of each row.</param>
    public abstract Family OnRows(ReadOnlySpan<int> rowOf);

    /// <summary>Whether two families of the same variables are made of the same rows in the same way.</summary>
    public abstract bool HasSameRowsAs(Family other);
}
