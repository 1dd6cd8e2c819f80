using SpineInference.Networks;

namespace SpineInference.InferNet;

/// <summary>What of a network an <see cref="InferNetModel"/> holds, and which of its numbers are random.</summary>
public sealed record InferNetModelOptions
{
    /// <summary>The variables wanted, by name; their ancestors come along. Nothing for the whole network.</summary>
    public IReadOnlyCollection<string>? Variables { get; init; }

    /// <summary>Which probability rows are random, with the Dirichlet prior that their effective sample size gives; the others are
    /// observed. A definition is never learned. Nothing for none.</summary>
    public Func<ProbabilityRow, bool>? LearnedRows { get; init; }

    /// <summary>Whether each patient has a weight, that is, counts as so many patients of the same findings.</summary>
    public bool Weighted { get; init; }

    /// <summary>Impossible states of fixed rows get this probability; 0 leaves them impossible. Variational message passing takes the
    /// logarithm of every entry and fails on exact zeros that it cannot rule out by itself.</summary>
    public double ZeroFloor { get; init; }

    /// <summary>All rows fixed: the model of one network, for inference.</summary>
    public static InferNetModelOptions Inference { get; } = new();

    /// <summary>All rows random but the definitions: the model to learn with.</summary>
    public static InferNetModelOptions Learning { get; } = new() { LearnedRows = static _ => true, ZeroFloor = 1e-12 };
}
