namespace SpineInference.InferNet;

/// <summary>What an <see cref="InferNetLearner"/> learns, and for how long.</summary>
public sealed record InferNetLearnerOptions
{
    /// <summary>The variables whose rows are learned, by name; nothing for all. The model then holds these and their ancestors: evidence
    /// on other variables does not count.</summary>
    public IReadOnlyCollection<string>? Variables { get; init; }

    /// <summary>Patients in a batch; nothing for one batch. Memory grows with the batch, not with the cohort.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Iterations of variational message passing each time a batch is visited; at least 1.</summary>
    public int Iterations { get; init; } = 20;

    /// <summary>The most visits to every batch; at least 1.</summary>
    public int MaximumPasses { get; init; } = 20;

    /// <summary>Stops when no entry of a learned row changed by more than this over a pass; positive.</summary>
    public double Tolerance { get; init; } = 1e-6;
}
