namespace SpineInference.Learning;

/// <summary>One start of a fit and where it got.</summary>
internal sealed class FitAttempt
{
    public required int Restart { get; init; }

    public required List<double> Bounds { get; init; }

    public required double[] Concentrations { get; set; }

    public required MeasurementModel? Measurements { get; set; }

    public double[]? Counts { get; set; }

    public double LargestMove { get; set; }

    public long ImpossibleCount { get; set; }

    public FitStatus Status { get; set; }

    /// <summary>Whether it is at its end, not cut short.</summary>
    public bool IsDone { get; set; }

    /// <summary>Goes on from where a checkpoint left a start.</summary>
    /// <param name="state">The state.</param>
    /// <param name="empty">The measurements of the fit, for their shape.</param>
    /// <exception cref="ArgumentException">The state's measurements are none of this fit.</exception>
    public static FitAttempt From(FitStartState state, MeasurementModel? empty) => new()
    {
        Restart = state.Restart,
        Bounds = [.. state.Bounds],
        Concentrations = [.. state.Concentrations],
        Measurements = empty is null ? null : MeasurementNumbers.Read(empty, state.Measurements.AsSpan()),
        Counts = [.. state.Counts],
        LargestMove = state.LargestMove,
        ImpossibleCount = state.ImpossibleCount,
        Status = state.Status ?? FitStatus.Cancelled,
        IsDone = state.Status is not null,
    };

    /// <summary>What a checkpoint keeps of it.</summary>
    public FitStartState ToState() => new()
    {
        Restart = Restart,
        Status = IsDone ? Status : null,
        Bounds = [.. Bounds],
        Concentrations = [.. Concentrations],
        Counts = Counts is null ? [] : [.. Counts],
        Measurements = Measurements is null ? [] : [.. MeasurementNumbers.Write(Measurements)],
        LargestMove = LargestMove,
        ImpossibleCount = ImpossibleCount,
    };
}
