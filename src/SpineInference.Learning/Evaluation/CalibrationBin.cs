namespace SpineInference.Learning;

/// <summary>One bin of a calibration curve.</summary>
/// <param name="Lower">The smallest predicted probability of the bin, inclusive.</param>
/// <param name="Upper">The largest, exclusive but for 1.</param>
/// <param name="Weight">The weight of the predictions in the bin; 0 where it is empty.</param>
/// <param name="MeanPredicted">Their mean; NaN where the bin is empty.</param>
/// <param name="Observed">The share that came true; NaN where the bin is empty.</param>
public readonly record struct CalibrationBin(double Lower, double Upper, double Weight, double MeanPredicted, double Observed);
