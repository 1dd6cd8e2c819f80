namespace SpineInference.Learning;

/// <summary>One start of a fit and where it got.</summary>
internal sealed class FitAttempt
{
    public required List<double> Bounds { get; init; }

    public required double[] Concentrations { get; set; }

    public required MeasurementModel? Measurements { get; set; }

    public double[]? Counts { get; set; }

    public double LargestMove { get; set; }

    public FitStatus Status { get; set; }
}
