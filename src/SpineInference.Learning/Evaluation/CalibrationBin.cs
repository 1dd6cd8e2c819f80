namespace SpineInference.Learning;

/// <summary>One bin of a calibration curve.</summary>
public sealed class CalibrationBin
{
    internal CalibrationBin(double lower, double upper, double weight, double meanPredicted, double observed)
    {
        Lower = lower;
        Upper = upper;
        Weight = weight;
        MeanPredicted = meanPredicted;
        Observed = observed;
    }

    /// <summary>The smallest predicted probability of the bin, inclusive.</summary>
    public double Lower { get; }

    /// <summary>The largest, exclusive but for 1.</summary>
    public double Upper { get; }

    /// <summary>The weight of the predictions in the bin; 0 where it is empty.</summary>
    public double Weight { get; }

    /// <summary>Their mean; NaN where the bin is empty.</summary>
    public double MeanPredicted { get; }

    /// <summary>The share that came true; NaN where the bin is empty.</summary>
    public double Observed { get; }
}
