namespace SpineInference.Engine.Inference;

/// <summary>How a batch is run.</summary>
/// <remarks>Immutable. Results do not depend on the number of threads.</remarks>
public sealed record BatchOptions
{
    /// <summary>The defaults: all cores, double precision.</summary>
    public static BatchOptions Default { get; } = new();

    /// <summary>The largest number of threads, at least 1; -1 for as many as there are cores.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>The arithmetic of the batch. Cases whose evidence is too improbable for it are done again in a wider range.</summary>
    public BatchPrecision Precision { get; init; } = BatchPrecision.DoublePrecision;

    /// <summary>Told the number of cases done so far, now and then, from any thread.</summary>
    public IProgress<int>? Progress { get; init; }
}
