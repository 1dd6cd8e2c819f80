using SpineInference.Engine.Networks;

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

    /// <summary>Called inside the block of patients when the nodes are defined. A model with weights can be extended here alone; one
    /// without can also be extended later.</summary>
    public Action<InferNetModel>? Extension { get; init; }

    /// <summary>Impossible states of fixed rows get this probability; 0 leaves them impossible. Variational message passing takes the
    /// logarithm of every entry and fails on exact zeros that it cannot rule out by itself.</summary>
    public double ZeroFloor { get; init; }

    /// <summary>The Dirichlet count of impossible states in random rows, positive. Expectation propagation reads means and wants it tiny;
    /// variational message passing reads E ln p ≈ −1/count and finds no state possible where that lies beyond the range of a
    /// double for a label that parents, before their first update, seem to exclude.</summary>
    public double ImpossibleCount { get; init; } = 1e-10;

    /// <summary>All rows fixed: the model of one network, for inference. What is impossible has probability 1e-12, for round a loop, and in
    /// nested switches, messages can exclude every state where hard evidence meets exact zeros.</summary>
    public static InferNetModelOptions Inference { get; } = new() { ZeroFloor = 1e-12 };

    /// <summary>All rows random but the definitions, with zeros softened as variational message passing needs it.</summary>
    public static InferNetModelOptions Learning { get; } = new() { LearnedRows = static _ => true, ZeroFloor = 1e-12, ImpossibleCount = 0.005 };
}
