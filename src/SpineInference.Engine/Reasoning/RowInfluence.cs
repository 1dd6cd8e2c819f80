using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Reasoning;

/// <summary>How much of a posterior's uncertainty comes from one row of parameters.</summary>
public sealed class RowInfluence
{
    internal RowInfluence(ProbabilityRow row, double standardDeviation, double share)
    {
        Row = row;
        StandardDeviation = standardDeviation;
        Share = share;
    }

    /// <summary>The row.</summary>
    public ProbabilityRow Row { get; }

    /// <summary>The standard deviation the posterior would have if this row alone were uncertain, to first
    /// order.</summary>
    public double StandardDeviation { get; }

    /// <summary>Its part of the variance of all rows together, in [0, 1].</summary>
    public double Share { get; }
}
