namespace SpineInference.Learning;

/// <summary>One point of a receiver operating characteristic.</summary>
/// <param name="Threshold">Cases whose probability of the class is at least this count as the class.</param>
/// <param name="FalsePositiveRate">The share of the rest that is counted so: 1 − specificity.</param>
/// <param name="TruePositiveRate">The share of the class that is counted so: sensitivity.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
