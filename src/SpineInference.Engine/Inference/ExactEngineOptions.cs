using System.Collections.Immutable;
using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <summary>What is live in a compiled program, and how it is made.</summary>
/// <remarks>Immutable. Variables and rows are those of the network that is compiled.</remarks>
public sealed record ExactEngineOptions
{
    /// <summary>The defaults: evidence on any variable, every variable reported, parameters folded.</summary>
    public static ExactEngineOptions Default { get; } = new();

    /// <summary>The variables that may carry evidence; <see langword="null"/> for all. Fewer make a shorter program.</summary>
    public ImmutableArray<Variable>? EvidenceVariables { get; init; }

    /// <summary>The variables whose posteriors are computed; <see langword="null"/> for all. Fewer make a shorter program.</summary>
    public ImmutableArray<Variable>? ReportedVariables { get; init; }

    /// <summary>Which parameters are inputs of the program.</summary>
    public LiveParameters Parameters { get; init; } = LiveParameters.None;

    /// <summary>The live rows where <see cref="Parameters"/> is <see cref="LiveParameters.Chosen"/>.</summary>
    public ImmutableArray<ProbabilityRow> LiveRows { get; init; } = [];

    /// <summary>The order in which variables are eliminated, every variable once; <see langword="null"/> to search for a good one.</summary>
    public ImmutableArray<Variable>? EliminationOrder { get; init; }

    /// <summary>How many elimination orders the search tries; at least 1, which is enough for a first answer. More take proportionally more time
    /// and never give a longer program, often one shorter by a tenth: 16 pay for a batch of many thousand cases or a program that is saved.</summary>
    public int SearchAttempts { get; init; } = 1;

    /// <summary>How many changes of the best order are tried by simulated annealing after the search, not negative; 0 unless set. Each costs
    /// about one compilation. Worth it once for a program that is saved: 20,000 shorten that of the shipped model by about a
    /// fifth.</summary>
    public int RefinementMoves { get; init; }

    /// <summary>Seed of the search; the same seed gives the same program on every machine.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What the steps of the program work on; chosen by estimate unless set. Live parameters ask for numbers.</summary>
    public EngineProgram Program { get; init; }

    /// <summary>When single queries run on machine code made for their program; by its length and use unless set.</summary>
    public MachineCode MachineCode { get; init; }

    /// <summary>How many bytes tables and tape may take while compiling, and tables while answering; 3 GiB unless set.</summary>
    public long MemoryLimit { get; init; } = 3L << 30;

    /// <summary>The vectors batches run on: chosen by the hardware unless a test forces one.</summary>
    internal LaneMode Lanes { get; init; }

    /// <summary>Where workspaces lie: the managed heap unless a test gives memory of its own.</summary>
    internal ILaneMemory? Memory { get; init; }
}
