namespace SpineInference.Learning;

/// <summary>One measurement as a model file holds it.</summary>
internal sealed record MeasurementEntry
{
    public required string Name { get; init; }

    public required string Parent { get; init; }

    public required string[] Regressors { get; init; }

    public required double Centre { get; init; }

    public required double Scale { get; init; }

    public required MeasurementPrior Prior { get; init; }
}
