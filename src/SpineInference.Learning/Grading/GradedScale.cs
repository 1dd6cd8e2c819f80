using MathNet.Numerics.Statistics;

namespace SpineInference.Learning;

/// <summary>A scale as studies tell it: the factor of a group's widths, or the standard deviation between studies of a kind.</summary>
/// <remarks>Immutable.</remarks>
public sealed class GradedScale
{
    internal GradedScale(string name, double[] logarithms, double priorLogDeviation)
    {
        double[] sorted = [.. logarithms.Order()];
        Name = name;
        Median = Math.Exp(Quantile(0.5));
        Low = Math.Exp(Quantile(0.05));
        High = Math.Exp(Quantile(0.95));
        LogDeviation = ArrayStatistics.StandardDeviation(sorted);
        PriorLogDeviation = priorLogDeviation;

        double Quantile(double share) => SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
    }

    /// <summary>The group or the kind.</summary>
    public string Name { get; }

    /// <summary>The posterior median.</summary>
    public double Median { get; }

    /// <summary>Lower end of the 90 % interval.</summary>
    public double Low { get; }

    /// <summary>Upper end of the 90 % interval.</summary>
    public double High { get; }

    /// <summary>The posterior standard deviation of the logarithm.</summary>
    public double LogDeviation { get; }

    /// <summary>That of the prior.</summary>
    public double PriorLogDeviation { get; }

    /// <summary>What share of the prior variance of the logarithm the studies took away: ½ where they know as much as the prior. Near 0, or below
    /// it, they say nothing, and the median is the prior's.</summary>
    public double Learned => 1 - (LogDeviation * LogDeviation / (PriorLogDeviation * PriorLogDeviation));

    /// <summary>Name, median and interval.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Median:0.00} ({Low:0.00}–{High:0.00})");
}
